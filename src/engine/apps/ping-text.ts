import type { World } from '../../lab/world.ts';
import { SECOND } from '../timing.ts';
import type { QueuedError } from '../transport/sockets.ts';
import { microseconds, millisText } from './micros.ts';

/** What ping prints about an ICMP error (iputils ping/ping.c pr_icmph). */
export function icmpErrorText({ type, code, mtu }: Pick<QueuedError, 'type' | 'code' | 'mtu'>): string {
  if (type === 11) return code === 0 ? 'Time to live exceeded' : 'Frag reassembly time exceeded';
  if (code === 4) return `Frag needed and DF set (mtu = ${mtu})`;
  return UNREACHABLE[code] ?? `Dest Unreachable, Bad Code: ${code}`;
}

/** By code; 4 has a number in it. */
const UNREACHABLE: readonly string[] = [
  'Destination Net Unreachable',
  'Destination Host Unreachable',
  'Destination Protocol Unreachable',
  'Destination Port Unreachable',
  '',
  'Source Route Failed',
  'Destination Net Unknown',
  'Destination Host Unknown',
  'Source Host Isolated',
  'Destination Net Prohibited',
  'Destination Host Prohibited',
  'Destination Net Unreachable for Type of Service',
  'Destination Host Unreachable for Type of Service',
  'Packet filtered',
  'Precedence Violation',
  'Precedence Cutoff',
];

/** '0.349', '3.08', '12.3', '250': fewer decimals the longer it takes (gather_statistics). Microseconds. */
export function tripText(micros: number): string {
  if (micros >= 100_000 - 50) return `${Math.trunc((micros + 500) / 1000)}`;
  if (micros >= 10_000 - 5) return decimals(micros + 50, 1);
  if (micros >= 1000) return decimals(micros + 5, 2);
  return millisText(micros);
}

function decimals(micros: number, digits: 1 | 2): string {
  const part = Math.trunc((micros % 1000) / 10 ** (3 - digits));
  return `${Math.trunc(micros / 1000)}.${`${part}`.padStart(digits, '0')}`;
}

export interface Counts {
  readonly transmitted: number;
  readonly received: number;
  readonly duplicates: number;
  readonly errors: number;
  /** Milliseconds between the first and the last packet that was sent. */
  readonly time: number;
  /** Most packets that were under way at once. */
  readonly pipe: number;
  /** Round trips in microseconds, duplicates included; null when packets are too short to carry a time. */
  readonly trips: readonly number[] | null;
}

/** The lines at the end (ping_common.c finish). */
export function statisticsText(name: string, counts: Counts): string {
  const { transmitted, received, duplicates, errors, time, pipe, trips } = counts;
  const parts = [
    `${transmitted} packets transmitted`,
    `${received} received`,
    ...(duplicates > 0 ? [`+${duplicates} duplicates`] : []),
    ...(errors > 0 ? [`+${errors} errors`] : []),
    ...(transmitted > 0 ? [`${lossText(transmitted, received)}% packet loss`, `time ${time}ms`] : []),
  ];
  const last = [...(received > 0 && trips ? [roundTripText(trips)] : []), ...(pipe > 1 ? [`pipe ${pipe}`] : [])];
  return `\n--- ${name} ping statistics ---\n${parts.join(', ')}\n${last.join(', ')}\n`;
}

/** As `%g` prints it: six significant digits, no zeros at the end. */
function lossText(transmitted: number, received: number): string {
  return `${Number((((transmitted - received) * 100) / transmitted).toPrecision(6))}`;
}

function roundTripText(trips: readonly number[]): string {
  const sum = trips.reduce((a, b) => a + b, 0);
  const squares = trips.reduce((a, b) => a + b * b, 0);
  const average = Math.trunc(sum / trips.length);
  const variance = Math.trunc((squares - Math.trunc((sum * sum) / trips.length)) / trips.length);
  const deviation = Math.trunc(Math.sqrt(variance));
  const values = [Math.min(...trips), average, Math.max(...trips), deviation];
  return `rtt min/avg/max/mdev = ${values.map(millisText).join('/')} ms`;
}

/** '[1754763180.000349]': what -D prints (print_timestamp). */
export function unixStamp(world: World, now: number): string {
  const micros = `${microseconds(now % SECOND)}`.padStart(6, '0');
  return `[${world.epoch.seconds + Math.floor(now / SECOND)}.${micros}]`;
}
