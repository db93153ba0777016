import type { Nanos } from '../../../lab/names.ts';
import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { sleepUntil } from '../../process/task.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** sleep of coreutils: sums its arguments. Lab time. */
export const sleep: Command = {
  name: 'sleep',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'waits, on lab time', ko: '랩 시간으로 기다린다' },
  *run({ argv, io, machine }) {
    let seconds = 0;
    for (const word of argv.slice(1)) {
      const match = /^(\d+(?:\.\d+)?|\.\d+)([smhd]?)$/.exec(word);
      if (match === null) {
        yield* write(io.stderr, `sleep: invalid time interval ‘${word}’\nTry 'sleep --help' for more information.\n`);
        return 1;
      }
      seconds += Number(match[1]) * UNITS[match[2]!]!;
    }
    if (argv.length === 1) {
      yield* write(io.stderr, "sleep: missing operand\nTry 'sleep --help' for more information.\n");
      return 1;
    }
    yield* sleepUntil((machine.now + Math.round(seconds * 1e9)) as Nanos);
    return 0;
  },
};
