#!/usr/bin/env node
/**
 * All tests, in order of what is cheapest to know. Prints `N passed, N failed` last and fails if anything did.
 *   node tools/test.mjs                         everything
 *   node tools/test.mjs --only lint,unit        some steps
 *
 * Unit and end-to-end tests count one by one, every other step as one test. A step that dies without a test to
 * blame counts as one failed. What failed is said again at the end, where a log that is cut short still has it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ passed: number, failed: number, skipped: string[], faults: string[] }} Count
 * @typedef {{ name: string, args: string[], env?: Record<string, string>, count?: () => Count }} Step
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const WORK = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
const UNIT = join(WORK, 'unit.json');
const E2E = join(WORK, 'e2e.json');

/** @param {string} path */
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @returns {Count} */
const nothing = () => ({ passed: 0, failed: 0, skipped: [], faults: [] });

/** The first lines of what a reporter says of an error, without colours. @param {string | undefined} text */
const brief = (text = 'no message') => stripVTControlCharacters(text).split('\n').slice(0, 6).join('\n    ');

/** @returns {Count} */
function countUnit() {
  const count = nothing();
  const fail = (/** @type {string} */ what, /** @type {string | undefined} */ why) => {
    count.failed += 1;
    count.faults.push(`${what}\n    ${brief(why)}`);
  };
  for (const file of json(UNIT).testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0) fail(file.name, file.message); // it did not even load
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') fail(fullName, failureMessages[0]);
      else count.skipped.push(fullName);
    }
  }
  return count;
}

/** @returns {Count} */
function countE2e() {
  const count = nothing();
  const report = json(E2E);
  const visit = (/** @type {any} */ suite) => {
    for (const inner of suite.suites ?? []) visit(inner);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') count.passed += 1;
        else if (test.status === 'skipped') count.skipped.push(`${spec.file}: ${spec.title}`);
        else {
          count.failed += 1; // unexpected, or flaky
          const error = test.results.flatMap((/** @type {any} */ { errors }) => errors)[0];
          count.faults.push(`${spec.file}: ${spec.title}\n    ${brief(error?.message)}`);
        }
      }
    }
  };
  for (const suite of report.suites) visit(suite);
  if (count.failed === 0) count.failed = report.errors.length;
  count.faults.push(
    ...report.errors.map((/** @type {any} */ { message }) => `outside of any test\n    ${brief(message)}`),
  );
  return count;
}

/** @param {string} name @param {string} file @param {...string} args @returns {Step} */
const step = (name, file, ...args) => ({ name, args: [file, ...args] });

const TSC = 'node_modules/typescript/bin/tsc';
/** @type {Step[]} */
const STEPS = [
  step('types:core', TSC, '-p', 'tsconfig.core.json'),
  step('types:dom', TSC, '-p', 'tsconfig.dom.json'),
  step('types:node', TSC, '-p', 'tsconfig.node.json'),
  step('lint', 'node_modules/oxlint/bin/oxlint'),
  step('format', 'node_modules/oxfmt/bin/oxfmt', '--check'),
  step('rooms', 'tools/check-rooms.mjs'),
  step('purity', 'tools/check-purity.mjs'),
  {
    name: 'unit',
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT}`,
    ],
    count: countUnit,
  },
  step('build', 'node_modules/vite/bin/vite.js', 'build'),
  {
    name: 'e2e',
    args: ['tools/e2e.mjs', '--built', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E },
    count: countE2e,
  },
];

/** @param {Step} current @returns {Count} */
function runStep({ args, env = {}, count }) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ok = status === 0;
  if (!count) return { ...nothing(), passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  try {
    const counted = count();
    return ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  } catch {
    return { ...nothing(), failed: 1 }; // it left no report
  }
}

const [flag, names] = process.argv.slice(2);
const wanted = flag === '--only' && names ? names.split(',') : undefined;
const unknown = (wanted ?? []).filter((name) => !STEPS.some((s) => s.name === name || s.name.startsWith(`${name}:`)));
if (unknown.length > 0)
  throw new Error(`no step is called ${unknown.join(', ')}: ${STEPS.map((s) => s.name).join(', ')}`);
const chosen = STEPS.filter(({ name }) => !wanted || wanted.some((w) => name === w || name.startsWith(`${w}:`)));

/** @type {string[]} */
const lines = [];
/** @type {string[]} */
const skipped = [];
/** @type {string[]} */
const faults = [];
let passed = 0;
let failed = 0;
try {
  for (const current of chosen) {
    console.log(`\n=== ${current.name}`);
    const start = Date.now();
    const result = runStep(current);
    passed += result.passed;
    failed += result.failed;
    skipped.push(...result.skipped.map((title) => `${current.name}: ${title}`));
    faults.push(...result.faults.map((fault) => `${current.name}: ${fault}`));
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    const mark = result.failed > 0 ? 'FAILED' : 'ok';
    lines.push(
      `${mark.padEnd(7)}${current.name.padEnd(11)} ${result.passed} of ${result.passed + result.failed}, ${seconds} s`,
    );
  }
} finally {
  rmSync(WORK, { recursive: true, force: true });
}
if (faults.length > 0) console.log(`\nFAILED:\n  ${faults.slice(0, 20).join('\n  ')}`);
console.log(`\n${lines.join('\n')}`);
if (skipped.length > 0) console.log(`\nSKIPPED, so not tested (${skipped.length}):\n  ${skipped.join('\n  ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
