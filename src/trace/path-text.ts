import { jobOfPacket } from './by-packet.ts';
import { secondsText } from './event-text.ts';
import { pathLineOf, type PathLine } from './hop-text.ts';
import { journeyOf } from './journey.ts';
import { outcomeText } from './outcome-text.ts';
import { packetAt } from './packet-at.ts';
import { addressesText, numbersText } from './packet-text.ts';
import { headText, jobTexts } from './text.ts';
import type { PacketRecord, Trace } from './trace.ts';

/**
 * The short form of a trace: the different ways that packets took, in the words of the path table, and one line per
 * packet with its way, what Hubble shows and how it ended. For golden files that many runs share.
 */
export function pathText(trace: Trace): string {
  const lines = new Map(trace.packets.map((record) => [record, pathLineOf(trace, record.id)]));
  const ways = waysOf([...lines.values()]);
  const sections = [
    headText(trace).filter((line) => /^(lab|mode|router|stimulus) /.test(line)),
    [...ways.values()].flatMap(({ name, hops }) => wayLines(name, hops)),
    [...lines].map(([record, line]) => packetLine(trace, record, line, ways.get(wayKey(line))?.name ?? '-')),
    jobTexts(trace),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

interface Way {
  readonly name: string;
  readonly hops: readonly string[];
}

/** Each different list of hops, in order of appearance. What sockets ran before and after it is not part of the way. */
function waysOf(lines: readonly PathLine[]): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  for (const line of lines) {
    const key = wayKey(line);
    if (key !== '' && !ways.has(key)) ways.set(key, { name: wayName(ways.size), hops: wayOf(line) });
  }
  return ways;
}

const isSocket = (hop: string): boolean => hop.includes(':SK.');

function wayOf({ hops }: PathLine): readonly string[] {
  return hops.filter((hop) => !isSocket(hop));
}

function wayKey(line: PathLine): string {
  return wayOf(line).join('\n');
}

/** A to Z, then A1. */
function wayName(n: number): string {
  return `${String.fromCharCode(65 + (n % 26))}${n < 26 ? '' : Math.floor(n / 26)}`;
}

/** A line per host. */
function wayLines(name: string, hops: readonly string[]): readonly string[] {
  const rows: string[][] = [];
  for (const hop of hops) {
    const row = rows.at(-1);
    if (row !== undefined && hostOf(row[0] ?? '') === hostOf(hop)) row.push(hop);
    else rows.push([hop]);
  }
  return rows.map((row, i) => `${(i === 0 ? `way ${name}` : '').padEnd(8)}${row.join(' ')}`);
}

function hostOf(hop: string): string {
  return hop.split(/[/:]/)[0] ?? '';
}

/** '#0 0.000000000 A SYN a:1 > b:80 length 60 ... | ctr:to-network | left the lab by router:eth0'. */
function packetLine(trace: Trace, record: PacketRecord, { hops, ev }: PathLine, way: string): string {
  const first = journeyOf(trace, record.id).hops.find((hop) => hop.frameAfter !== null)?.frameAfter ?? null;
  const packet = packetAt(trace, first);
  const job = jobOfPacket(trace, record.id);
  const cells = [
    `#${record.id}`.padEnd(4),
    secondsText(trace.events[record.born]?.at ?? 0),
    job === null ? '' : `job ${job}`,
    way.padEnd(2),
    record.label.padEnd(18),
    addressesText(packet),
    numbersText(packet),
  ].filter((cell) => cell !== '');
  const sockets = hops.filter(isSocket).map((hop) => `${hop} | `);
  return `${cells.join(' ')} | ${sockets.join('')}${ev.length === 0 ? '' : `${ev.join(', ')} | `}${outcomeText(record.outcome)}`;
}
