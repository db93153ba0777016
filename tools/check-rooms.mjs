#!/usr/bin/env node
/**
 * Second fence: imports. Reads the matrix from rooms.mjs.
 *   node tools/check-rooms.mjs [--root <folder>]   report what breaks it
 *   node tools/check-rooms.mjs --table             the matrix as a Markdown table
 *   node tools/check-rooms.mjs --dot               the matrix as Graphviz
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORBIDDEN_NAMES, ROOMS } from './rooms.mjs';
import { lineAt, readSources, report, walk } from './source.mjs';

/**
 * @typedef {import('./source.mjs').Source} Source
 * @typedef {import('./source.mjs').Violation} Violation
 * @typedef {import('./source.mjs').Node} Node
 * @typedef {{ specifier: string, typeOnly: boolean, line: number }} Import
 */

/** `import type`, or braces in which every name is marked `type`. @param {Node} node */
function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const names = node.specifiers;
  return (
    Array.isArray(names) && names.length > 0 && names.every((s) => s.importKind === 'type' || s.exportKind === 'type')
  );
}

/**
 * Everything that names another module, and what is wrong with the naming itself.
 * @param {Source} source
 * @returns {{ imports: Import[], violations: Violation[] }}
 */
function importsOf(source) {
  /** @type {Import[]} */
  const imports = [];
  /** @type {Violation[]} */
  const violations = [];
  walk(source.ast, (node) => {
    const line = () => lineAt(source.text, node.start);
    const add = (/** @type {Node} */ name, /** @type {boolean} */ typeOnly) => {
      if (name.type === 'Literal' && typeof name.value === 'string') {
        imports.push({ specifier: name.value, typeOnly, line: line() });
      } else if (name.type === 'TSLiteralType') {
        add(name.literal, typeOnly);
      } else {
        const message = 'a computed import cannot be checked: name the file';
        violations.push({ path: source.path, line: line(), rule: 'computed-import', message });
      }
    };
    if (node.type === 'ExportAllDeclaration') {
      const message = 'import the file that defines the thing';
      violations.push({ path: source.path, line: line(), rule: 'export-star', message });
    }
    if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && node.source)
      add(node.source, isTypeOnly(node));
    if (node.type === 'ImportExpression') add(node.source, false);
    if (node.type === 'TSImportType') add(node.source ?? node.argument, true);
  });
  return { imports, violations };
}

