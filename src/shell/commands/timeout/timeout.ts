import type { Nanos } from '../../../lab/names.ts';
import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { Signalled, signalCode, untilOr } from '../../process/task.ts';
import { waitFor } from '../../process/scheduler.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  signal: { names: ['-s', '--signal'], takes: 'SIGNAL', about: { en: 'which signal', ko: '보낼 시그널' } },
  kill: {
    names: ['-k', '--kill-after'],
    takes: 'SECONDS',
    about: { en: 'kill it so long after that', ko: '그 뒤 강제로 끝낼 때까지의 시간' },
  },
  preserve: { names: ['--preserve-status'], about: { en: 'end with its exit code', ko: '명령의 종료 코드로 끝난다' } },
} satisfies FlagTable;

/** timeout of coreutils 9.4: 124 when the time was up. Lab time. */
export const timeout: Command = {
  name: 'timeout',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'ends a command after some time', ko: '시간이 지나면 명령을 끝낸다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io, machine } = context;
    const parsed = yield* flagged(context, FLAGS, argv.slice(1), { clusters: true, stopsAtOperand: true });
    if (parsed === null) return 125;
    const [limit = '', ...command] = parsed.operands;
    const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(limit);
    if (match === null || command.length === 0) {
      yield* write(
        io.stderr,
        match === null && limit !== '' ? `timeout: invalid time interval ‘${limit}’\n` : 'timeout: missing operand\n',
      );
      yield* write(io.stderr, "Try 'timeout --help' for more information.\n");
      return 125;
    }
    const seconds = Number(match[1]) * ({ s: 1, m: 60, h: 3600 }[match[2] ?? ''] ?? 1);
    const group = machine.scheduler.newGroup();
    const child = machine.scheduler.spawn(machine.programs.run({ ...context, argv: command }), group);
    const ended = (): boolean => child.exitCode !== null;
    try {
      const inTime = yield* untilOr((machine.now + Math.round(seconds * 1e9)) as Nanos, ended);
      if (inTime) return child.exitCode ?? 0;
    } catch (error) {
      if (!(error instanceof Signalled)) throw error;
      machine.scheduler.signal(group, error.signal);
      yield* waitFor(child);
      return signalCode(error.signal);
    }
    machine.scheduler.signal(group, parsed.value('signal')?.replace(/^SIG/, '') === 'INT' ? 'INT' : 'TERM');
    const code = yield* waitFor(child);
    return parsed.has('preserve') ? code : 124;
  },
};
