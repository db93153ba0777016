import type { Ipv4Addr } from '../../wire/address.ts';

/** What mtr knows of a hop (ui/net.c struct nethost). Times in whole microseconds. */
export interface MtrHop {
  /** Who answered last, and everybody who has. */
  address: Ipv4Addr | null;
  readonly addresses: Ipv4Addr[];
  sent: number;
  returned: number;
  /** The answer said that the way ends here short of the target. */
  unreachable: boolean;
  last: number;
  best: number;
  worst: number;
  average: number;
  /** Sum of squared deviations. */
  squares: number;
}

export function emptyHop(): MtrHop {
  return {
    address: null,
    addresses: [],
    sent: 0,
    returned: 0,
    unreachable: false,
    last: 0,
    best: 0,
    worst: 0,
    average: 0,
    squares: 0,
  };
}

/** Takes an answer after `micros` (ui/net.c net_process_ping, which keeps whole numbers). */
export function heard(hop: MtrHop, from: Ipv4Addr, unreachable: boolean, micros: number): void {
  hop.unreachable = unreachable;
  hop.address = from;
  if (!hop.addresses.includes(from)) hop.addresses.push(from);
  hop.last = micros;
  if (hop.returned < 1) {
    hop.best = hop.worst = micros;
    hop.average = hop.squares = 0;
  }
  hop.best = Math.min(hop.best, micros);
  hop.worst = Math.max(hop.worst, micros);
  hop.returned += 1;
  const before = hop.average;
  hop.average = Math.trunc(before + (micros - before) / hop.returned);
  hop.squares = Math.trunc(hop.squares + (micros - before) * (micros - hop.average));
}

export interface Report {
  readonly host: string;
  readonly wide: boolean;
  readonly maxHops: number;
  readonly nameOf: (address: Ipv4Addr) => string;
  readonly hops: readonly MtrHop[];
  readonly target: Ipv4Addr;
}

/** Columns of the names where they are cut. */
const HOSTS_WIDTH = 33;
const WIDTH = 6;
const TITLES = ['Loss%', 'Snt', null, 'Last', 'Avg', 'Best', 'Wrst', 'StDev'] as const;

/** The table of a report (ui/report.c report_close) with the fields 'LS NABWV'. */
export function reportText(report: Report): string {
  const { host, wide, hops, nameOf } = report;
  const shown = hops.slice(0, lengthOf(report));
  const names = shown.map(({ address }) => (address === null ? '???' : nameOf(address)));
  const width = wide ? Math.max(host.length, ...names.map((name) => name.length)) : HOSTS_WIDTH;
  // Unless names may be wide, the columns are written over the end of the padded name.
  const cut = (text: string): string => (wide ? text : text.slice(0, HOSTS_WIDTH));
  const titles = TITLES.map((title) => (title === null ? ' ' : title.padStart(WIDTH))).join('');
  const lines = shown.flatMap((hop, i) => [
    cut(` ${`${i + 1}`.padStart(2)}.|-- ${(names[i] ?? '').padEnd(width)}`) + figures(hop),
    ...hop.addresses.filter((a) => a !== hop.address).map((a) => `        ${nameOf(a).padEnd(width)}`),
  ]);
  return [cut(`HOST: ${host.padEnd(width)}`) + titles, ...lines].map((line) => `${line}\n`).join('');
}

/** How many hops a report has: to the target, to where the way ends, or one more than have answered (net_max). */
function lengthOf({ hops, target, maxHops }: Report): number {
  const end = hops.findIndex((hop) => hop.address === target || hop.unreachable);
  if (end >= 0) return end + 1;
  const known = hops.findLastIndex((hop) => hop.address !== null);
  return known < 0 ? 0 : Math.min(known + 2, maxHops);
}

function figures(hop: MtrHop): string {
  const loss = hop.sent === 0 ? 0 : Math.trunc(1000 * (100 - (100 * hop.returned) / hop.sent));
  const deviation = hop.returned > 1 ? Math.trunc(Math.sqrt(hop.squares / (hop.returned - 1))) : 0;
  const times = [hop.last, hop.average, hop.best, hop.worst, deviation].map((time) => ` ${oneDecimal(time, 5)}`);
  const columns = [` ${oneDecimal(loss, 4)}%`, ` ${`${hop.sent}`.padStart(5)}`, ' ', ...times];
  // Each column begins where the one before should have ended: of '100.0%' the last sign is written over.
  return columns.map((text, i) => (i === columns.length - 1 ? text : text.slice(0, WIDTH))).join('');
}

/** Thousandths with one decimal. */
function oneDecimal(thousandths: number, width: number): string {
  return (thousandths / 1000).toFixed(1).padStart(width);
}
