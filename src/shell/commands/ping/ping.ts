import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable, type Parsed } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { hostWords } from '../host-words.ts';
import { type Program, runProgram } from '../program.ts';
import { numberOf, targetOf } from '../target.ts';

const FLAGS = {
  count: {
    names: ['-c'],
    takes: 'COUNT',
    about: { en: 'stop after so many requests', ko: '요청을 이만큼 보내고 멈춘다' },
  },
  interval: {
    names: ['-i'],
    takes: 'SECONDS',
    about: { en: 'wait so long between requests', ko: '요청 사이에 이만큼 기다린다' },
  },
  wait: {
    names: ['-W'],
    takes: 'SECONDS',
    about: { en: 'wait so long for each answer', ko: '응답마다 이만큼 기다린다' },
  },
  deadline: {
    names: ['-w'],
    takes: 'SECONDS',
    about: { en: 'end after so long, whatever has come', ko: '무엇이 왔든 이만큼 뒤에 끝낸다' },
  },
  size: {
    names: ['-s'],
    takes: 'BYTES',
    about: { en: 'bytes of data; 56 if left out', ko: '데이터 바이트 수. 없으면 56' },
  },
  ttl: { names: ['-t'], takes: 'TTL', about: { en: 'time to live of the requests', ko: '요청의 TTL' } },
  pmtudisc: {
    names: ['-M'],
    takes: 'do|want|dont',
    about: { en: 'do: never cut into fragments (DF)', ko: 'do: 조각내지 않는다(DF)' },
  },
  source: {
    names: ['-I'],
    takes: 'DEV|ADDRESS',
    about: { en: 'from this device or address', ko: '이 장치나 주소에서 보낸다' },
  },
  quiet: { names: ['-q'], about: { en: 'only the statistics', ko: '통계만 출력한다' } },
  numeric: { names: ['-n'], about: { en: 'no names for addresses', ko: '주소를 이름으로 바꾸지 않는다' } },
  timestamps: { names: ['-D'], about: { en: 'the time before each line', ko: '줄 앞에 시각을 붙인다' } },
  outstanding: { names: ['-O'], about: { en: 'tell of answers that are missing', ko: '오지 않은 응답을 알린다' } },
  pattern: { names: ['-p'], takes: 'HEX', about: { en: 'fill the packet with this', ko: '패킷을 이 값으로 채운다' } },
  id: { names: ['-e'], takes: 'ID', about: { en: 'the identifier of the requests', ko: '요청의 식별자' } },
  ipv4: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
} satisfies FlagTable;

/** Options that take a number: the words for it in ping's complaint, and the least value. */
const NUMBERS: readonly (readonly [keyof typeof FLAGS, low: number])[] = [
  ['count', 1],
  ['interval', 0],
  ['wait', 0],
  ['deadline', 1],
  ['size', 0],
  ['ttl', 1],
];

/** ping of iputils 20240117. */
function* run(context: Context): Task {
  const { argv, io } = context;
  const answer = parseFlags(FLAGS, argv.slice(1));
  if (!answer.ok) {
    const { flag, kind } = answer.problem;
    const what = kind === 'needs-value' ? 'option requires an argument' : 'invalid option';
    yield* write(io.stderr, `ping: ${what} -- '${flag.replace(/^-+/, '')}'\n\nUsage\n  ping [options] <destination>\n`);
    return 2;
  }
  const flags = answer.parsed;
  const to = flags.operands.at(-1);
  if (to === undefined) {
    yield* write(io.stderr, 'ping: usage error: Destination address required\n');
    return 1;
  }
  for (const [key, low] of NUMBERS) {
    const text = flags.value(key);
    if (text === null || numberOf(text, low) !== null) continue;
    yield* write(io.stderr, `ping: invalid argument: '${text}'\n`);
    return 1;
  }
  return yield* runProgram(context, programOf(flags, to));
}

function programOf(flags: Parsed<typeof FLAGS>, to: string): Program {
  const number = (key: keyof typeof FLAGS): number | null => (flags.has(key) ? numberOf(flags.value(key) ?? '') : null);
  const pmtudisc = flags.value('pmtudisc');
  return {
    kind: 'ping',
    target: targetOf(to),
    count: number('count'),
    interval: number('interval') ?? 1,
    wait: number('wait') ?? 10,
    deadline: number('deadline'),
    size: Math.min(number('size') ?? 56, 65_507),
    ttl: Math.min(number('ttl') ?? 64, 255),
    pmtudisc: pmtudisc === 'do' || pmtudisc === 'dont' ? pmtudisc : 'want',
    id: number('id'),
    quiet: flags.has('quiet'),
    numeric: flags.has('numeric'),
    timestamps: flags.has('timestamps'),
    outstanding: flags.has('outstanding'),
    source: flags.value('source'),
    pattern: flags.value('pattern'),
  };
}

export const ping: Command = {
  name: 'ping',
  topic: 'send',
  on: [...MACHINES, 'client'],
  about: { en: 'sends ICMP echo requests', ko: 'ICMP 에코 요청을 보낸다' },
  flags: FLAGS,
  run,
  complete: hostWords,
};
