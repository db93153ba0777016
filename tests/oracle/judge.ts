import type { Assert, Field, FrameAssert, FrameRow, OrderRow, PathRow, PathTap, RecordedCase } from './fixture.ts';
import type { Facts } from './frame.ts';
import type { Replayed, Seen } from './replay.ts';

/** Empty when the assertion holds, else what was found instead. */
export function faultOf(assertion: Assert, replayed: Replayed): string {
  if ('cap' in assertion) return frameFault(assertion, replayed);
  const outcome = replayed.outcomes.find(({ id }) => id === assertion.step);
  if (outcome === undefined) return `no step ${assertion.step}`;
  const faults: string[] = [];
  if (outcome.exit !== assertion.exit) faults.push(`exit ${outcome.exit}, not ${assertion.exit}`);
  for (const stream of ['stdout', 'stderr'] as const) {
    const wanted = assertion[stream];
    if (wanted !== undefined && !new RegExp(wanted).test(outcome[stream]))
      faults.push(`${stream} is ${JSON.stringify(outcome[stream])}, not /${wanted}/`);
  }
  return faults.join('; ');
}

function frameFault({ cap, where, count, all }: FrameAssert, replayed: Replayed): string {
  const sum = where.sum === undefined ? null : new RegExp(where.sum);
  const found = replayed
    .capture(cap)
    .filter(
      (f) =>
        (where.if ?? f.dev) === f.dev &&
        (where.dir ?? f.dir) === f.dir &&
        (where.step ?? f.step) === f.step &&
        (sum === null || sum.test(f.sum)),
    );
  const faults: string[] = [];
  const enough = typeof count === 'number' ? found.length === count : found.length >= Number(count.slice(2));
  if (!enough) faults.push(`${found.length} frames, not ${count}`);
  for (const frame of found) {
    for (const [field, value] of Object.entries(all)) {
      const got = fieldOf(frame, field);
      if (got !== value) faults.push(`${field} is ${got}, not ${value}, in '${frame.sum}'`);
    }
  }
  return faults.join('; ');
}

/** 'len', 'tcp.mss', 'outer.vni', 'icmp.quote.ttl': the words of the recordings. */
function fieldOf({ facts }: Seen, field: string): Field | null {
  // A SYN's window is not scaled yet, and only SYNs are asked for theirs.
  const path = field === 'tcp.win' ? ['tcp', 'rawwin'] : field.split('.');
  let value: unknown = facts;
  for (const part of path)
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[part] : null;
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

/** Ephemeral ports are not the same twice: the recordings leave them out. */
function stable(sum: string): string {
  return sum.replace(/ UDP \d+ → /, ' UDP * → ');
}

/**
 * What a program printed, without the durations of the machine that it ran on, without the carriage returns that the
 * recorder took for line ends, and with the newer curl's words where the recorded 7.88.1 had others.
 */
export function masked(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/time=[\d.]+ ms/g, 'time=* ms')
    .replace(/, time \d+ms/g, ', time *ms')
    .replace(/^rtt .*$/gm, 'rtt *')
    .replace(/ {2}[\d.]+ ms/g, '  * ms')
    .replace(/ +[\d.]+ms/g, ' *ms')
    .replace(/ after \d+ ms/g, ' after * ms')
    .replace("Couldn't connect to server", 'Could not connect to server');
}

export type Line = string;

/** A capture as lines, recorded and replayed, ready to be compared. */
export function captureLines(recorded: RecordedCase, cap: string): readonly Line[] {
  return (recorded.captures[cap] ?? []).map((row) => frameLine(row, packetOf(recorded, row[5])));
}

function frameLine([step, dev, dir, length, ttl, , outer]: FrameRow, sum: string): Line {
  return `${step}: ${dev} ${dir} len=${length} ttl=${ttl} ${sum}${outer === undefined ? '' : ` in ${outer}`}`;
}

/** What lies behind the NAT was recorded on its one device only, which does not tell in which direction a frame went. */
export function replayedCaptureLines(replayed: Replayed, cap: string): readonly Line[] {
  return replayed.capture(cap).map(({ step, dev, dir: known, facts, sum }) => {
    const dir = cap.startsWith('nat-') ? null : known;
    const outer = outerText(facts);
    return frameLine(
      outer === null ? [step, dev, dir, facts.len, facts.ttl, 0] : [step, dev, dir, facts.len, facts.ttl, 0, outer],
      stable(sum),
    );
  });
}