/** @param {string} specifier */
function packageOf(specifier) {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** @param {string} path @param {string} roomName @param {string} specifier */
function mayUsePackage(path, roomName, specifier) {
  const name = packageOf(specifier);
  return (ROOMS[roomName]?.npm ?? []).some((allowed) =>
    typeof allowed === 'string'
      ? allowed === '*' || allowed === name
      : allowed.name === name &&
        (path === allowed.only || (allowed.only.endsWith('/') && path.startsWith(allowed.only))),
  );
}

/**
 * @param {Source} source @param {Import} imported @param {string} root
 * @returns {{ target: string } | { rule: string, message: string } | undefined}
 */
function judge(source, imported, root) {
  const { specifier, typeOnly } = imported;
  if (!specifier.startsWith('.')) {
    if (source.isTest || mayUsePackage(source.path, source.room, specifier)) return undefined;
    return { rule: 'package', message: `${source.room} may not import '${specifier}' here` };
  }
  const target = posix.join(posix.dirname(source.path), specifier.replace(/\?.*$/, ''));
  if (!existsSync(join(root, target)) || !/\.\w+$/.test(target)) {
    return { rule: 'unresolved', message: `'${specifier}' is no file; write the name with its extension` };
  }
  if (source.isTest) return { target };
  const to = target.startsWith('src/') ? (target.split('/')[1] ?? '') : '';
  const room = ROOMS[source.room];
  if (!room || !(to in ROOMS)) return { rule: 'room', message: `'${specifier}' lies outside the rooms` };
  if (/\.test\.tsx?$/.test(target)) return { rule: 'room', message: `'${specifier}' is a test` };
  if (to === source.room || room.imports.includes(to)) return { target };
  if (room.types?.includes(to)) {
    return typeOnly ? { target } : { rule: 'types-only', message: `${source.room} may import only types from ${to}` };
  }
  return { rule: 'room', message: `${source.room} may not import ${to} ('${specifier}')` };
}

/**
 * One violation per ring of files that import each other, types included.
 * @param {ReadonlyMap<string, readonly string[]>} graph
 * @returns {Violation[]}
 */
function cyclesIn(graph) {
  // Tarjan's strongly connected components.
  /** @type {Map<string, number>} */ const order = new Map();
  /** @type {Map<string, number>} */ const low = new Map();
  /** @type {string[]} */ const stack = [];
  /** @type {string[][]} */ const rings = [];
  const visit = (/** @type {string} */ path) => {
    order.set(path, order.size);
    low.set(path, order.get(path) ?? 0);
    stack.push(path);
    for (const next of graph.get(path) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(path, Math.min(low.get(path) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(path) !== order.get(path)) return;
    const ring = stack.splice(stack.indexOf(path));
    if (ring.length > 1 || graph.get(path)?.includes(path)) rings.push(ring.sort());
  };
  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return rings.map((ring) => ({
    path: ring[0] ?? '',
    line: 1,
    rule: 'cycle',
    message: `these files import each other: ${ring.join(', ')}`,
  }));
}

/**
 * @param {string} root
 * @returns {{ files: number, violations: Violation[] }}
 */
export function checkRooms(root) {
  const sources = readSources(root);
  /** @type {Violation[]} */
  const violations = [];
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const source of sources) {
    const found = importsOf(source);
    violations.push(...found.violations);
    const name = basename(source.path).replace(/(\.test)?\.tsx?$/, '');
    if (FORBIDDEN_NAMES.includes(name)) {
      violations.push({ path: source.path, line: 1, rule: 'file-name', message: `'${name}' says nothing` });
    }
    if (!(source.room in ROOMS)) {
      violations.push({ path: source.path, line: 1, rule: 'room', message: `no room is called '${source.room}'` });
    }
    /** @type {string[]} */
    const targets = [];
    for (const imported of found.imports) {
      const verdict = judge(source, imported, root);
      if (verdict && 'target' in verdict) targets.push(verdict.target);
      else if (verdict) violations.push({ path: source.path, line: imported.line, ...verdict });
    }
    graph.set(source.path, targets);
  }
  violations.push(...cyclesIn(graph));
  return { files: sources.length, violations };
}

function table() {
  const names = Object.keys(ROOMS);
  const packages = (/** @type {import('./rooms.mjs').Room} */ room) =>
    room.npm.map((p) => (typeof p === 'string' ? p : `${p.name} (\`${p.only}\` only)`)).join(', ') || 'none';
  return [
    `| | ${names.join(' | ')} | packages |`,
    `|---|${names.map(() => ':-:|').join('')}---|`,
    ...Object.entries(ROOMS).map(([name, room]) => {
      const cells = names.map((to) => (room.imports.includes(to) ? 'x' : room.types?.includes(to) ? 'T' : ' '));
      return `| ${name} | ${cells.join(' | ')} | ${packages(room).replace('*', 'any')} |`;
    }),
  ].join('\n');
}

function dot() {
  const edges = Object.entries(ROOMS).flatMap(([name, room]) => [
    ...room.imports.map((to) => `  ${name} -> ${to};`),
    ...(room.types ?? []).map((to) => `  ${name} -> ${to} [style=dashed];`),
  ]);
  return ['digraph rooms {', '  rankdir=BT;', ...edges, '}'].join('\n');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [flag, value] = process.argv.slice(2);
  if (flag === '--table') console.log(table());
  else if (flag === '--dot') console.log(dot());
  else {
    const here = dirname(dirname(fileURLToPath(import.meta.url)));
    const { files, violations } = checkRooms(flag === '--root' && value ? resolve(value) : here);
    report('rooms', violations, files);
  }
}
