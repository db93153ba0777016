import type { TapPoint } from '../capture/tap.ts';
import { wholeOf } from '../export/exported.ts';
import { beat, type Beat } from '../scene/packets.ts';
import { type Found, tapOf } from './names.ts';
import type { RenderArgs } from './render-args.ts';
import { placeOf } from './render-place.ts';
import type { Source } from './render-run.ts';

/** Which part of a run a file is about, and where its captures listen. */
export interface Places {
  readonly at: Beat;
  readonly from: Beat;
  readonly to: Beat;
  readonly taps: readonly TapPoint[];
}

/** The places that the command line names, or everything that is wrong with them. */
export function placesOf(
  args: RenderArgs,
  { trace, opening, aliases }: Source,
): ({ readonly ok: true } & Places) | { readonly ok: false; readonly problems: readonly string[] } {
  const whole = wholeOf(trace);
  const place = (typed: string | null, option: string, end: 'first' | 'last', otherwise: number): Found<Beat> =>
    typed === null ? { ok: true, value: beat(otherwise) } : placeOf(trace, option, typed, end, aliases);
  const at = place(args.at, '--at', 'first', opening);
  const from = place(args.from, '--from', 'first', whole.from);
  const to = place(args.to, '--to', 'last', whole.to);
  const taps = args.run.taps.map((typed) => tapOf(trace.world, typed));
  const problems = [at, from, to, ...taps].flatMap((found: Found<unknown>) => (found.ok ? [] : [found.why]));
  if (from.ok && to.ok && from.value > to.value)
    problems.push(`--to: event ${to.value} comes before event ${from.value} of --from`);
  problems.push(...tapProblems(args.format.taps, taps.length));
  if (problems.length > 0 || !at.ok || !from.ok || !to.ok) return { ok: false, problems };
  return {
    ok: true,
    at: at.value,
    from: from.value,
    to: to.value,
    taps: taps.flatMap((tap) => (tap.ok ? [tap.value] : [])),
  };
}

function tapProblems(wants: 'none' | 'one' | 'any', count: number): readonly string[] {
  if (wants === 'none' && count > 0) return ['--tap: only pcap and pcapng listen anywhere'];
  if (wants !== 'one' || count === 1) return [];
  return [
    count === 0
      ? '--tap: a pcap file has one place: --tap NODE:DEVICE or --tap NODE:any; pcapng without --tap has them all'
      : '--tap: a pcap file has one place; several are for pcapng',
  ];
}
