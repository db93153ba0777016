import { ANY_ADDR, ipv4Of, maskOf } from '../../../wire/address.ts';
import type { Command, Context } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { countersOf, type Count } from '../ip/counters.ts';
import { linkNamed, linksOf, type LinkFacts } from '../ip/link-facts.ts';

/** Names and bits in the order in which ifconfig prints them (net-tools lib/interface.c ife_print_long). */
const FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ['UP', 0x1],
  ['BROADCAST', 0x2],
  ['LOOPBACK', 0x8],
  ['RUNNING', 0x40],
  ['NOARP', 0x80],
  ['MULTICAST', 0x1000],
];

/** ifconfig of net-tools 2.10: prints devices. */
export const ifconfig: Command = {
  name: 'ifconfig',
  topic: 'where',
  on: [...MACHINES, 'client', 'agent'],
  about: {
    en: 'devices with addresses and counters, in the old form',
    ko: '장치와 주소, 카운터를 옛 형식으로 보여 준다',
  },
  *run(context) {
    const { argv, host, io, machine, shows } = context;
    const [name, ...more] = argv.slice(1).filter((arg) => !arg.startsWith('-'));
    if (more.length > 0) {
      yield* write(
        io.stderr,
        'ifconfig: changing a device is not supported in this lab: devices are those of the lab file\n',
      );
      return 1;
    }
    const one = name === undefined ? null : linkNamed(machine.lab, host.netns, name);
    if (name !== undefined && one === null) {
      yield* write(io.stderr, `${name}: error fetching interface information: Device not found\n`);
      return 1;
    }
    const links =
      one === null
        ? [...linksOf(machine.lab, host.netns)].sort((a, b) => (a.device.name < b.device.name ? -1 : 1))
        : [one];
    for (const link of links) {
      shows({ kind: 'device', device: link.device.id });
      yield* write(io.stdout, textOf(context, link));
    }
    return 0;
  },
  complete: ({ host, machine }) => linksOf(machine.lab, host.netns).map(({ device }) => device.name),
};

function textOf({ machine }: Context, { device, flags, qlen, addresses }: LinkFacts): string {
  const own = FLAGS.filter(([flag]) => flag === 'RUNNING' || flags.includes(flag));
  const number = own.reduce((sum, [, bit]) => sum + bit, 0);
  const lines = [`${device.name}: flags=${number}<${own.map(([flag]) => flag).join(',')}>  mtu ${device.mtu}`];
  for (const address of addresses) {
    if (address.family === 'inet') {
      const broadcast = device.kind === 'loopback' ? '' : `  broadcast ${address.broadcast ?? ANY_ADDR}`;
      lines.push(`        inet ${address.ip}  netmask ${ipv4Of(maskOf(address.length))}${broadcast}`);
    } else {
      const scope = address.scope === 'host' ? '0x10<host>' : '0x20<link>';
      lines.push(`        inet6 ${address.ip}  prefixlen ${address.length}  scopeid ${scope}`);
    }
  }
  lines.push(
    device.kind === 'loopback'
      ? `        loop  txqueuelen ${qlen}  (Local Loopback)`
      : `        ether ${device.mac}  txqueuelen ${qlen}  (Ethernet)`,
  );
  const { rx, tx } = countersOf(machine.lab.trace, device.id);
  const count = ({ packets, bytes }: Count): string => `packets ${packets}  bytes ${bytes} (${humanBytes(bytes)})`;
  lines.push(`        RX ${count(rx)}`, '        RX errors 0  dropped 0  overruns 0  frame 0');
  lines.push(`        TX ${count(tx)}`, '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0', '', '');
  return lines.join('\n');
}

function humanBytes(bytes: number): string {
  let [value, power] = [bytes, 0];
  while (value >= 1024 && power < 4) [value, power] = [value / 1024, power + 1];
  return `${value.toFixed(1)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]!}`;
}
