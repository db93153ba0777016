/**
 * Writes the opening run into the served index.html: its picture, the answers and its transcript, so that something can be seen
 * before a script has run, and everything can be read where none may. A part of `vite build` only.
 *
 * The markup is made by the application's own components (src/app/first-page.tsx). The style sheet of the page is written into
 * the file too: a picture that waits for a second request is not first.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const ENTRY = 'src/app/first-page.tsx';

/** @typedef {{ root: string, script: string }} FirstPage */
/** @typedef {Record<'ko' | 'en', string[]>} Words addresses of the modules with a language's words */

/** @param {Words} words @returns {Promise<FirstPage>} */
async function firstPage(words) {
  const bundle = await rolldown({
    cwd: ROOT,
    input: ENTRY,
    platform: 'node',
    external: /^[^./\0](?!:[\\/])/, // packages, not relative names or C:\ paths
    tsconfig: false,
    transform: { jsx: { runtime: 'automatic' } },
    plugins: [{ name: 'no-styles', load: (id) => (id.endsWith('.css') ? { code: '', moduleType: 'js' } : null) }],
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  const home = join(ROOT, 'node_modules', '.cache', 'hopscope');
  const path = join(home, `first-page-${process.pid}.mjs`);
  mkdirSync(home, { recursive: true });
  writeFileSync(path, output[0].code);
  try {
    /** @type {{ firstPage: (words: Words) => FirstPage }} */
    const module = await import(pathToFileURL(path).href);
    return module.firstPage(words);
  } finally {
    rmSync(path);
  }
}

/** Fails loudly when the page has changed so that a part of it is not found. @param {string} html @param {RegExp} what @param {string} by */
function replaced(html, what, by) {
  if (!what.test(html)) throw new Error(`prerender: index.html has nothing like ${what}`);
  return html.replace(what, () => by);
}

const STYLES = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/;

/** @param {string} html @param {(name: string) => string} styleOf @param {FirstPage} page */
function written(html, styleOf, page) {
  const names = [...html.matchAll(new RegExp(STYLES, 'g'))].map(([, name]) => name ?? '');
  if (names.length === 0) throw new Error('prerender: index.html links no style sheet');
  // Addresses in a sheet are relative to its own folder. One after the other, in the order in which they are linked.
  const styled = names.reduce(
    (page, name) => replaced(page, STYLES, `<style>${styleOf(name).replaceAll('url(../', 'url(./')}</style>`),
    html,
  );
  const scripted = replaced(styled, /<title>/, `<script>${page.script}</script>\n    <title>`);
  return replaced(scripted, /<div id="root"><\/div>/, `<div id="root">${page.root}</div>`);
}

/** @returns {import('vite').Plugin} */
export function prerender() {
  return {
    name: 'hopscope:prerender',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { path, bundle }) {
        if (path !== '/index.html') return html;
        const styleOf = (/** @type {string} */ name) => {
          const asset = bundle?.[name];
          if (asset?.type !== 'asset') throw new Error(`prerender: the style sheet '${name}' is not in the bundle`);
          return String(asset.source);
        };
        const wordsOf = (/** @type {string} */ lang) => {
          const chunks = Object.values(bundle ?? {}).filter((output) => output.type === 'chunk');
          const first = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/i18n/words.${lang}.ts`)));
          if (first === undefined) throw new Error(`prerender: the words of '${lang}' are not in the bundle`);
          return [first.fileName, ...first.imports].filter((name) => !html.includes(name)).map((name) => `./${name}`);
        };
        return written(html, styleOf, await firstPage({ ko: wordsOf('ko'), en: wordsOf('en') }));
      },
    },
  };
}
