#!/usr/bin/env node
/**
 * Runs a TypeScript file under a Node that cannot read TypeScript.
 *   node tools/run-ts.mjs src/cli/walk.ts --any --arguments
 *
 * Bundles the file and what it imports from this repository into node_modules/.cache/hopscope and imports the
 * result; packages stay outside. The bundle is reused as long as every file that went into it is unchanged.
 * Stack traces point at the TypeScript. `import.meta.url` is the bundle's: resolve paths from the working directory.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, 'node_modules', '.cache', 'hopscope');
const STALE_MS = 24 * 3600 * 1000;

/** @param {readonly (string | Buffer)[]} parts */
const digest = (parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Hash of these files as they are now; undefined when one is gone. @param {readonly string[]} files */
function contentKey(files) {
  try {
    return digest(files.flatMap((file) => [file, '\0', readFileSync(join(ROOT, file)), '\0'])).slice(0, 16);
  } catch {
    return undefined;
  }
}

/** Several runs may bundle at once: each file appears whole or not at all. @param {string} path @param {string} text */
function writeWhole(path, text) {
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}

/** The bundles of earlier versions. Young ones may still be in use by another run. @param {string} prefix */
function dropStale(prefix) {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    if (name.startsWith(prefix) && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > STALE_MS) {
      rmSync(path, { force: true });
    }
  }
}

/** @param {string} entry @returns {Promise<string>} the path of the bundle */
async function bundled(entry) {
  const self = relative(ROOT, fileURLToPath(import.meta.url));
  const prefix = digest([relative(ROOT, entry)]).slice(0, 8);
  const list = join(CACHE, `${prefix}.json`);
  if (existsSync(list)) {
    const key = contentKey(JSON.parse(readFileSync(list, 'utf8')));
    const path = join(CACHE, `${prefix}-${key}.mjs`);
    if (key && existsSync(path)) return path;
  }
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    external: /^[^./\0](?!:[\\/])/, // packages and node:, not relative names or C:\ paths
    tsconfig: false,
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ dir: CACHE, format: 'esm', codeSplitting: false, sourcemap: 'hidden' });
  const files = [self, ...(await bundle.watchFiles).map((file) => relative(ROOT, file))].sort();
  await bundle.close();
  const [chunk] = output;
  const path = join(CACHE, `${prefix}-${contentKey(files)}.mjs`);
  mkdirSync(CACHE, { recursive: true });
  writeWhole(`${path}.map`, chunk.map?.toString() ?? '');
  writeWhole(path, `${chunk.code}\n//# sourceMappingURL=${basename(path)}.map\n`);
  writeWhole(list, JSON.stringify(files));
  dropStale(`${prefix}-`);
  return path;
}

const [script, ...args] = process.argv.slice(2);
if (!script || !existsSync(script)) {
  console.error(script ? `run-ts: there is no ${script}` : 'usage: node tools/run-ts.mjs <file.ts> [arguments]');
  process.exit(2);
}
const entry = resolve(script);
process.argv = [process.execPath, entry, ...args];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(await bundled(entry)).href);
