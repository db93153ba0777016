import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { hostWords } from '../host-words.ts';
import { runProgram } from '../program.ts';
import { numberOf, targetOf } from '../target.ts';

const FLAGS = {
  report: { names: ['-r', '--report'], about: { en: 'a report at the end', ko: '끝에 보고서를 출력한다' } },
  wide: { names: ['-w', '--report-wide'], about: { en: 'a report with whole names', ko: '이름을 자르지 않은 보고서' } },
  count: { names: ['-c', '--report-cycles'], takes: 'COUNT', about: { en: 'so many rounds', ko: '이만큼 되풀이한다' } },
  numeric: { names: ['-n', '--no-dns'], about: { en: 'no names for addresses', ko: '주소를 이름으로 바꾸지 않는다' } },
  tcp: { names: ['-T', '--tcp'], about: { en: 'probe with TCP SYN', ko: 'TCP SYN으로 알아본다' } },
  udp: { names: ['-u', '--udp'], about: { en: 'probe with UDP', ko: 'UDP로 알아본다' } },
  port: { names: ['-P', '--port'], takes: 'PORT', about: { en: 'the port of TCP', ko: 'TCP의 포트' } },
  interval: { names: ['-i', '--interval'], takes: 'SECONDS', about: { en: 'time of a round', ko: '한 번의 간격' } },
  hops: { names: ['-m', '--max-ttl'], takes: 'N', about: { en: 'at most so many hops', ko: '홉을 이만큼까지만' } },
  ipv4: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
} satisfies FlagTable;

/** mtr 0.95, its report only: the full-screen view is not modelled. */
export const mtr: Command = {
  name: 'mtr',
  topic: 'where',
  on: [...MACHINES, 'client'],
  about: { en: 'losses and times on the way, as a report (-r)', ko: '경로의 손실과 시간을 보고서로(-r) 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, `mtr: invalid option -- '${answer.problem.flag.replace(/^-+/, '')}'\n`);
      return 1;
    }
    const { parsed } = answer;
    const [to] = parsed.operands;
    if (to === undefined) {
      yield* write(io.stderr, 'mtr: no host given\n');
      return 1;
    }
    if (!parsed.has('report') && !parsed.has('wide')) {
      yield* write(io.stderr, `mtr: the full-screen view is not supported in this lab; try mtr -r -c 3 ${to}\n`);
      return 1;
    }
    return yield* runProgram(context, {
      kind: 'mtr',
      target: targetOf(to),
      method: parsed.has('tcp') ? 'tcp' : parsed.has('udp') ? 'udp' : 'icmp',
      port: numberOf(parsed.value('port') ?? '') ?? 80,
      count: Math.min(Math.max(1, Math.trunc(numberOf(parsed.value('count') ?? '') ?? 10)), 1000),
      interval: numberOf(parsed.value('interval') ?? '') ?? 1,
      maxHops: Math.min(Math.max(1, numberOf(parsed.value('hops') ?? '') ?? 30), 255),
      wide: parsed.has('wide'),
      names: !parsed.has('numeric'),
    });
  },
  complete: hostWords,
};
