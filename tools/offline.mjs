/** sw.js: the service worker of the pages, with what belongs to one build in front of it. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PREFIX = 'hopscope';

/**
 * @param {'on' | 'off'} offline
 * @param {string} build @param {readonly string[]} core what a visit needs at once, below the site
 * @param {readonly string[]} all everything that may be kept
 */
export async function workerText(offline, build, core, all) {
  const bundle = await rolldown({
    cwd: ROOT,
    input: offline === 'on' ? 'src/app/offline/worker.ts' : 'src/app/offline/kill.ts',
    platform: 'browser',
    tsconfig: false,
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  const rest = all.filter((name) => !core.includes(name));
  const known = offline === 'on' ? { prefix: PREFIX, build, core, rest } : { prefix: PREFIX };
  return `const OFFLINE=${JSON.stringify(known)};\n${output[0].code}`;
}