function outerText({ outer }: Facts): string | null {
  if (outer === null) return null;
  const fragment = outer.mf === 1 || outer.off > 0 ? ` outer-frag mf=${outer.mf} off=${outer.off}` : '';
  return `${outer.tun} ${outer.src} > ${outer.dst} UDP ${outer.dport} ttl=${outer.ttl} vni=${outer.vni}${fragment}`;
}

export function orderLines(recorded: RecordedCase, rows: readonly OrderRow[]): readonly Line[] {
  return rows.map(([step, at, dir, packet]) => orderLine(step, at, dir, packetOf(recorded, packet)));
}

function orderLine(step: string, at: string, dir: string, sum: string): Line {
  return `${step}: ${at} ${dir} ${sum}`;
}

export function replayedOrderLines(replayed: Replayed): readonly Line[] {
  return replayed
    .everywhere()
    .map(({ step, netns, dev, dir, sum }) => orderLine(step, `${netns}:${dev}`, dir, stable(sum)));
}

/**
 * The same lines up to the order of independent ones: at each device, and along each packet, nothing is exchanged.
 * Two kernels, or two processors of one, do not agree on which of two unrelated frames came first, nor do the
 * receivers of a broadcast. Of packets that look the same, the first at one device is the first at the next.
 */
export function commuted(lines: readonly Line[]): readonly (readonly Line[])[] {
  const strands = new Map<string, Line[]>();
  const follow = (strand: string, line: Line): void => {
    const known = strands.get(strand);
    if (known === undefined) strands.set(strand, [line]);
    else known.push(line);
  };
  const seen = new Map<string, number>();
  for (const line of lines) {
    const [, device = '', dir = '', packet = ''] = /^\S+ (\S+) (\S+) (.*)$/.exec(line) ?? [];
    const nth = (seen.get(`${device} ${dir} ${packet}`) ?? 0) + 1;
    seen.set(`${device} ${dir} ${packet}`, nth);
    follow(device, line);
    if (dir !== 'B') follow(`${packet} #${nth}`, line);
  }
  return [...strands].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, strand]) => strand);
}

/** One text for each packet, sorted: when they set out is the business of the order. */
export function pathLines(recorded: RecordedCase, rows: readonly PathRow[]): readonly Line[] {
  return rows.map(([step, packet, path]) => pathLine(step, packetOf(recorded, packet), path)).toSorted();
}

function pathLine(step: string, sum: string, path: readonly PathTap[]): Line {
  // The copies of a broadcast arrive in no order that anybody may rely on.
  const taps = path.toSorted(([a, dirA], [b, dirB]) => (dirA === 'B' && dirB === 'B' ? a.localeCompare(b) : 0));
  const lines = taps.map(
    ([at, dir, length, ttl, outer]) =>
      `${at} ${dir} len=${length} ttl=${ttl}${outer === undefined ? '' : ` outer ttl=${outer.outer_ttl} vni=${outer.vni}`}`,
  );
  return [`${step}: ${sum}`, ...lines].join('\n    ');
}

/** One packet's taps make one path; the first fragment of a packet goes on in the packet that it becomes again. */
export function replayedPathLines(replayed: Replayed): readonly Line[] {
  const paths = new Map<string, Seen[]>();
  for (const frame of replayed.everywhere()) {
    const owner = ownerOf(replayed, frame);
    const path = paths.get(owner);
    if (path === undefined) paths.set(owner, [frame]);
    else path.push(frame);
  }
  const lines = [...paths.values()].map((frames) => {
    const first = frames[0];
    if (first === undefined) return '';
    const taps = frames.map(({ netns, dev, dir, facts }): PathTap => {
      const tap = [`${netns}:${dev}`, dir, facts.len, facts.ttl] as const;
      return facts.outer === null ? tap : [...tap, { outer_ttl: facts.outer.ttl, vni: facts.outer.vni }];
    });
    return pathLine(first.step, stable(first.sum), taps);
  });
  return lines.toSorted();
}

function ownerOf({ trace }: Replayed, { packet, facts }: Seen): string {
  if (packet === null) return 'no packet';
  const cause = trace.packets[packet]?.cause;
  const firstFragment = facts.off === 0 && cause?.kind === 'fragment';
  // Cilium turns a question round into its answer; for whoever reads a capture they are two packets.
  const turned = facts.arp === null ? '' : ` arp ${facts.arp.op}`;
  return `${firstFragment ? cause.of : packet}${turned}`;
}

function packetOf(recorded: RecordedCase, number: number): string {
  const text = recorded.packets[number];
  if (text === undefined) throw new Error(`${recorded.case} has no packet ${number}`);
  return text;
}
