/** Script and style sheet of the page that is one file (src/app/single/single.ts), bundled so that they refer to nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const ENTRY = 'src/app/single/single.ts';
/** What is never opened there: the terminal and its programs are half a megabyte. */
const LEFT_OUT = {
  'src/app/supply.ts': 'export const openSupply = null;',
  'src/state/terminal/desk.ts': 'export const Desk = null;',
};
/** What comes with the terminal or the share dialog: one careless import would bring all of it. */
const UNWANTED =
  /\/src\/(?:ui\/(?:share|terminal)|shell\/(?:cluster|commands|packages))\/|\/node_modules\/(?:@xterm|mediabunny|gifenc|unbash|yaml)\//;
/** Fonts for nearly everything that a run says; the rest is read in the reader's own. */
const FONTS = ['sans.woff2', 'sans-more.woff2', 'mono.woff2'];

/** @param {string} root @param {readonly string[]} target @returns {Promise<{ script: string, style: string }>} */
export async function singleParts(root, target) {
  const built = await build({
    configFile: false,
    root,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [react(), leaveOut(root)],
    build: {
      write: false,
      target: [...target],
      cssTarget: [...target],
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, ENTRY),
        output: { format: 'iife', codeSplitting: false },
        checks: { pluginTimings: false },
        // What would load modules has nothing to load here.
        transform: { define: { 'import.meta': '{}' } },
      },
    },
  });
  const { output } = /** @type {import('rolldown').RolldownOutput} */ (Array.isArray(built) ? built[0] : built);
  const chunks = output.filter((file) => file.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`single page: ${chunks.length} scripts instead of one`);
  const unwanted = chunks[0]?.moduleIds.find((id) => UNWANTED.test(id));
  if (unwanted !== undefined) throw new Error(`single page: it would hold ${unwanted}`);
  const sheets = output.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  const style = [fontFaces(root), ...sheets.map((sheet) => String('source' in sheet ? sheet.source : ''))].join('\n');
  const outside = /url\((?!["']?(?:data:|#))[^)]*\)/.exec(style);
  if (outside !== null) throw new Error(`single page: the style sheet refers to ${outside[0]}`);
  return { script: chunks[0]?.code ?? '', style };
}

/** @param {string} root @returns {import('vite').Plugin} */
function leaveOut(root) {
  const stubs = new Map(Object.entries(LEFT_OUT).map(([path, code]) => [join(root, path), code]));
  return { name: 'hopscope:single-page', enforce: 'pre', load: (id) => stubs.get(id) ?? null };
}

/** The rules of fonts.css for these files, with the files in them. @param {string} root */
function fontFaces(root) {
  const rules = readFileSync(join(root, 'src/ui/fonts.css'), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
  return rules
    .filter((rule) => FONTS.some((name) => rule.includes(`/${name}'`)))
    .map((rule) =>
      rule.replace(/url\('\/(fonts\/[^']+)'\)/, (_, path) => {
        const data = readFileSync(join(root, 'public', path)).toString('base64');
        return `url(data:font/woff2;base64,${data})`;
      }),
    )
    .join('\n');
}
