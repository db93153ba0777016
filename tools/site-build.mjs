/**
 * Writes the pages of the site: every scenario in every language with its opening moment as a picture, its transcript and its head, so that
 * something can be seen before a script has run, and everything can be read where none may; and what lies beside them (404.html, oEmbed,
 * sitemap, headers, the service worker). A part of `vite build` only.
 *
 * The markup is made by the application's own components (src/app/site/site-files.ts). The style sheet of the page is written into
 * each file too: a picture that waits for a second request is not first.
 *
 * Read from the environment (tools/build.mjs sets it from its options):
 *   HOPSCOPE_BASE_URL   the absolute address under which index.html will be found; without it pages know relative addresses only
 *   HOPSCOPE_BUILD      what this build is called beside its version, a commit for example
 *   HOPSCOPE_OFFLINE    'off': no page is kept for a visit without a network, and what earlier builds have kept is taken back
 *   HOPSCOPE_CARDS      'on': pages name cards (i/ID.og.LANG.png), which `npm run cards` puts beside them
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { workerText } from './offline.mjs';
import { singleParts } from './single-file.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {typeof import('../src/app/site/site-files.ts')} SiteModule */
/** @typedef {{ type: 'asset', fileName: string, source: string | Uint8Array }} Asset */
/** @typedef {{ type: 'chunk', fileName: string, imports: string[], moduleIds: string[] }} Chunk */
/** @typedef {Record<string, Asset | Chunk>} Bundle */

export const BUILD_OPTIONS = {
  address: process.env['HOPSCOPE_BASE_URL'] ?? '',
  build: process.env['HOPSCOPE_BUILD'] ?? '',
  offline: process.env['HOPSCOPE_OFFLINE'] === 'off' ? /** @type {const} */ ('off') : /** @type {const} */ ('on'),
  cards: process.env['HOPSCOPE_CARDS'] === 'on',
};

/** The application's own code, for Node. @returns {Promise<SiteModule>} */
export async function siteModule() {
  const bundle = await rolldown({
    cwd: ROOT,
    input: 'src/app/site/site-files.ts',
    platform: 'node',
    external: /^[^./\0](?!:[\\/])/, // packages, not relative names or C:\ paths
    tsconfig: false,
    transform: {
      jsx: { runtime: 'automatic' },
      define: { __HOPSCOPE_BUILD__: JSON.stringify(BUILD_OPTIONS.build) },
    },
    plugins: [{ name: 'no-styles', load: (id) => (id.endsWith('.css') ? { code: '', moduleType: 'js' } : null) }],
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  const home = join(ROOT, 'node_modules', '.cache', 'hopscope');
  const path = join(home, `site-${process.pid}.mjs`);
  mkdirSync(home, { recursive: true });
  writeFileSync(path, output[0].code);
  try {
    return await import(pathToFileURL(path).href);
  } finally {
    rmSync(path);
  }
}

const STYLES = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/g;
const PRELOADS = /<link rel="modulepreload"[^>]* href="\.\/([^"]+)">/g;
const MODULES = /<script type="module"[^>]* src="\.\/([^"]+)"><\/script>/g;
const FONTS = /<link rel="preload" href="\.\/([^"]+)" as="font"/g;

/** Fails loudly when the page has changed so that a part of it is not found. @param {string} html @param {RegExp} what @param {string} name */
function namesIn(html, what, name) {
  const names = [...html.matchAll(what)].map(([, found = '']) => found);
  if (names.length === 0) throw new Error(`site: index.html has no ${name}`);
  return names;
}

/** @param {Bundle} bundle @param {string} name */
function textOf(bundle, name) {
  const asset = bundle[name];
  if (asset?.type !== 'asset') throw new Error(`site: '${name}' is not in the bundle`);
  return String(asset.source);
}

/** What the bundler has made of index.html. @param {Bundle} bundle @param {string} html */
function shellIn(bundle, html) {
  const modules = namesIn(html, MODULES, 'script of the application');
  if (modules.length !== 1) throw new Error(`site: index.html starts ${modules.length} scripts`);
  const styles = namesIn(html, STYLES, 'style sheet');
  return {
    fonts: namesIn(html, FONTS, 'font of the first picture'),
    // Addresses in a sheet are relative to its own folder.
    styles: styles.map((name) => textOf(bundle, name).replaceAll('url(../', 'url(./')),
    sheets: styles,
    module: String(modules[0]),
    preloads: [...html.matchAll(PRELOADS)].map(([, name = '']) => name),
  };
}

