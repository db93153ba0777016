import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { Pace } from '../../process/pace.ts';
import { write } from '../../process/stream.ts';

/** Work that one line is worth. */
const LINE = 50;

/** yes of coreutils 9.4. It ends when nobody reads any more, or by Ctrl-C. */
export const yes: Command = {
  name: 'yes',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'prints a line over and over', ko: '같은 줄을 끝없이 출력한다' },
  *run({ argv, io, shell }) {
    const text = `${argv.length > 1 ? argv.slice(1).join(' ') : 'y'}\n`;
    const pace = new Pace(() => shell.host.breath());
    for (;;) {
      yield* write(io.stdout, text);
      if (pace.tires(LINE)) yield* pace.rest();
    }
  },
};
