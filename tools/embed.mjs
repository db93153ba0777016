/**
 * The script that other pages embed, `embed/v1/embed.js`, with its types. It is bundled by itself: it may share nothing with the application,
 * and its name is for ever. A part of `vite build` (frames are pages of the site: site-build.mjs); while developing, only the policy of the
 * frame is left out, since the tools need inline scripts.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SCRIPT = 'src/embed/embed.ts';
const TYPES = 'src/embed/api.d.ts';

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
    },
  ];
}
