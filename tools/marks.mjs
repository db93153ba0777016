#!/usr/bin/env node
/**
 * Writes src/export/svg/rules.ts: what the style sheets of the stage say about its marks, as data. An exported picture has no style
 * sheet that it could rely on, so it takes its attributes from there. Run it when one of the sheets has changed:
 *   npm run marks [-- --check]       --check: write nothing, fail when the file is not what the sheets say
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSheet, rulesOf } from './css-rules.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = 'src/export/svg/rules.ts';

/** In the order in which their layers count. `of`: the only selectors of a sheet that has much else. */
const SHEETS = [
  { path: 'src/ui/styles/base.css', of: /\.mono/ },
  { path: 'src/ui/stage/stage.css' },
  { path: 'src/ui/stage/picks.css' },
  { path: 'src/ui/still/still.css' },
];

/** What a mark's look is made of. Everything else in the sheets is about the page. */
const PAINT =
  /^(--[\w-]+|fill|stroke|fill-opacity|stroke-(width|dasharray|linecap|linejoin|opacity)|opacity|color|font-(family|size|weight)|paint-order|vector-effect)$/;
const IN_A_PICTURE = /^[a-z]*(?:\.[\w-]+)*(?::not\(\.[\w-]+\))?(?::first-child)?$/;

const lengths = Object.fromEntries(
  rulesOf(parseSheet(read('src/ui/styles/tokens.css')))
    .filter(({ selector }) => selector === ':root')
    .flatMap(({ set }) => Object.entries(set)),
);

function marks() {
  return SHEETS.flatMap(({ path, of }, layer) =>
    rulesOf(parseSheet(read(path)))
      .filter(({ selector }) => of === undefined || of.test(selector))
      .map(({ selector, weight, order, set }) => ({
        selector,
        // `.mono` of the page is in a layer below: whatever the others say counts more.
        rank: (path.endsWith('base.css') ? 0 : 1e9) + weight * 1e5 + layer * 1e4 + order,
        set: Object.fromEntries(
          Object.entries(set).flatMap(([name, value]) => (PAINT.test(name) ? [[name, plain(value)]] : [])),
        ),
      }))
      .filter(({ selector, set }) => Object.keys(set).length > 0 && isOfAPicture(selector)),
  ).toSorted((a, b) => a.rank - b.rank);
}

/** Sizes as numbers: they are the same in every theme. @param {string} value */
function plain(value) {
  return value.replace(/^var\((--t-[\w-]+)\)$/, (_, name) => lengths[name] ?? '').replace(/^([\d.]+)px$/, '$1');
}

/** Of the stage's sheets, too, some rules are for what stands around the picture. */
const AROUND = /^\.(pick|legend|layers|detail)/;

/** @param {string} selector */
function isOfAPicture(selector) {
  return !AROUND.test(selector) && selector.split(/ > | /).every((step) => IN_A_PICTURE.test(step));
}

/** The tokens that a root declares: a colour for light grounds and one for dark ones. @param {string} selector */
function tokens(selector) {
  const found = rulesOf(parseSheet(read('src/ui/styles/tokens.css'))).filter((rule) => rule.selector === selector);
  if (found.length === 0) throw new Error(`marks: tokens.css has no ${selector}`);
  return Object.fromEntries(
    found
      .flatMap(({ set }) => Object.entries(set))
      .flatMap(([name, value]) => {
        const [, light, dark] = /^light-dark\((#\w+|rgb\([^)]*\)), (#\w+|rgb\([^)]*\))\)$/.exec(value) ?? [];
        return light === undefined || dark === undefined ? [] : [[name.slice(2), [light, dark]]];
      }),
  );
}

/** @param {string} path */
function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** @param {string} text */
function formatted(text) {
  const run = spawnSync(process.execPath, ['node_modules/oxfmt/bin/oxfmt', '--stdin-filepath', OUT], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`marks: oxfmt failed: ${run.stderr}`);
  return run.stdout;
}

/** @param {unknown} value */
const json = (value) => JSON.stringify(value);

export function rulesFile() {
  const usual = tokens(':root');
  const high = tokens(":root[data-theme='contrast']");
  return formatted(`/* Written by tools/marks.mjs from the style sheets of the stage: change those, then \`npm run marks\`. */

/** A colour for light grounds and one for dark ones. */
export type Shades = readonly [light: string, dark: string];

export const USUAL: Readonly<Record<string, Shades>> = ${json(usual)};

/** What the high contrast theme has in their place. */
export const HIGH: Readonly<Record<string, Shades>> = ${json(high)};

/** Selectors and what they set, the later counts more. */
export const RULES: readonly (readonly [selector: string, set: Readonly<Record<string, string>>])[] = ${json(
    marks().map(({ selector, set }) => [selector, set]),
  )};
`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = rulesFile();
  if (!process.argv.includes('--check')) writeFileSync(join(ROOT, OUT), text);
  else if (read(OUT) !== text) {
    console.error(`${OUT} is not what the style sheets of the stage say: run \`npm run marks\``);
    process.exit(1);
  }
}
