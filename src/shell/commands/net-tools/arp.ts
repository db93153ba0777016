import { deviceName } from '../../../lab/names.ts';
import { ROW_KEY, type Neigh } from '../../../lab/tables.ts';
import { ANY_CIDR, parseIpv4, type Ipv4Addr } from '../../../wire/address.ts';
import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { nameOfAddress } from '../../../lab/hosts-file.ts';

const FLAGS = {
  numeric: { names: ['-n', '--numeric'], about: { en: 'addresses without names', ko: '이름 없이 주소로' } },
  all: { names: ['-a'], about: { en: 'in BSD style', ko: 'BSD 형식으로' } },
  linux: { names: ['-e'], about: { en: 'in Linux style', ko: '리눅스 형식으로' } },
  device: { names: ['-i', '--device'], takes: 'DEVICE', about: { en: 'of this device only', ko: '이 장치의 것만' } },
  verbose: { names: ['-v', '--verbose'], about: { en: 'say more', ko: '더 말한다' } },
  delete: {
    names: ['-d', '--delete'],
    about: { en: 'forget an entry; not in this lab', ko: '항목을 지운다. 이 랩에서는 안 된다' },
  },
  set: {
    names: ['-s', '--set'],
    about: { en: 'set an entry; not in this lab', ko: '항목을 정한다. 이 랩에서는 안 된다' },
  },
} satisfies FlagTable;

const HEAD = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';

/** arp of net-tools 2.10. The kernel's order is that of its hash; here it is that of learning. */
export const arp: Command = {
  name: 'arp',
  topic: 'routes',
  on: [...MACHINES, 'client', 'agent'],
  about: { en: 'which MAC belongs to which address on the link', ko: '같은 링크의 주소와 MAC의 짝을 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { argv, host, io, machine, shows } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, `arp: invalid option -- '${answer.problem.flag.replace(/^-+/, '')}'\n`);
      return 4;
    }
    const { parsed } = answer;
    if (parsed.has('delete') || parsed.has('set')) {
      yield* write(io.stderr, 'arp: changing entries is not supported in this lab; ip neigh flush all forgets them\n');
      return 1;
    }
    const [asked] = parsed.operands;
    const wanted = asked === undefined ? null : (parseIpv4(asked) ?? null);
    const device = parsed.value('device');
    const rows = [...machine.lab.table(host.netns, 'neigh').values()].filter(
      ({ ip, dev, state }) =>
        state !== 'NOARP' && (wanted === null || ip === wanted) && (device === null || deviceName(dev) === device),
    );
    shows({ kind: 'rows', netns: host.netns, table: 'neigh', keys: rows.map(ROW_KEY.neigh) });
    if (asked !== undefined && rows.length === 0) {
      yield* write(
        io.stdout,
        parsed.has('all') ? 'arp: in 0 entries no match found.\n' : `${asked} (${asked}) -- no entry\n`,
      );
      return 0;
    }
    if (rows.length === 0) return 0;
    const name = (ip: Ipv4Addr): string | null => (parsed.has('numeric') ? null : nameOf(context, ip));
    if (parsed.has('all')) {
      for (const row of rows) yield* write(io.stdout, bsdLine(row, name(row.ip)));
      return 0;
    }
    yield* write(io.stdout, HEAD);
    for (const row of rows) yield* write(io.stdout, linuxLine(row, name(row.ip) ?? row.ip));
    return 0;
  },
  complete: ({ words }) => (words.length === 1 ? ['-n', '-a', '-an'] : []),
};

/** A name from /etc/hosts, or the one that systemd gives to the default gateway (unverified: that it does so here). */
function nameOf(context: Context, ip: Ipv4Addr): string | null {
  const known = nameOfAddress(context.machine.world, context.host.netns, ip);
  if (known !== null) return known;
  const { host, machine } = context;
  if (!MACHINES.includes(host.kind)) return null;
  const routes = [...machine.lab.table(host.netns, 'routes').values()];
  return routes.some(({ dst, via, table }) => table === 'main' && dst === ANY_CIDR && via === ip) ? '_gateway' : null;
}

function bsdLine({ ip, dev, mac, state }: Neigh, name: string | null): string {
  const known = isKnown(state) && mac !== null;
  const where = known ? `${mac} [ether]${state === 'PERMANENT' ? ' PERM' : ''}` : '<incomplete>';
  return `${name ?? '?'} (${ip}) at ${where} on ${deviceName(dev)}\n`;
}

function linuxLine({ dev, mac, state }: Neigh, name: string): string {
  const known = isKnown(state) && mac !== null;
  const flags = known ? (state === 'PERMANENT' ? 'CM' : 'C') : '';
  const cells = [
    (known ? 'ether' : '').padEnd(8),
    (known ? mac : '(incomplete)').padEnd(20),
    flags.padEnd(6),
    ''.padEnd(15),
  ];
  return `${name.slice(0, 23).padEnd(23)}  ${cells.join('')} ${deviceName(dev)}\n`;
}

function isKnown(state: Neigh['state']): boolean {
  return state !== 'INCOMPLETE' && state !== 'FAILED';
}
