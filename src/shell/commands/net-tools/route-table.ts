import { deviceName } from '../../../lab/names.ts';
import { compareRoutes } from '../../../lab/route-rows.ts';
import { ROW_KEY, type Route } from '../../../lab/tables.ts';
import { ANY_ADDR, ANY_CIDR, cidrNumbers, ipv4Of, maskOf } from '../../../wire/address.ts';
import type { Context } from '../../command.ts';

/** `route` shows metrics, `netstat -r` what TCP once took from a route (net-tools lib/inet_gr.c rprint_fib). */
export type TableStyle = 'route' | 'netstat';

const HEADS: { readonly [S in TableStyle]: string } = {
  route: 'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n',
  netstat: 'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n',
};

/** The main table as net-tools print it. */
export function kernelTable({ host, machine, shows }: Context, style: TableStyle, numeric: boolean): string {
  const rows = [...machine.lab.table(host.netns, 'routes').values()]
    .filter(({ table }) => table === 'main')
    .toSorted(compareRoutes);
  shows({ kind: 'rows', netns: host.netns, table: 'routes', keys: rows.map(ROW_KEY.routes) });
  return `Kernel IP routing table\n${HEADS[style]}${rows.map((row) => lineOf(row, style, numeric)).join('')}`;
}

function lineOf({ type, dst, via, dev, metric }: Route, style: TableStyle, numeric: boolean): string {
  const [base, length] = cidrNumbers(dst);
  const to = !numeric && dst === ANY_CIDR ? 'default' : ipv4Of(base);
  const refuses = type === 'unreachable' || type === 'prohibit';
  const flags = refuses ? '!' : `U${via === null ? '' : 'G'}${length === 32 ? 'H' : ''}`;
  const gateway = refuses ? '-' : (via ?? ANY_ADDR);
  const iface = refuses ? '-' : dev === null ? '*' : deviceName(dev);
  const start = `${to.padEnd(15)} ${gateway.padEnd(15)} ${ipv4Of(maskOf(length)).padEnd(15)} ${flags.padEnd(5)} `;
  const [none, some] = refuses ? ['-', '-'] : ['0', '0'];
  if (style === 'route') return `${start}${`${metric}`.padEnd(6)} ${none.padEnd(2)} ${'0'.padStart(7)} ${iface}\n`;
  return `${start}${some.padStart(5)} ${some.padEnd(5)} ${some.padStart(6)} ${iface}\n`;
}
