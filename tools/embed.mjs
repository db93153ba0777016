/**
 * What other pages embed: a frame for every scenario, `embed/<scenario>/`, and the script `embed/v1/embed.js` with its types.
 *
 * The frames are copies of `embed/index.html` with their still in it, made by the application's own components
 * (src/app/embed/still-pages.tsx). The script is bundled by itself: it may share nothing with the application, and its name is for
 * ever. A part of `vite build`; while developing, only the policy of the frame is left out, since the tools need inline scripts.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGES = 'src/app/embed/still-pages.tsx';
const SCRIPT = 'src/embed/embed.ts';
const TYPES = 'src/embed/api.d.ts';

/** @typedef {{ id: string, title: string, moment: string, first: string, still: string }} StillPage */

/** @returns {Promise<readonly StillPage[]>} */
async function stillPages() {
  const bundle = await rolldown({
    cwd: ROOT,
    input: PAGES,
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
  const path = join(home, `still-pages-${process.pid}.mjs`);
  mkdirSync(home, { recursive: true });
  writeFileSync(path, output[0].code);
  try {
    /** @type {{ stillPages: () => readonly StillPage[] }} */
    const module = await import(pathToFileURL(path).href);
    return module.stillPages();
  } finally {
    rmSync(path);
  }
}

function versionOfPackage() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return version;
}

async function hostScript() {
  const bundle = await rolldown({ cwd: ROOT, input: SCRIPT, platform: 'browser', tsconfig: false, logLevel: 'warn' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, minify: true });
  await bundle.close();
  return output[0].code;
}

/** Fails loudly when the template has changed so that a part of it is not found. @param {string} html @param {string} what @param {string} by */
function replaced(html, what, by) {
  if (!html.includes(what)) throw new Error(`embed: embed/index.html has nothing like ${what}`);
  return html.replaceAll(what, () => by);
}

/** The template with a page in it, one folder further down. @param {string} template @param {StillPage} page */
export function frameFile(template, { id, title, moment, first, still }) {
  const deeper = template.replaceAll(/(href|src|data-base)="\.\.\//g, '$1="../../');
  // What is found by searching is the page, not its frame.
  const canonical = id === 'x' ? '' : `<link rel="canonical" href="../../s/${id}/" />`;
  const titled = replaced(deeper, '<title>Hopscope</title>', `<title>${title}</title>\n    ${canonical}`);
  const placed = replaced(titled, '<div id="root"', `<div id="root" data-moment="${moment}"`);
  return replaced(replaced(placed, '<!--first-->', first), '<!--still-->', still);
}

const POLICY = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/;

/** @returns {import('vite').Plugin[]} */
export function embed() {
  return [
    {
      name: 'hopscope:embed-policy',
      apply: 'serve',
      transformIndexHtml: { order: 'pre', handler: (html) => html.replace(POLICY, '') },
    },
    {
      name: 'hopscope:embed',
      apply: 'build',
      async generateBundle() {
        const script = await hostScript();
        const types = readFileSync(join(ROOT, TYPES), 'utf8');
        const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}\n`;
        const files = { 'embed.js': script, 'embed.d.ts': types, 'integrity.txt': integrity };
        // One address that follows the version, and one that never changes, for pages that pin what they run.
        for (const folder of ['v1', versionOfPackage()]) {
          for (const [name, source] of Object.entries(files)) {
            this.emitFile({ type: 'asset', fileName: `embed/${folder}/${name}`, source });
          }
        }
      },
      async writeBundle({ dir }, bundle) {
        // Whoever else writes the pages of the site may have written these as well.
        if (dir === undefined || 'embed/x/index.html' in bundle) return;
        const template = readFileSync(join(dir, 'embed', 'index.html'), 'utf8');
        for (const page of await stillPages()) {
          mkdirSync(join(dir, 'embed', page.id), { recursive: true });
          writeFileSync(join(dir, 'embed', page.id, 'index.html'), frameFile(template, page));
        }
        mkdirSync(join(dir, 'embed', 'x'), { recursive: true });
        const custom = { id: 'x', title: 'Hopscope', moment: '', first: '', still: '' };
        writeFileSync(join(dir, 'embed', 'x', 'index.html'), frameFile(template, custom));
      },
    },
  ];
}
