import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { hostWords } from '../host-words.ts';
import { runProgram } from '../program.ts';
import { numberOf, targetOf } from '../target.ts';

const FLAGS = {
  numeric: { names: ['-n'], about: { en: 'no names for addresses', ko: '주소를 이름으로 바꾸지 않는다' } },
  icmp: { names: ['-I', '--icmp'], about: { en: 'probe with ICMP echo requests', ko: 'ICMP 에코 요청으로 알아본다' } },
  tcp: { names: ['-T', '--tcp'], about: { en: 'probe with TCP SYN', ko: 'TCP SYN으로 알아본다' } },
  port: {
    names: ['-p', '--port'],
    takes: 'PORT',
    about: { en: 'the port, of UDP the first', ko: '포트. UDP면 첫 포트' },
  },
  queries: {
    names: ['-q', '--queries'],
    takes: 'N',
    about: { en: 'probes per hop; 3 if left out', ko: '홉마다 보낼 수. 없으면 3' },
  },
  wait: {
    names: ['-w', '--wait'],
    takes: 'SECONDS',
    about: { en: 'wait so long for an answer', ko: '응답을 이만큼 기다린다' },
  },
  hops: { names: ['-m', '--max-hops'], takes: 'N', about: { en: 'at most so many hops', ko: '홉을 이만큼까지만' } },
  ipv4: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
} satisfies FlagTable;

/** traceroute 2.1.5. */
export const traceroute: Command = {
  name: 'traceroute',
  topic: 'where',
  on: [...MACHINES, 'client'],
  about: { en: 'which routers a packet meets', ko: '패킷이 거치는 라우터를 알아본다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      const { flag } = answer.problem;
      yield* write(io.stderr, `Bad option \`${flag}' (argc 1)\n`);
      return 2;
    }
    const { parsed } = answer;
    const [to] = parsed.operands;
    if (to === undefined) {
      yield* write(
        io.stderr,
        'Usage:\n  traceroute [ -46dFITnreAUDV ] [ -f first_ttl ] [ -m max_ttl ] [ -q nqueries ] [ -w wait ] [ -p port ] host\n',
      );
      return 2;
    }
    const method = parsed.has('tcp') ? 'tcp' : parsed.has('icmp') ? 'icmp' : 'udp';
    const number = (key: keyof typeof FLAGS, fallback: number): number =>
      numberOf(parsed.value(key) ?? '', 0) ?? fallback;
    return yield* runProgram(context, {
      kind: 'traceroute',
      target: targetOf(to),
      method,
      port: number('port', method === 'tcp' ? 80 : 33_434),
      queries: Math.min(Math.max(1, number('queries', 3)), 10),
      wait: number('wait', 5),
      maxHops: Math.min(Math.max(1, number('hops', 30)), 255),
      names: !parsed.has('numeric'),
    });
  },
  complete: hostWords,
};

const PATH_FLAGS = {
  numeric: { names: ['-n'], about: { en: 'no names for addresses', ko: '주소를 이름으로 바꾸지 않는다' } },
  hops: { names: ['-m'], takes: 'N', about: { en: 'at most so many hops', ko: '홉을 이만큼까지만' } },
  ipv4: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
} satisfies FlagTable;

/** tracepath of iputils 20240117. */
export const tracepath: Command = {
  name: 'tracepath',
  topic: 'where',
  on: [...MACHINES, 'client'],
  about: { en: 'the way of a packet and its MTU', ko: '패킷의 경로와 MTU를 알아본다' },
  flags: PATH_FLAGS,
  *run(context) {
    const answer = parseFlags(PATH_FLAGS, context.argv.slice(1));
    const [to] = answer.ok ? answer.parsed.operands : [];
    if (!answer.ok || to === undefined) {
      yield* write(context.io.stderr, '\nUsage\n  tracepath [options] <destination>\n');
      return 2;
    }
    const { parsed } = answer;
    const maxHops = Math.min(Math.max(1, numberOf(parsed.value('hops') ?? '') ?? 30), 255);
    return yield* runProgram(context, {
      kind: 'tracepath',
      target: targetOf(to),
      maxHops,
      names: !parsed.has('numeric'),
    });
  },
  complete: hostWords,
};
