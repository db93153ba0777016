import { ctKey, type CtRow, type SnatRow } from '../../../lab/tables.ts';
import { monoSeconds } from './mono-clock.ts';

/** Names of the flags in the order of their bits (pkg/maps/ctmap types.go); 0x200 has none. */
const FLAGS: readonly (readonly [bit: number, name: string, set: (row: CtRow) => boolean])[] = [
  [0x1, 'RxClosing', (row) => row.rxClosing],
  [0x2, 'TxClosing', (row) => row.txClosing],
  [0x10, 'SeenNonSyn', (row) => row.seenNonSyn],
  [0x20, 'NodePort', (row) => row.nodePort],
  [0x400, 'FromTunnel', (row) => row.fromTunnel],
];

function flagsText(row: CtRow): string {
  const given = FLAGS.filter(([, , set]) => set(row));
  const bits = given.reduce((all, [bit]) => all | bit, 0);
  return `Flags=0x${bits.toString(16).padStart(4, '0')} [ ${given.map(([, name]) => `${name} `).join('')}]`;
}

function byte(n: number): string {
  return `0x${n.toString(16).padStart(2, '0')}`;
}

/** One line of `bpf ct list`: CtKey.Dump and CtEntry.StringWithTimeDiff (pkg/maps/ctmap). `now` is null without -d. */
export function conntrackLine(row: CtRow, now: number | null): string {
  const expires = monoSeconds(row.expires);
  const rest = now === null ? '' : ` (remaining: ${expires - monoSeconds(now)} sec(s))`;
  // A direction that has never been seen has its moment before the lab's.
  const seen = (flags: number, at: number, name: string): string =>
    `${name}FlagsSeen=${byte(flags)} Last${name}Report=${at < 0 ? 0 : monoSeconds(at)}`;
  return [
    ctKey(row),
    `expires=${expires}${rest}`,
    'Packets=0 Bytes=0',
    seen(row.rxFlagsSeen, row.lastRxReport, 'Rx'),
    seen(row.txFlagsSeen, row.lastTxReport, 'Tx'),
    flagsText(row),
    `RevNAT=${row.revNat} SourceSecurityID=${row.srcSecId} BackendID=${row.backendId} `,
  ].join(' ');
}

/** One line of `bpf nat list`: NatEntry4.Dump (pkg/maps/nat). */
export function natLine(row: SnatRow, now: number): string {
  const ends = `${row.proto} ${row.dir} ${row.src}:${row.srcPort} -> ${row.dst}:${row.dstPort}`;
  const age = Math.max(0, monoSeconds(now) - monoSeconds(row.created));
  const what = row.dir === 'OUT' ? 'XLATE_SRC' : 'XLATE_DST';
  return `${ends} ${what} ${row.toAddr}:${row.toPort} Created=${age}sec ago NeedsCT=0`;
}
