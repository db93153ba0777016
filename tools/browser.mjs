#!/usr/bin/env node
/**
 * Which Chromium the end-to-end tests drive, in this order:
 *   1. $CHROMIUM_PATH
 *   2. the pinned one from the npm registry (Linux x64; needs no root and no system library but libc)
 *   3. the one `npx playwright install chromium` put in place
 *   4. the system's
 * Pictures are compared pixel by pixel with the pinned one only: elsewhere fonts are drawn differently.
 * Run directly it prints what it found.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';

/** @typedef {{ path: string, pinned: boolean, libraries?: string }} Browser */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGE = join(ROOT, 'node_modules', '@sparticuz', 'chromium');
const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser of the npm package, unpacked once per version into node_modules/.cache. @returns {Browser | undefined} */
function pinnedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE)) return undefined;
  const { version } = createRequire(import.meta.url)(join(PACKAGE, 'package.json'));
  const cache = join(ROOT, 'node_modules', '.cache');
  const home = join(cache, 'chromium');
  const stamp = (/** @type {string} */ folder) => join(folder, 'version');
  const ready = () => existsSync(stamp(home)) && readFileSync(stamp(home), 'utf8') === version;
  if (!ready()) {
    // Unpacked beside its place and moved there whole, so that an interrupted or a parallel run leaves nothing half done.
    mkdirSync(cache, { recursive: true });
    const part = mkdtempSync(join(cache, 'chromium-part-'));
    try {
      const unpacked = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(join(PACKAGE, 'bin', name)));
      for (const name of ['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br']) {
        const tar = spawnSync('tar', ['-x', '--no-same-owner', '-C', part], { input: unpacked(name) });
        if (tar.status !== 0)
          throw new Error(`tar could not unpack ${name}: ${tar.error?.message ?? String(tar.stderr)}`);
      }
      writeFileSync(join(part, 'chromium'), unpacked('chromium.br'));
      chmodSync(join(part, 'chromium'), 0o755);
      chmodSync(part, 0o755);
      writeFileSync(stamp(part), version);
      if (!ready()) {
        rmSync(home, { recursive: true, force: true });
        renameSync(part, home);
      }
    } catch (error) {
      if (!ready()) throw error; // else another run was faster
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }
  return { path: join(home, 'chromium'), pinned: true, libraries: join(home, 'lib') };
}

/** @returns {Browser} */
export function findBrowser() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file.`);
    return { path: named, pinned: false };
  }
  const pinned = pinnedBrowser();
  if (pinned) return pinned;
  const other = [chromium.executablePath(), ...SYSTEM].find((path) => existsSync(path));
  if (other) return { path: other, pinned: false };
  throw new Error(
    "No Chromium for the end-to-end tests. Run `npx playwright install chromium`, install your system's Chromium or Chrome, or set CHROMIUM_PATH.",
  );
}

/** What makes two machines draw the same pixels, and keeps the browser off the network. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--disable-font-subpixel-positioning',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--disable-skia-runtime-opts',
  '--disable-partial-raster',
  '--hide-scrollbars',
];

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) console.log(findBrowser());
