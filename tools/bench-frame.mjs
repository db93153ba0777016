#!/usr/bin/env node
/**
 * What a frame in a post costs: before its button is pressed, and after. Prints; never fails.
 *   npm run bench:frame [-- --dist <folder>] [-- --scenario <id>]      --dist: a site that is built already
 *
 * Bytes are those of the bodies as a host sends them: text in brotli, fonts as they are.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { CONTEXT, launch, option, print, serve, site, withFolder } from './bench-load.mjs';

const BUDGET = 75_000;

/** @typedef {import('node:http').Server} HttpServer */
/** @typedef {{ path: string, kind: string, bytes: number }} Sent */

/** @param {number} bytes */
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
/** @param {readonly Sent[]} sent */
const withoutFonts = (sent) => sent.reduce((sum, { kind, bytes }) => sum + (kind === 'fonts' ? 0 : bytes), 0);

await withFolder(async (folder) => {
  const home = site(folder);
  const server = await serve(home);
  const browser = await launch();
  const page = await (await browser.newContext({ ...CONTEXT, viewport: { width: 720, height: 540 } })).newPage();
  const scenario = option('scenario') ?? 'other-subnet-native';
  await page.goto(`${server.address}embed/${scenario}/?lang=ko&load=click`, { waitUntil: 'networkidle' });
  const before = [...server.sent];
  await page.locator('.poster-open').click();
  await page.locator('.embed').waitFor();
  await page.waitForLoadState('networkidle');
  const after = server.sent.slice(before.length);
  await browser.close();
  server.close();
  const script = brotliCompressSync(readFileSync(join(home, 'embed', 'v1', 'embed.js'))).length;

  console.log(`embed/${scenario}/?load=click, bytes in brotli\n`);
  print([['before the button', 'bytes'], ...before.map(({ path, bytes }) => [path, kilo(bytes)])]);
  print([['after it', 'bytes'], ...after.map(({ path, bytes }) => [path, kilo(bytes)])]);
  const first = withoutFonts(before);
  print([
    ['without fonts', 'bytes', 'budget', 'of budget'],
    ['before the button', kilo(first), `<= ${kilo(BUDGET)}`, (first / BUDGET).toFixed(2)],
    ['after it', kilo(withoutFonts(after)), '', ''],
    ['embed/v1/embed.js', kilo(script), '', ''],
  ]);
});
