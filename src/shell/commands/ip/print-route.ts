import { deviceName } from '../../../lab/names.ts';
import type { Route } from '../../../lab/tables.ts';
import { ANY_CIDR, prefixLength } from '../../../wire/address.ts';
import type { Output } from './output.ts';

/** What is left out of a row because the command asked for it (ip/iproute.c filter), and what the options add. */
export interface RouteStyle {
  readonly details: boolean;
  /** Whether the gateway was taken on trust: no row leads to it. */
  readonly isOnLink: (row: Route) => boolean;
  readonly hides: {
    readonly table: boolean;
    readonly proto: boolean;
    readonly scope: boolean;
    readonly dev: boolean;
    readonly metric: boolean;
    readonly via: boolean;
    readonly src: boolean;
  };
}

export const NOTHING_HIDDEN: RouteStyle['hides'] = {
  table: false,
  proto: false,
  scope: false,
  dev: false,
  metric: false,
  via: false,
  src: false,
};

/** The name of a table (etc/iproute2/rt_tables). */
export function tableName(table: Route['table'] | 'default'): string {
  return table === 253 ? 'default' : `${table}`;
}

/** One row (ip/iproute.c print_route). */
export function printRoute(out: Output, row: Route, { details, hides, isOnLink }: RouteStyle): void {
  out.open();
  if (row.type !== 'unicast' || details) out.put('type', row.type, `${row.type} `);
  printDestination(out, row);
  printEncap(out, row);
  if (row.via !== null && !hides.via) {
    out.say('via ');
    out.put('gateway', row.via, `${row.via} `, 'ipv4');
  }
  if (row.dev !== null && !hides.dev) printDevice(out, 'dev', deviceName(row.dev));
  if (!hides.table && (row.table !== 'main' || details)) {
    out.put('table', tableName(row.table), `table ${tableName(row.table)} `);
  }
  if (!hides.proto && (row.proto !== 'boot' || details)) out.put('protocol', row.proto, `proto ${row.proto} `);
  if (!hides.scope && (row.scope !== 'global' || details)) out.put('scope', row.scope, `scope ${row.scope} `);
  if (row.src !== null && !hides.src) printSource(out, row.src);
  if (row.metric !== 0 && !hides.metric) out.put('metric', row.metric, `metric ${row.metric} `);
  out.openList('flags');
  if (isOnLink(row)) {
    out.keep(null, 'onlink');
    out.say('onlink ');
  }
  out.closeList();
  printMtu(out, row.mtu);
  out.say('\n');
  out.close();
}

function printDestination(out: Output, { dst }: Route): void {
  if (dst === ANY_CIDR) return out.put('dst', 'default', 'default ');
  const text = prefixLength(dst) === 32 ? dst.slice(0, dst.indexOf('/')) : dst;
  out.put('dst', text, `${text} `, 'ipv4');
}

/** ip/iproute_lwtunnel.c print_encap_ip. */
export function printEncap(out: Output, { encap }: Route): void {
  if (encap === null) return;
  out.put('encap', 'ip', ' encap ip ');
  out.put('id', encap.id, `id ${encap.id} `);
  // The all-zero source is the tunnel's own choice; it is not an address of the lab.
  const any = ANY_CIDR.slice(0, ANY_CIDR.indexOf('/'));
  out.put('src', any, `src ${any} `, 'ipv4');
  out.put('dst', encap.dst, `dst ${encap.dst} `, 'ipv4');
  out.put('ttl', 0, 'ttl 0 ');
  out.put('tos', 0, 'tos 0 ');
}

export function printDevice(out: Output, word: 'dev' | 'iif', name: string): void {
  out.say(`${word} `);
  out.put(word, name, `${name} `, 'device');
}

export function printSource(out: Output, src: string): void {
  out.say('src ');
  out.put('prefsrc', src, `${src} `, 'ipv4');
}

export function printMtu(out: Output, mtu: number | null): void {
  if (mtu === null) return;
  out.openList('metrics');
  out.open();
  out.put('mtu', mtu, `mtu ${mtu} `);
  out.close();
  out.closeList();
}
