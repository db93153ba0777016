import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { utf8 } from '../base/bytes.ts';
import { type Exported, wholeOf } from '../export/exported.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { type Found, tapOf } from './names.ts';
import { parseRenderArgs, type RenderArgs } from './render-args.ts';
import { RENDER_HELP } from './render-help.ts';
import { placeOf } from './render-place.ts';
import { sourceOfRender } from './render-source.ts';

/** What a command line comes to: bytes to write, and remarks; or what was wrong with it. */
type Rendered =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Computes the run, finds the places in it, and makes the file. `app` is the version that the file names. */
export function render(args: RenderArgs, app: string): Rendered {
  const { format } = args;
  if (format.kind === 'picture' && format.make === null)
    return { ok: false, problems: [`--format: ${format.name} cannot be drawn here yet; texts and captures can`] };
  const source = sourceOfRender(args);
  if (!source.ok) return source;
  const run = exportedOf(args, source.trace, source.params, app);
  if (!run.ok) return run;
  const made = format.kind === 'text' ? format.make(run.value) : format.make?.({ ...run.value, theme: args.theme });
  if (made === undefined) return { ok: false, problems: [] };
  return { ok: true, bytes: typeof made === 'string' ? utf8(made) : made, remarks: source.remarks };
}

type Checked =
  | { readonly ok: true; readonly value: Exported }
  | { readonly ok: false; readonly problems: readonly string[] };

function exportedOf(args: RenderArgs, trace: Trace, params: Readonly<Record<string, string>>, app: string): Checked {
  const whole = wholeOf(trace);
  const place = (typed: string | null, option: string, end: 'first' | 'last', otherwise: EventId): Found<EventId> =>
    typed === null ? { ok: true, value: otherwise } : placeOf(trace, option, typed, end);
  const at = place(args.at, '--at', 'first', whole.from);
  const from = place(args.from, '--from', 'first', whole.from);
  const to = place(args.to, '--to', 'last', whole.to);
  const taps = args.run.taps.map((typed) => tapOf(trace.world, typed));
  const problems = [at, from, to, ...taps].flatMap((found: Found<unknown>) => (found.ok ? [] : [found.why]));
  if (from.ok && to.ok && from.value > to.value)
    problems.push(`--to: event ${to.value} comes before event ${from.value} of --from`);
  const wants = args.format.taps;
  if (wants === 'none' && taps.length > 0) problems.push('--tap: only pcap and pcapng listen anywhere');
  if (wants === 'one' && taps.length !== 1)
    problems.push(
      taps.length === 0
        ? '--tap: a pcap file has one place: --tap NODE:DEVICE or --tap NODE:any; pcapng without --tap has them all'
        : '--tap: a pcap file has one place; several are for pcapng',
    );
  if (problems.length > 0 || !at.ok || !from.ok || !to.ok) return { ok: false, problems };
  return {
    ok: true,
    value: {
      trace,
      lang: args.run.lang,
      clip: { from: from.value, to: to.value },
      at: args.at === null ? null : at.value,
      taps: taps.flatMap((tap) => (tap.ok ? [tap.value] : [])),
      about: { app, scenario: args.scenario, params, page: args.page, image: args.image },
    },
  };
}

/** The version of the program that this file belongs to. */
function versionOf(script: string): string {
  const text = readFileSync(join(dirname(script), '..', '..', 'package.json'), 'utf8');
  return /"version": "([\w.+-]+)"/.exec(text)?.[1] ?? '';
}

function main(argv: readonly string[]): 0 | 2 {
  const language = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  const parsed = parseRenderArgs(argv, language);
  if (parsed.kind === 'help') {
    process.stdout.write(RENDER_HELP);
    return 0;
  }
  if (parsed.kind === 'bad') return refuse(parsed.problems);
  const result = render(parsed.args, versionOf(process.argv[1] ?? ''));
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
process.exitCode = main(process.argv.slice(2));