/** What only pictures need is no part of the first load: bundlers like to put it beside what it is a relative of. @param {Bundle} bundle @param {readonly string[]} names */
function withoutStrangers(bundle, names) {
  for (const name of names) {
    const chunk = bundle[name];
    const stranger =
      chunk?.type === 'chunk' ? chunk.moduleIds.find((id) => /react-dom-server|mediabunny|gifenc/.test(id)) : undefined;
    if (stranger !== undefined)
      throw new Error(`site: every page would fetch ${stranger.split('node_modules/').at(-1)} at once, in ${name}`);
  }
}

/** The chunk with a module, and all that it imports at once, except what is there already. @param {Bundle} bundle @param {string} module @param {readonly string[]} there */
function withImports(bundle, module, there) {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const first = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
  if (first === undefined) throw new Error(`site: ${module} is not in the bundle`);
  const names = new Set([first.fileName]);
  for (const name of names) {
    const chunk = bundle[name];
    if (chunk?.type === 'chunk') for (const imported of chunk.imports) names.add(imported);
  }
  return [...names].filter((name) => !there.includes(name));
}

/** What changes whenever something does that a page needs: names of assets, and fonts, whose names stay. @param {Bundle} bundle */
function buildOf(bundle) {
  const hash = createHash('sha256');
  for (const name of Object.keys(bundle).toSorted()) {
    if (!name.endsWith('.map')) hash.update(`${name}\0${BUILD_OPTIONS.build}\0`);
  }
  for (const name of fontNames()) hash.update(name).update(readFileSync(join(FONT_FOLDER, name)));
  return hash.digest('hex').slice(0, 12);
}

const FONT_FOLDER = join(ROOT, 'public', 'fonts');
function fontNames() {
  return readdirSync(FONT_FOLDER)
    .filter((name) => name.endsWith('.woff2'))
    .toSorted();
}

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('base64');

/** @returns {import('vite').Plugin} */
export function siteBuild() {
  /** @type {readonly string[]} */
  let target = [];
  return {
    name: 'hopscope:site',
    apply: 'build',
    configResolved: ({ build }) => {
      target = [build.target].flat().filter((name) => typeof name === 'string');
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const made = /** @type {Bundle} */ (/** @type {unknown} */ (bundle));
        const html = textOf(made, 'index.html');
        const { siteFiles, policyTags } = await siteModule();
        const build = buildOf(made);
        const shell = shellIn(made, html);
        const first = [shell.module, ...shell.preloads];
        const app = withImports(made, '/app/open-page.tsx', first);
        const words = {
          ko: withImports(made, '/i18n/words.ko.ts', [...first, ...app]),
          en: withImports(made, '/i18n/words.en.ts', [...first, ...app]),
        };
        withoutStrangers(made, [...first, ...app]);
        const frame = 'embed/index.html' in made ? textOf(made, 'embed/index.html') : null;
        const { address, cards } = BUILD_OPTIONS;
        const single = await singleParts(ROOT, target);
        const files = siteFiles({ address, build, cards, sha256 }, { shell, app, words, frame, single });
        const put = (/** @type {string} */ fileName, /** @type {string} */ source) => {
          const there = bundle[fileName];
          if (there?.type === 'asset') there.source = source;
          else this.emitFile({ type: 'asset', fileName, source });
        };
        for (const { path, text } of files) put(path, text);
        const inGallery = policyTags('page', { scripts: [], styles: [] }).join('\n');
        put(
          'gallery/index.html',
          textOf(made, 'gallery/index.html').replace(/<meta charset="utf-8"\s*\/?>/, inGallery),
        );
        const kept = [...first, ...app, ...words.ko, ...words.en, ...shell.fonts];
        const assets = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|woff2)$/.test(name));
        const names = [...assets, ...fontNames().map((name) => `fonts/${name}`)];
        put('sw.js', await workerText(BUILD_OPTIONS.offline, build, ['', 'x/', ...new Set(kept)], names.toSorted()));
      },
    },
  };
}
