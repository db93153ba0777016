import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import type { Exported } from '../export/exported.ts';
import { eventAt } from '../scene/packets.ts';
import { parseRenderArgs, type RenderArgs } from './render-args.ts';
import { RENDER_HELP } from './render-help.ts';
import { pictureOf } from './render-picture.ts';
import { type Places, placesOf } from './render-places.ts';
import type { Source } from './render-run.ts';
import { sourceOfRender } from './render-source.ts';

/** What a command line comes to: bytes to write, and remarks; or what was wrong with it. */
type Rendered =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Computes the run, finds the places in it, and makes the file. `app` is the version that the file names. */
export async function render(args: RenderArgs, app: string): Promise<Rendered> {
  const source = sourceOfRender(args);
  if (!source.ok) return source;
  const places = placesOf(args, source);
  if (!places.ok) return places;
  const { format } = args;
  if (format.kind === 'picture') {
    const made = await pictureOf(args, format.name, source, places);
    return made.ok ? { ...made, remarks: source.remarks } : made;
  }
  const made = format.make(exportedOf(args, source, places, app));
  return { ok: true, bytes: typeof made === 'string' ? utf8(made) : made, remarks: source.remarks };
}

function exportedOf(
  args: RenderArgs,
  { trace, params }: Source,
  { at, from, to, taps }: Places,
  app: string,
): Exported {
  return {
    trace,
    lang: args.run.lang,
    clip: { from: eventAt(from), to: eventAt(to) },
    at: args.at === null ? null : eventAt(at),
    taps,
    about: { app, scenario: args.scenario, params, page: args.page, image: args.image },
  };
}

/** The version of the program that this file belongs to. */
function versionOf(script: string): string {
  const text = readFileSync(join(dirname(script), '..', '..', 'package.json'), 'utf8');
  return /"version": "([\w.+-]+)"/.exec(text)?.[1] ?? '';
}

async function main(argv: readonly string[]): Promise<0 | 2> {
  const language = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  const parsed = parseRenderArgs(argv, language);
  if (parsed.kind === 'help') {
    process.stdout.write(RENDER_HELP);
    return 0;
  }
  if (parsed.kind === 'bad') return refuse(parsed.problems);
  const result = await render(parsed.args, versionOf(process.argv[1] ?? ''));
  if (!result.ok) return refuse(result.problems);
  process.stderr.write(result.remarks.map((remark) => `render: ${remark}\n`).join(''));
  const { out } = parsed.args;
  if (out === null) {
    process.stdout.write(result.bytes);
    return 0;
  }
  try {
    writeFileSync(out, result.bytes);
  } catch (error) {
    return refuse([`-o: cannot write ${out}: ${error instanceof Error ? error.message : String(error)}`]);
  }
  return 0;
}

function refuse(problems: readonly string[]): 2 {
  const lines = [...problems.map((problem) => `render: ${problem}\n`), "render: 'render --help' shows all options\n"];
  process.stderr.write(lines.join(''));
  return 2;
}

// `render ... -o - | head`: whoever reads has had enough, and nothing is wrong.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
