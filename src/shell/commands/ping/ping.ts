import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { parseIpv4 } from '../../../wire/address.ts';
import { write } from '../../process/stream.ts';
import { runProgram } from '../program.ts';

const FLAGS = {
  count: { names: ['-c'], takes: 'COUNT', about: { en: 'stop after so many requests', ko: '이만큼 보내고 멈춘다' } },
  wait: {
    names: ['-W'],
    takes: 'SECONDS',
    about: { en: 'wait so long for each answer', ko: '응답마다 이만큼 기다린다' },
  },
  deadline: {
    names: ['-w'],
    takes: 'SECONDS',
    about: { en: 'end after so long whatever happens', ko: '무조건 이만큼 뒤에 끝낸다' },
  },
} satisfies FlagTable;

export const ping: Command = {
  name: 'ping',
  topic: 'send',
  on: [...MACHINES, 'client'],
  about: { en: 'sends ICMP echo requests', ko: 'ICMP 에코 요청을 보낸다' },
  flags: FLAGS,
  *run(context) {
    const answer = parseFlags(FLAGS, context.argv.slice(1));
    if (!answer.ok) {
      yield* write(context.io.stderr, `ping: invalid option -- '${answer.problem.flag.slice(1)}'\n`);
      return 2;
    }
    const { parsed } = answer;
    const [to = ''] = parsed.operands;
    const address = parseIpv4(to);
    return yield* runProgram(context, {
      kind: 'ping',
      target: address === null ? { kind: 'name', name: to } : { kind: 'address', address },
      count: Number(parsed.value('count') ?? 10),
      interval: 1,
      wait: Number(parsed.value('wait') ?? 10),
      deadline: parsed.has('deadline') ? Number(parsed.value('deadline')) : null,
      size: 56,
      ttl: 64,
      pmtudisc: 'want',
      id: null,
    });
  },
};
