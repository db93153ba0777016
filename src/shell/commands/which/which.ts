import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';

export const which: Command = {
  name: 'which',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'where a program lies', ko: '프로그램이 있는 곳을 출력한다' },
  *run({ argv, io, shell }) {
    let missing = false;
    for (const name of argv.slice(1).filter((arg) => !arg.startsWith('-'))) {
      const path = shell.host.whereIs(name);
      if (path === null) missing = true;
      else yield* write(io.stdout, `${path}\n`);
    }
    return missing ? 1 : 0;
  },
};
