/** Reading src/ as syntax trees: what the two fence checkers share. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'rolldown/utils';

/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node
 * @typedef {{ value: string, start: number, end: number }} Comment
 * @typedef {{ path: string, room: string, isTest: boolean, text: string, ast: Node, comments: readonly Comment[] }} Source
 * @typedef {{ path: string, line: number, rule: string, message: string }} Violation
 */

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/**
 * Every TypeScript file under `<root>/src`, parsed. Paths are relative to the root and use slashes.
 * @param {string} root
 * @returns {Source[]}
 */
export function readSources(root) {
  return filesUnder(join(root, 'src'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const parsed = parseSync(path, text);
      const [error] = parsed.errors;
      if (error) throw new Error(`${path} does not parse: ${error.message}`);
      return {
        path,
        room: path.split('/')[1] ?? '',
        isTest: /\.test\.tsx?$/.test(path),
        text,
        ast: parsed.program,
        comments: parsed.comments,
      };
    });
}

/** @param {string} text @param {number} offset */
export function lineAt(text, offset) {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
}

/**
 * Calls `visit` for a node and all below it, parents first.
 * @param {any} node
 * @param {(node: Node, parent: Node | undefined) => void} visit
 * @param {Node} [parent]
 */
export function walk(node, visit, parent) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit, parent);
  } else if (node && typeof node === 'object' && typeof node.type === 'string') {
    visit(node, parent);
    for (const key in node) if (key !== 'parent') walk(node[key], visit, node);
  }
}

/**
 * Prints the violations and sets the exit code.
 * @param {string} what @param {readonly Violation[]} violations @param {number} files
 */
export function report(what, violations, files) {
  for (const v of violations) console.log(`${v.path}:${v.line}  ${v.rule}  ${v.message}`);
  console.log(`${what}: ${files} files, ${violations.length} violations`);
  if (violations.length > 0) process.exitCode = 1;
}
