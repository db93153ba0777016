import { portName } from '../../../capture/tcpdump/services.ts';
import { ROW_KEY, type SocketRow } from '../../../lab/tables.ts';
import { ANY_ADDR } from '../../../wire/address.ts';
import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable, type Parsed } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { renderTable, type Cells } from './columns.ts';
import { stateOf } from './state.ts';
import { socketFilter } from './filter.ts';

const FLAGS = {
  numeric: { names: ['-n', '--numeric'], about: { en: 'ports as numbers', ko: '포트를 숫자로' } },
  tcp: { names: ['-t', '--tcp'], about: { en: 'TCP only', ko: 'TCP만' } },
  udp: { names: ['-u', '--udp'], about: { en: 'UDP only', ko: 'UDP만' } },
  raw: { names: ['-w', '--raw'], about: { en: 'raw sockets', ko: 'raw 소켓' } },
  unix: { names: ['-x', '--unix'], about: { en: 'Unix sockets; the lab has none', ko: '유닉스 소켓. 랩에는 없다' } },
  listening: { names: ['-l', '--listening'], about: { en: 'those that wait for somebody', ko: '기다리는 소켓만' } },
  all: { names: ['-a', '--all'], about: { en: 'all states', ko: '모든 상태' } },
  processes: { names: ['-p', '--processes'], about: { en: 'with the programs', ko: '프로그램까지' } },
  summary: { names: ['-s', '--summary'], about: { en: 'counts', ko: '개수 요약' } },
  noHeader: { names: ['-H', '--no-header'], about: { en: 'without the heading', ko: '머리줄 없이' } },
  inet: { names: ['-4', '--ipv4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
  inet6: { names: ['-6', '--ipv6'], about: { en: 'IPv6 only', ko: 'IPv6만' } },
  options: { names: ['-o', '--options'], about: { en: 'with timers', ko: '타이머까지' } },
  resolve: { names: ['-r', '--resolve'], about: { en: 'names for addresses', ko: '주소를 이름으로' } },
  version: { names: ['-V', '--version'], about: { en: 'its version', ko: '버전' } },
  info: {
    names: ['-i', '--info'],
    about: { en: 'what TCP knows; not in this lab', ko: 'TCP 내부 정보. 이 랩에는 없다' },
  },
  extended: { names: ['-e', '--extended'], about: { en: 'more; not in this lab', ko: '더 자세히. 이 랩에는 없다' } },
  memory: { names: ['-m', '--memory'], about: { en: 'memory; not in this lab', ko: '메모리. 이 랩에는 없다' } },
} satisfies FlagTable;

/** ss of iproute2 6.1. It lists what the lab's programs have open; what a node's own services have open is not modelled. */
export const ss: Command = {
  name: 'ss',
  topic: 'where',
  on: [...MACHINES, 'client', 'agent'],
  about: { en: 'lists sockets: who listens, who is connected', ko: '소켓을 보여 준다: 누가 듣고 누가 이어져 있는지' },
  flags: FLAGS,
  *run(context) {
    const { argv, host, io, machine, shell, shows } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      const { flag } = answer.problem;
      const word = flag.replace(/^-+/, '');
      yield* write(
        io.stderr,
        `ss: ${flag.startsWith('--') ? `unrecognized option '${flag}'` : `invalid option -- '${word}'`}\n${USAGE}`,
      );
      return 255;
    }
    const { parsed } = answer;
    if (parsed.has('version')) {
      yield* write(io.stdout, 'ss utility, iproute2-6.1.0\n');
      return 0;
    }
    const inner = (['info', 'extended', 'memory'] as const).find((key) => parsed.has(key));
    if (inner !== undefined) {
      yield* write(
        io.stderr,
        `ss: ${FLAGS[inner].names[0]} is not supported in this lab: it prints states and addresses\n`,
      );
      return 1;
    }
    const all = [...machine.lab.table(host.netns, 'sockets').values()];
    if (parsed.has('summary')) {
      yield* write(io.stdout, summary(all));
      return 0;
    }
    const filter = socketFilter([...parsed.operands, ...(parsed.rest ?? [])]);
    if (filter === null) {
      yield* write(io.stderr, `ss: bison bellows (while parsing filter): "syntax error!" Sorry.\n${USAGE}`);
      return 255;
    }
    const rows =
      parsed.has('unix') || parsed.has('inet6') ? [] : inOrder(all).filter((row) => isShown(row, parsed, filter));
    const kinds = (['tcp', 'udp', 'raw'] as const).filter((key) => parsed.has(key));
    const table = renderTable(
      rows.map((row) => cellsOf(context, row, parsed)),
      {
        header: !parsed.has('noHeader'),
        hides: { netid: kinds.length === 1 && !parsed.has('unix'), state: filter.states?.length === 1 },
        width: io.stdout.tty ? Number(shell.vars.get('COLUMNS') ?? 80) || 80 : null,
      },
    );
    yield* write(io.stdout, table);
    shows({ kind: 'rows', netns: host.netns, table: 'sockets', keys: rows.map(ROW_KEY.sockets) });
    return 0;
  },
};

const USAGE = `Usage: ss [ OPTIONS ]
       ss [ OPTIONS ] [ FILTER ]
`;

/** Tables in ss's order; the kernel gives listeners before connections. */
export function inOrder(rows: readonly SocketRow[]): readonly SocketRow[] {
  const rank = ({ proto, state }: SocketRow): number =>
    (proto === 'TCP' ? 4 : proto === 'UDP' ? 2 : 0) + (state === 'LISTEN' || state === 'UNCONN' ? 0 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function isShown(
  row: SocketRow,
  parsed: Parsed<typeof FLAGS>,
  filter: NonNullable<ReturnType<typeof socketFilter>>,
): boolean {
  const kinds = { TCP: 'tcp', UDP: 'udp', ICMP: 'raw' } as const;
  const asked = (['tcp', 'udp', 'raw'] as const).some((key) => parsed.has(key));
  if (asked && !parsed.has(kinds[row.proto])) return false;
  if (!filter.matches(row)) return false;
  const state = stateOf(row);
  if (filter.states !== null) return filter.states.includes(state);
  const waits = state === 'LISTEN' || state === 'UNCONN';
  if (parsed.has('all')) return true;
  // SS_CONN leaves out listeners, the unconnected, and what is over or not yet there.
  return parsed.has('listening') ? waits : !waits && state !== 'TIME-WAIT' && state !== 'SYN-RECV';
}

function cellsOf(context: Context, row: SocketRow, parsed: Parsed<typeof FLAGS>): Cells {
  const protocol = row.proto === 'TCP' ? 'tcp' : 'udp';
  const port = (number: number): string =>
    number === 0 ? '*' : parsed.has('numeric') ? `${number}` : (portName(protocol, number) ?? `${number}`);
  return [
    row.proto === 'ICMP' ? 'icmp' : protocol,
    stateOf(row),
    '0'.padEnd(6),
    `${backlogOf(row)}`.padEnd(6),
    `${row.local}:`,
    port(row.localPort),
    `${row.peer ?? ANY_ADDR}:`,
    port(row.peerPort),
    parsed.has('processes')
      ? ` users:((${JSON.stringify(row.process)},pid=${processId(context, row.process)},fd=3))`
      : '',
  ];
}

/** What listen(2) was called with: Apache's ListenBackLog, Go's somaxconn. */
function backlogOf({ state, process }: SocketRow): number {
  if (state !== 'LISTEN') return 0;
  return process === 'apache2' ? 511 : 4096;
}

/** Process ids are not modelled: each program of a host keeps one that is drawn from the lab's seed. */
export function processId({ host, machine }: Context, process: string): number {
  return machine.random(`pid ${host.netns} ${process}`).between(900, 32_000);
}

function summary(rows: readonly SocketRow[]): string {
  const count = (test: (row: SocketRow) => boolean): number => rows.filter(test).length;
  const [tcp, udp] = [count(({ proto }) => proto === 'TCP'), count(({ proto }) => proto === 'UDP')];
  const raw = rows.length - tcp - udp;
  const established = count((row) => row.proto === 'TCP' && row.state === 'ESTABLISHED');
  const waiting = count(({ state }) => state === 'TIME-WAIT');
  const line = (name: string, number: number, inet6 = 0): string =>
    `${name}\t  ${`${number}`.padEnd(9)} ${`${number}`.padEnd(9)} ${`${inet6}`.padEnd(9)}\n`;
  const heads = 'Transport Total     IP        IPv6\n';
  const rest =
    line('RAW', raw) +
    line('UDP', udp) +
    line('TCP', tcp - waiting) +
    line('INET', rows.length - waiting) +
    line('FRAG', 0);
  return `Total: ${rows.length - waiting}\nTCP:   ${tcp} (estab ${established}, closed ${waiting}, orphaned 0, timewait ${waiting})\n\n${heads}${rest}\n`;
}
