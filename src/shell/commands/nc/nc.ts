import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { hostWords } from '../host-words.ts';
import { runProgram } from '../program.ts';
import { numberOf, targetOf } from '../target.ts';

const FLAGS = {
  scan: { names: ['-z'], about: { en: 'only see whether somebody listens', ko: '듣고 있는지만 확인한다' } },
  verbose: { names: ['-v'], about: { en: 'say how it went', ko: '결과를 말한다' } },
  wait: { names: ['-w'], takes: 'SECONDS', about: { en: 'give up after so long', ko: '이만큼 지나면 그만둔다' } },
  udp: { names: ['-u'], about: { en: 'UDP', ko: 'UDP로' } },
  numeric: { names: ['-n'], about: { en: 'no names', ko: '이름을 쓰지 않는다' } },
  ipv4: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
} satisfies FlagTable;

const USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
\t  [destination] [port]
`;

/** nc of OpenBSD, Debian's 1.226: whether a port answers. */
export const nc: Command = {
  name: 'nc',
  topic: 'send',
  on: [...MACHINES, 'client'],
  about: { en: 'tries a port', ko: '포트가 열려 있는지 확인한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, `nc: invalid option -- '${answer.problem.flag.slice(1)}'\n${USAGE}`);
      return 1;
    }
    const { parsed } = answer;
    const [host, port] = parsed.operands;
    if (host === undefined || port === undefined) {
      yield* write(io.stderr, USAGE);
      return 1;
    }
    const number = numberOf(port, 1);
    if (number === null || number > 65_535 || !Number.isInteger(number)) {
      yield* write(io.stderr, `nc: port number invalid: ${port}\n`);
      return 1;
    }
    if (!parsed.has('scan')) {
      yield* write(io.stderr, `nc: a conversation is not supported in this lab; try nc -zv ${host} ${port}, or curl\n`);
      return 1;
    }
    const wait = parsed.has('wait') ? Math.max(1, Math.ceil(numberOf(parsed.value('wait') ?? '') ?? 1)) : null;
    const options = { verbose: parsed.has('verbose'), udp: parsed.has('udp') };
    return yield* runProgram(context, { kind: 'nc', target: targetOf(host), port: number, wait, ...options });
  },
  complete: hostWords,
};
