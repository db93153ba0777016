import { portName } from '../../../capture/tcpdump/services.ts';
import { ROW_KEY, type SocketRow } from '../../../lab/tables.ts';
import { ANY_ADDR } from '../../../wire/address.ts';
import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { countersOf } from '../ip/counters.ts';
import { linksOf } from '../ip/link-facts.ts';
import { inOrder, processId } from '../ss/ss.ts';
import { kernelTable } from './route-table.ts';

const FLAGS = {
  route: { names: ['-r', '--route'], about: { en: 'the routing table', ko: '라우팅 테이블' } },
  interfaces: {
    names: ['-i', '--interfaces'],
    about: { en: 'the devices with their counters', ko: '장치와 그 카운터' },
  },
  numeric: { names: ['-n', '--numeric'], about: { en: 'numbers instead of names', ko: '이름 대신 숫자로' } },
  tcp: { names: ['-t', '--tcp'], about: { en: 'TCP only', ko: 'TCP만' } },
  udp: { names: ['-u', '--udp'], about: { en: 'UDP only', ko: 'UDP만' } },
  listening: { names: ['-l', '--listening'], about: { en: 'those that wait for somebody', ko: '기다리는 소켓만' } },
  all: { names: ['-a', '--all'], about: { en: 'all states', ko: '모든 상태' } },
  programs: { names: ['-p', '--programs'], about: { en: 'with the programs', ko: '프로그램까지' } },
  inet: { names: ['-4', '--inet'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
  statistics: {
    names: ['-s', '--statistics'],
    about: { en: 'counters of the protocols; not in this lab', ko: '프로토콜별 카운터. 이 랩에는 없다' },
  },
  wide: { names: ['-W', '--wide'], about: { en: 'addresses are not cut', ko: '주소를 자르지 않는다' } },
} satisfies FlagTable;

/** The states' names of net-tools (netstat.c tcp_state). */
const STATES: Readonly<Record<string, string>> = {
  'SYN-SENT': 'SYN_SENT',
  'SYN-RECV': 'SYN_RECV',
  'FIN-WAIT-1': 'FIN_WAIT1',
  'FIN-WAIT-2': 'FIN_WAIT2',
  'TIME-WAIT': 'TIME_WAIT',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'LAST-ACK': 'LAST_ACK',
  UNCONN: '',
};

/** netstat of net-tools 2.10. */
export const netstat: Command = {
  name: 'netstat',
  topic: 'where',
  on: [...MACHINES, 'client', 'agent'],
  about: { en: 'sockets, routes or devices, in the old form', ko: '소켓, 경로, 장치를 옛 형식으로 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io, host, machine, shows } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, `netstat: invalid option -- '${answer.problem.flag.replace(/^-+/, '')}'\n`);
      return 4;
    }
    const { parsed } = answer;
    if (parsed.has('statistics')) {
      yield* write(io.stderr, "netstat: -s is not supported in this lab: the kernel's counters are not modelled\n");
      return 1;
    }
    if (parsed.has('route')) {
      yield* write(io.stdout, kernelTable(context, 'netstat', parsed.has('numeric')));
      return 0;
    }
    if (parsed.has('interfaces')) {
      yield* write(io.stdout, interfaceTable(context));
      return 0;
    }
    const isOne = parsed.has('tcp') !== parsed.has('udp');
    const rows = inOrder([...machine.lab.table(host.netns, 'sockets').values()])
      .filter(({ proto }) => proto !== 'ICMP' && (!isOne || proto === (parsed.has('tcp') ? 'TCP' : 'UDP')))
      .filter(({ state }) => {
        const waits = state === 'LISTEN' || state === 'UNCONN';
        return parsed.has('all') || (parsed.has('listening') ? waits : !waits);
      })
      .toSorted((a, b) => (a.proto < b.proto ? -1 : a.proto > b.proto ? 1 : 0));
    shows({ kind: 'rows', netns: host.netns, table: 'sockets', keys: rows.map(ROW_KEY.sockets) });
    const what = parsed.has('all')
      ? 'servers and established'
      : parsed.has('listening')
        ? 'only servers'
        : 'w/o servers';
    const programs = parsed.has('programs');
    const head = `Proto Recv-Q Send-Q Local Address           Foreign Address         State      ${programs ? ' PID/Program name    ' : ''}\n`;
    const lines = rows.map((row) => socketLine(context, row, parsed.has('numeric'), programs));
    yield* write(io.stdout, `Active Internet connections (${what})\n${head}${lines.join('')}`);
    if (!parsed.has('tcp') && !parsed.has('udp') && !parsed.has('inet')) {
      yield* write(
        io.stdout,
        `Active UNIX domain sockets (${what})\nProto RefCnt Flags       Type       State         I-Node   ${programs ? 'PID/Program name     ' : ''}Path\n`,
      );
    }
    return 0;
  },
};

function socketLine(context: Context, row: SocketRow, numeric: boolean, programs: boolean): string {
  const protocol = row.proto === 'TCP' ? 'tcp' : 'udp';
  const port = (number: number): string =>
    number === 0 ? '*' : numeric ? `${number}` : (portName(protocol, number) ?? `${number}`);
  const [local, peer] = [`${row.local}:${port(row.localPort)}`, `${row.peer ?? ANY_ADDR}:${port(row.peerPort)}`];
  const state = STATES[row.state] ?? row.state;
  const program = programs ? ` ${`${processId(context, row.process)}/${row.process}`.padEnd(20)}` : '';
  return `${protocol.padEnd(5)}      0      0 ${local.padEnd(23)} ${peer.padEnd(23)} ${state.padEnd(11)}${program}\n`;
}

function interfaceTable({ host, machine }: Context): string {
  const lines = linksOf(machine.lab, host.netns)
    .toSorted((a, b) => (a.device.name < b.device.name ? -1 : 1))
    .map(({ device, flags }) => {
      const { rx, tx } = countersOf(machine.lab.trace, device.id);
      const letters = `${flags.includes('BROADCAST') ? 'B' : ''}${flags.includes('LOOPBACK') ? 'L' : ''}${flags.includes('MULTICAST') ? 'M' : ''}${flags.includes('NOARP') ? 'O' : ''}RU`;
      const count = (packets: number): string => `${packets}`.padStart(8);
      return `${device.name.padEnd(15)} ${`${device.mtu}`.padStart(5)} ${count(rx.packets)}      0      0 0      ${count(tx.packets)}      0      0      0 ${letters}\n`;
    });
  return `Kernel Interface table\nIface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${lines.join('')}`;
}
