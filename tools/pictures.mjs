#!/usr/bin/env node
/**
 * The picture tests alone. Pictures are compared without tolerance, here and everywhere.
 *   npm run pictures                      compares with the pictures that are kept
 *   npm run pictures -- --update          takes all of them anew; those of states that are gone go
 *   npm run pictures -- --repeat 20       takes all of them so many times and compares them with each other, not with those kept
 *   … -- --built                          dist/ is up to date already
 *   … -- -g leak                          only those whose name has this in it (with --update the others stay as they are)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SPEC = 'e2e/pictures.spec.ts';
const KEPT = join(ROOT, 'e2e', '__screens__', 'pictures.spec.ts');

/** @param {readonly string[]} args @param {Readonly<Record<string, string>>} [env] */
function e2e(args, env = {}) {
  const { status } = spawnSync(process.execPath, ['tools/e2e.mjs', ...args, SPEC], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

/** @param {string} folder */
function sizeOf(folder) {
  const files = readdirSync(folder);
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return `${files.length} pictures, ${(bytes / 1e6).toFixed(1)} MB`;
}

const args = process.argv.slice(2);
const update = args.includes('--update');
const at = args.indexOf('--repeat');
const times = at < 0 ? 0 : Number(args[at + 1]);
if (at >= 0 && !(Number.isInteger(times) && times > 1)) throw new Error('--repeat needs a number of at least 2');
const rest = args.filter((arg, i) => arg !== '--update' && (at < 0 || (i !== at && i !== at + 1)));
const some = rest.includes('-g') || rest.includes('--grep');

if (!findBrowser().pinned)
  throw new Error('pictures are taken with the pinned browser only: Linux x64, and no CHROMIUM_PATH');

if (times > 0) {
  const screens = mkdtempSync(join(tmpdir(), 'hopscope-pictures-'));
  try {
    const env = { HOPSCOPE_SCREENS: screens };
    process.exitCode = e2e([...rest, '--update-snapshots=all', '--reporter=dot'], env);
    if (process.exitCode === 0) {
      const again = rest.includes('--built') ? rest : ['--built', ...rest];
      const start = Date.now();
      process.exitCode = e2e(
        [...again, `--repeat-each=${times - 1}`, '--update-snapshots=none', '--reporter=dot'],
        env,
      );
      const seconds = Math.round((Date.now() - start) / 1000);
      const verdict = process.exitCode === 0 ? 'the same to the byte' : 'NOT the same';
      console.log(`${sizeOf(join(screens, 'pictures.spec.ts'))}, taken ${times} times: ${verdict} (${seconds} s)`);
    }
  } finally {
    rmSync(screens, { recursive: true, force: true });
  }
} else if (update) {
  if (!some) rmSync(KEPT, { recursive: true, force: true });
  process.exitCode = e2e([...rest, '--update-snapshots=all']);
  console.log(sizeOf(KEPT));
} else process.exitCode = e2e(rest);
