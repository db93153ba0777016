#!/usr/bin/env node
/**
 * Cuts the two fonts down to the characters this project uses. Run it when tests/fonts says that one is missing:
 *   npm run fonts [-- --also <file>...]       --also: more files to take characters from
 *
 * Writes each font in up to three parts that a browser fetches when it meets one of their characters:
 *   public/fonts/<font>.woff2        what the first paint needs: Latin, signs, what the first pictures say, and the most used
 *                                    syllables of the other texts
 *   public/fonts/<font>-more.woff2   the other characters of the texts
 *   public/fonts/<font>-rest.woff2   the other syllables of KS X 1001, for what readers type
 * with a list of the characters of the first two, the licences, and src/ui/fonts.css.
 * The source fonts weigh 100 MB, so they are fetched into a temporary folder and are no dependency.
 * Both are under the SIL Open Font License, one with a reserved name: what is cut here carries names of its own.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codePointsOf, namesOf, withNames } from './sfnt.mjs';
import { siteModule } from './site-build.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'public', 'fonts');
const PACKAGES = ['pretendard@1.3.9', 'd2coding@1.3.2', 'subset-font@2.9.0', 'fontverter@2.0.0'];
const SOURCES = ['src/i18n', 'src/scenario', 'src/shell', 'src/ui', 'index.html', 'docs/glossary.md'];
/** Kerning, accents, and figures of equal width. Not `calt`: it would turn a typed `->` into an arrow. */
const FEATURES = ['kern', 'ccmp', 'mark', 'mkmk', 'tnum'];

/** Always there, whatever the texts say: ASCII, typography, arrows, boxes and blocks, marks. */
const ALWAYS =
  Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') +
  '\u00a0·×÷±°µ…‥–—‘’“”•′″≤≥≠≈∞' +
  '←↑→↓↔↕⇐⇒⇔↩↪↳' +
  '─│┌┐└┘├┤┬┴┼╭╮╯╰━┃═║╔╗╚╝╠╣╦╩╬' +
  '█▓▒░▀▄▌▐■□▲△▶▷▼▽◀◁◆◇●○✓✗';

/** Wide on purpose: of two faces with a character the later in the file wins, and exact lists would double its size. */
const REST_RANGE = 'U+3131-3163, U+AC00-D7A3';

const FONTS = [
  {
    file: 'sans',
    family: 'Hopscope Sans',
    from: 'Pretendard',
    path: 'pretendard/dist/web/variable/woff2/PretendardVariable.woff2',
    axes: { wght: { min: 400, max: 700 } },
    weight: '400 700',
    firstPaintBytes: 45_000,
  },
  {
    file: 'mono',
    family: 'Hopscope Mono',
    from: 'D2Coding',
    path: 'd2coding/src/d2coding.ttf',
    axes: undefined,
    weight: '400',
    firstPaintBytes: 15_000, // Latin and boxes: Hangul between monospaced letters is rare
  },
];

/** @param {string} path @returns {string[]} */
function textFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !/\.test\.tsx?$|^fonts\.css$/.test(name))
    .flatMap((name) => textFiles(join(path, name)));
}

/** The 2,350 syllables of KS X 1001 and the letters they are made of. */
function everySyllable() {
  const decoder = new TextDecoder('euc-kr');
  const cells = Array.from({ length: 25 * 94 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]);
  const letters = Array.from({ length: 0x3163 - 0x3131 + 1 }, (_, i) => String.fromCharCode(0x3131 + i));
  return [...cells.map((cell) => decoder.decode(Uint8Array.from(cell))), ...letters];
}

/** `U+20-7E, U+AC00` @param {readonly number[]} points */
function unicodeRange(points) {
  /** @type {[number, number][]} */
  const ranges = [];
  for (const point of points.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (/** @type {number} */ n) => n.toString(16).toUpperCase();
  return ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(', ');
}

/** @param {{ family: string, weight: string }} font @param {string} name @param {string} range */
const fontFace = ({ family, weight }, name, range) => `@font-face {
  font-family: '${family}';
  font-style: normal;
  font-weight: ${weight};
  font-display: swap;
  src: url('/fonts/${name}.woff2') format('woff2');
  unicode-range: ${range};
}
`;

const alsoAt = process.argv.indexOf('--also');
const also = alsoAt < 0 ? [] : process.argv.slice(alsoAt + 1);
const missing = also.filter((path) => !existsSync(path));
if (missing.length > 0) throw new Error(`there is no ${missing.join(', ')}`);

const files = [...SOURCES.map((path) => join(ROOT, path)), ...also].flatMap(textFiles);
/** How often each character occurs; those of ALWAYS come before all others, and those of the first pictures before the rest. @type {Map<string, number>} */
const uses = new Map();
for (const file of files) {
  for (const character of readFileSync(file, 'utf8')) uses.set(character, (uses.get(character) ?? 0) + 1);
}
/** More than any character occurs. */
const FIRST = 1e9;
const { firstPictures } = await siteModule();
for (const character of new Set(firstPictures().join(''))) uses.set(character, (uses.get(character) ?? 0) + FIRST);
for (const character of ALWAYS) uses.set(character, Infinity);
/** The most used first. */
const wanted = [...uses]
  .filter(([character]) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufe0f]/u.test(character))
  .sort(([a, m], [b, n]) => (m === n ? (a < b ? -1 : 1) : n > m ? 1 : -1))
  .map(([character]) => character);
