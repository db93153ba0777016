#!/usr/bin/env node
/**
 * Builds the site into dist/. Options that are not listed go to Vite.
 *   npm run build -- --base-url https://example.org/hopscope/    where it will lie: for cards, oEmbed and a sitemap
 *   npm run build -- --build 3f2a9c1                             what this build is called beside its version
 *   npm run build -- --no-offline                                takes back what earlier builds keep in browsers
 *   npm run build -- --cards                                     pages name cards; `npm run cards` puts them there
 */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const VALUES = /** @type {Readonly<Record<string, string>>} */ ({
  '--base-url': 'HOPSCOPE_BASE_URL',
  '--build': 'HOPSCOPE_BUILD',
});

/** @param {readonly string[]} args @returns {{ env: Record<string, string>, rest: string[] }} */
export function buildArgs(args) {
  /** @type {Record<string, string>} */
  const env = {};
  const rest = [];
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = (args[i] ?? '').split(/=(.*)/s);
    const variable = VALUES[name];
    if (variable !== undefined) {
      const value = inline ?? args[++i];
      if (value === undefined || value.startsWith('--')) throw new Error(`build: ${name} needs a value`);
      env[variable] = value;
    } else if (name === '--no-offline') env['HOPSCOPE_OFFLINE'] = 'off';
    else if (name === '--cards') env['HOPSCOPE_CARDS'] = 'on';
    else rest.push(args[i] ?? '');
  }
  return { env, rest };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { env, rest } = buildArgs(process.argv.slice(2));
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', ...rest], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.exitCode = status ?? 1;
}
