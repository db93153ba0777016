import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { eachLine } from '../whole-lines.ts';

/** rev of util-linux 2.39. */
export const rev: Command = {
  name: 'rev',
  topic: 'text',
  on: SHELLS,
  about: { en: 'turns each line around', ko: '줄마다 글자를 거꾸로 출력한다' },
  *run(context) {
    const names = context.argv.slice(1).filter((arg) => !arg.startsWith('-'));
    return yield* eachLine(
      context,
      'rev',
      names,
      (text, whole) => [...text].reverse().join('') + (whole ? '\n' : ''),
      (name, error) => `rev: cannot open ${name}: ${error}`,
    );
  },
};
