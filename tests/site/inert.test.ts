/** What the source and the files beside it may not contain, whatever they are for (docs/security.md). */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSources, walk } from '../../tools/source.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Members that make markup, code or addresses of text, or reach out of the page. */
const FORBIDDEN_MEMBERS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'srcdoc',
  'requestStorageAccess',
  'sendBeacon',
  'setHTMLUnsafe',
  'createContextualFragment',
]);
const FORBIDDEN_ATTRIBUTES = new Set(['dangerouslySetInnerHTML', 'srcDoc']);

interface Found {
  readonly rule: string;
  readonly what: string;
}

function foundIn(ast: unknown): readonly Found[] {
  const found: Found[] = [];
  walk(ast, (node) => {
    const name = node['property']?.name;
    if (node.type === 'MemberExpression' && node['computed'] === false && FORBIDDEN_MEMBERS.has(name))
      found.push({ rule: 'member', what: name });
    if (
      node.type === 'MemberExpression' &&
      ['write', 'cookie'].includes(name) &&
      node['object']?.type === 'Identifier' &&
      node['object'].name === 'document'
    )
      found.push({ rule: 'member', what: `document.${name}` });
    if (node.type === 'JSXAttribute' && FORBIDDEN_ATTRIBUTES.has(node['name']?.name))
      found.push({ rule: 'attribute', what: node['name'].name });
    if (node.type === 'CallExpression' && node['callee']?.type === 'Identifier') {
      const { name: called } = node['callee'];
      const [first] = node['arguments'] ?? [];
      if (called === 'eval') found.push({ rule: 'code', what: 'eval' });
      if (/^set(Timeout|Interval)$/.test(called) && first?.type === 'Literal')
        found.push({ rule: 'code', what: `${called} of text` });
    }
    if (node.type === 'NewExpression' && node['callee']?.name === 'Function')
      found.push({ rule: 'code', what: 'new Function' });
    if (node.type === 'Literal' && typeof node['value'] === 'string' && /^\s*javascript:/i.test(node['value']))
      found.push({ rule: 'address', what: node['value'] });
  });
  return found;
}

test('no source makes markup or code of text, or reaches for what is not its own', () => {
  const found = readSources(ROOT)
    .filter(({ isTest }) => !isTest)
    .flatMap(({ path, ast }) => foundIn(ast).map(({ rule, what }) => `${path}: ${rule} ${what}`));
  expect(found).toEqual([]);
});

describe('the supply chain', () => {
  const lock = JSON.parse(readFileSync(`${ROOT}/package-lock.json`, 'utf8')) as {
    packages: Record<string, { license?: string; hasInstallScript?: boolean }>;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

  test('no package runs anything when it is installed', () => {
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path)).toEqual([]);
  });

  test('every package says its licence, and none is one that would bind what links to it', () => {
    const free = /^(MIT|ISC|Apache-2\.0|MPL-2\.0|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0)$/;
    const others = packages.filter(([, { license }]) => license === undefined || !free.test(license));
    // What is built in different ways for platforms is told by the package that has them.
    expect(
      others.filter(([, { license }]) => license !== undefined).map(([path, { license }]) => `${path}: ${license}`),
    ).toEqual([]);
  });

  test('every action is pinned by its commit, and a workflow may do nothing but what a job says', () => {
    const folder = `${ROOT}/.github/workflows`;
    const names = readdirSync(folder);
    expect(names).toContain('pages.yml');
    for (const name of names) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const used = [...text.matchAll(/uses:\s*(.*)/g)].map(([, action = '']) => action);
      expect(used.filter((action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(action))).toEqual([]);
      expect(text).toMatch(/^permissions: \{\}$/m);
      expect(text).not.toMatch(/npm (i|install)\b/);
    }
  });
});

test('every end-to-end test is one that a broken policy fails', () => {
  const specs = readdirSync(`${ROOT}/e2e`, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.spec.ts'),
  );
  expect(specs.length).toBeGreaterThan(20);
  const others = specs.filter((entry) => {
    const text = readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8');
    const imports = text.match(/import [^;]*from '[^']*';/g) ?? [];
    return imports.some(
      (line) => line.includes("'@playwright/test'") && /\btest\b/.test(line.replace('@playwright/test', '')),
    );
  });
  expect(others.map(({ name }) => name)).toEqual([]);
});
