#!/usr/bin/env node
/**
 * Puts the cards of a built site beside its pages: dist/i/ID.og.LANG.png, 1200x630, what chats and feeds draw beside a link. Taken of the pages
 * themselves, without a script, by the browser of the end-to-end tests. Pages name them when the site was built with --cards.
 *   npm run cards [-- --dist <folder>]
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, option, serve } from './bench-load.mjs';

const SIZE = { width: 1200, height: 630 };

/** What is read on a card: the picture, the name of the scenario, what it shows. */
const STYLE = `
  .first :is(.first-transcript, .first-scenarios, .first-links, .answers, .quiet, header p), .first-run .narrow { display: none !important; }
  .first-run .wide { display: block !important; }
  .first-run { display: grid !important; grid-template-columns: minmax(0, 1fr) 340px; align-items: start; height: 568px; overflow: hidden; }
  .first-run .still { width: auto !important; max-width: 100%; height: 552px !important; }
`;

const dist = resolve(option('dist') ?? 'dist');
const server = await serve(dist);
const browser = await launch();
let count = 0;
try {
  const context = await browser.newContext({
    viewport: SIZE,
    javaScriptEnabled: false,
    colorScheme: 'light',
    locale: 'ko-KR',
  });
  const page = await context.newPage();
  await page.route('**/s/*/', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('</head>', () => `<style>${STYLE}</style></head>`);
    await route.fulfill({ response, body });
  });
  mkdirSync(join(dist, 'i'), { recursive: true });
  for (const lang of ['ko', 'en']) {
    for (const id of readdirSync(join(dist, lang, 's'))) {
      await page.goto(`${server.address}${lang}/s/${id}/`);
      await page.screenshot({ path: join(dist, 'i', `${id}.og.${lang}.png`) });
      count += 1;
    }
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${count} cards in ${join(dist, 'i')}`);
