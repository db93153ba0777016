import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import type { Exported } from '../export/exported.ts';
import { eventAt } from '../scene/packets.ts';
import { mayBeCutShort, refuse, remark, shellLanguage, writeOut } from './program.ts';
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
  const parsed = parseRenderArgs(argv, shellLanguage());
  if (parsed.kind === 'help') {
    process.stdout.write(RENDER_HELP);
    return 0;
  }
  if (parsed.kind === 'bad') return refuse('render', parsed.problems);
  const result = await render(parsed.args, versionOf(process.argv[1] ?? ''));
  if (!result.ok) return refuse('render', result.problems);
  remark('render', result.remarks);
  return writeOut('render', '-o', parsed.args.out, result.bytes);
}

mayBeCutShort();
process.exitCode = await main(process.argv.slice(2));
