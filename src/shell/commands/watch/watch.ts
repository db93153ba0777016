import type { Nanos } from '../../../lab/names.ts';
import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { runText } from '../../language/interpret.ts';
import { Collector, NOWHERE, write } from '../../process/stream.ts';
import { sleepUntil } from '../../process/task.ts';
import { clockText } from '../date/clock-text.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  interval: { names: ['-n', '--interval'], takes: 'SECONDS', about: { en: 'how often', ko: '되풀이 간격' } },
  noTitle: { names: ['-t', '--no-title'], about: { en: 'no heading', ko: '머리글을 뺀다' } },
  differences: { names: ['-d', '--differences'], about: { en: 'mark what has changed', ko: '바뀐 곳을 표시한다' } },
} satisfies FlagTable;

/** watch of procps 4.0: clears the screen and runs the command again, until Ctrl-C. */
export const watch: Command = {
  name: 'watch',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'runs a command again and again', ko: '명령을 되풀이해서 실행한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io, host, machine, shell } = context;
    const parsed = yield* flagged(context, FLAGS, argv.slice(1), { clusters: true, stopsAtOperand: true });
    if (parsed === null) return 1;
    const line = [...parsed.operands, ...(parsed.rest ?? [])].join(' ');
    if (line === '') {
      yield* write(io.stderr, 'Usage:\n watch [options] command\n');
      return 1;
    }
    const seconds = Math.max(0.1, Number(parsed.value('interval') ?? 2) || 2);
    const inner = machine.shell(host, 'sh', shell.group, context.shows);
    inner.folder = shell.folder;
    for (;;) {
      const stdout = new Collector();
      yield* runText(inner, line, { stdin: NOWHERE, stdout, stderr: stdout });
      const now = { seconds: machine.clock(), offsetMinutes: machine.world.epoch.offsetMinutes, zone: null };
      const right = `${host.name}: ${clockText(now, '%c')}`;
      const left = `Every ${seconds.toFixed(1)}s: ${line}`;
      const columns = Number(shell.vars.get('COLUMNS') ?? 80);
      const title = `${left}${' '.repeat(Math.max(1, columns - left.length - right.length))}${right}\n\n`;
      io.stdout.clear?.();
      yield* write(io.stdout, `${parsed.has('noTitle') ? '' : title}${stdout.text}`);
      yield* sleepUntil((machine.now + Math.round(seconds * 1e9)) as Nanos);
    }
  },
};