const rest = everySyllable().filter((character) => !uses.has(character));
console.log(`${files.length} files, ${wanted.length} characters, ${rest.length} more syllables`);

const work = mkdtempSync(join(tmpdir(), 'hopscope-fonts-'));
try {
  writeFileSync(join(work, 'package.json'), '{ "private": true }');
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', work, ...PACKAGES];
  const install = spawnSync('npm', npm, {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) throw new Error('npm could not fetch the source fonts');
  const require = createRequire(join(work, 'package.json'));
  const load = async (/** @type {string} */ name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
  const subsetFont = await load('subset-font');
  const fontverter = await load('fontverter');
  const licence = readFileSync(join(work, 'node_modules', 'pretendard', 'dist', 'LICENSE.txt'), 'utf8');
  mkdirSync(OUT, { recursive: true });

  let css = '/* Written by tools/fonts.mjs: change that, then `npm run fonts`. */\n';
  for (const font of FONTS) {
    const source = Buffer.from(
      await fontverter.convert(readFileSync(join(work, 'node_modules', font.path)), 'truetype'),
    );
    const available = codePointsOf(source);
    const has = (/** @type {string} */ character) => available.has(character.codePointAt(0) ?? 0);
    const lacks = wanted.filter((character) => !has(character));
    if (lacks.length > 0) console.log(`  ${font.from} has no ${lacks.join(' ')}`);
    const copyright = namesOf(source).find((name) => name.id === 0 && name.platform === 3)?.text ?? '';

    const cut = async (/** @type {readonly string[]} */ characters) => {
      const truetype = await subsetFont(source, characters.join(''), {
        targetFormat: 'truetype',
        keepFeatures: FEATURES,
        preserveNameIds: [0, 7, 8, 9, 13, 14, 16, 17, 25],
        ...(font.axes ? { variationAxes: font.axes } : {}),
      });
      return Buffer.from(await fontverter.convert(withNames(truetype, font.from, font.family), 'woff2'));
    };
    const drawable = wanted.filter(has);
    // The longest beginning that fits: it does at `first`, it does not at `tooMany`.
    let first = 0;
    for (let tooMany = drawable.length + 1; tooMany - first > 1;) {
      const middle = (first + tooMany) >> 1;
      if ((await cut(drawable.slice(0, middle))).length <= font.firstPaintBytes) first = middle;
      else tooMany = middle;
    }

    const parts = [
      { name: `${font.file}-rest`, characters: rest.filter(has) },
      { name: `${font.file}-more`, characters: drawable.slice(first) },
      { name: font.file, characters: drawable.slice(0, first) },
    ];
    for (const { name, characters } of parts) {
      const path = join(OUT, `${name}.woff2`);
      rmSync(path, { force: true });
      if (characters.length === 0) continue;
      const woff2 = await cut(characters);
      writeFileSync(path, woff2);
      const points = [...codePointsOf(woff2)];
      css += `\n${fontFace(font, name, name.endsWith('-rest') ? REST_RANGE : unicodeRange(points))}`;
      console.log(`  ${name}.woff2: ${points.length} characters, ${(woff2.length / 1000).toFixed(1)} kB`);
    }
    writeFileSync(join(OUT, `${font.file}.chars.txt`), `${drawable.toSorted().join('')}\n`);
    const notice = `${font.family} is a modified version of ${font.from}: cut down to fewer characters, and renamed.\n\n`;
    const body =
      font.file === 'sans' ? licence : `${copyright}\n\n${licence.slice(licence.indexOf('This Font Software'))}`;
    writeFileSync(join(OUT, `${font.file}.OFL.txt`), notice + body.replaceAll('\r\n', '\n').trimEnd() + '\n');
  }
  writeFileSync(join(ROOT, 'src', 'ui', 'fonts.css'), css);
} finally {
  rmSync(work, { recursive: true, force: true });
}
const oxfmt = join(ROOT, 'node_modules', 'oxfmt', 'bin', 'oxfmt');
spawnSync(process.execPath, [oxfmt, join(ROOT, 'src', 'ui', 'fonts.css')], { stdio: 'inherit' });
