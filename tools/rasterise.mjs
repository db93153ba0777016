#!/usr/bin/env node
/**
 * Makes pixels of SVG files for programs that have no browser of their own: a line of JSON in, a line of JSON out, until the input ends.
 *   {"svg": "<svg …", "width": 960, "height": 540, "as": "png" | "pixels"}   ->   {"base64": "…"} or {"error": "…"}
 * `pixels` are four bytes each, rows from the top. The browser is that of the end-to-end tests, without a network.
 */
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from './browser.mjs';

const found = findBrowser();
const libraries = [found.libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
const browser = await chromium.launch({
  executablePath: found.path,
  args: [...CHROMIUM_FLAGS],
  env: { ...process.env, LD_LIBRARY_PATH: libraries },
});
const page = await browser.newPage({ colorScheme: 'light', offline: true, deviceScaleFactor: 1 });

await page.setContent('<!doctype html><style>body{margin:0}</style><style id="fonts"></style><div></div>');

/** @param {{ svg: string, width: number, height: number, as: 'png' | 'pixels' }} asked */
async function drawn({ svg, width, height, as }) {
  await page.setViewportSize({ width, height });
  // Fonts are the larger part of a picture and the same in all pictures of a clip: they are read once.
  const fonts = (svg.match(/@font-face\{[^}]*\}/g) ?? []).join('');
  await page.evaluate(shown, { svg: svg.replaceAll(/@font-face\{[^}]*\}/g, ''), fonts, width, height });
  const png = (await page.screenshot({ type: 'png' })).toString('base64');
  return as === 'png' ? png : page.evaluate(pixelsOf, png);
}

/** In the browser. @param {{ svg: string, fonts: string, width: number, height: number }} asked */
async function shown({ svg, fonts, width, height }) {
  const sheet = document.querySelector('#fonts');
  const place = document.querySelector('div');
  if (sheet === null || place === null) throw new Error('no page');
  if (sheet.textContent !== fonts) sheet.textContent = fonts;
  place.innerHTML = svg;
  place.firstElementChild?.setAttribute('style', `display:block;width:${width}px;height:${height}px`);
  // Layout first: it is what asks for fonts.
  place.getBoundingClientRect();
  await document.fonts.ready;
}

/** In the browser. @param {string} png */
async function pixelsOf(png) {
  const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (ch) => ch.charCodeAt(0))]));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let latin = '';
  for (let at = 0; at < data.length; at += 0x8000) latin += String.fromCharCode(...data.subarray(at, at + 0x8000));
  return btoa(latin);
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await drawn(JSON.parse(line)).then(
    (base64) => ({ base64 }),
    (/** @type {unknown} */ error) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
