#!/usr/bin/env node
/**
 * End-to-end tests: builds, finds a browser and a free port, and runs Playwright. Arguments go to Playwright.
 *   node tools/e2e.mjs [--built] [playwright arguments]      --built: dist/ is up to date already
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** @param {readonly string[]} args @param {Readonly<Record<string, string>>} [env] */
function run(args, env = {}) {
  const result = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const args = process.argv.slice(2).filter((arg) => arg !== '--built');
const browser = findBrowser();
console.log(`browser: ${browser.path}${browser.pinned ? '' : ' (not the pinned one: pictures are not compared)'}`);
if (!process.argv.includes('--built')) run(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
run(['node_modules/@playwright/test/cli.js', 'test', ...args], {
  HOPSCOPE_E2E_PORT: process.env['HOPSCOPE_E2E_PORT'] ?? String(await freePort()),
});
