import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { copy, inputsOf } from '../input.ts';

function pager(name: 'less' | 'more'): Command {
  return {
    name,
    topic: 'text',
    on: SHELLS,
    about: {
      en: 'shows a file; here all of it at once, because the terminal scrolls',
      ko: '파일을 보여 준다. 터미널이 스크롤되므로 여기서는 한 번에 모두 출력한다',
    },
    *run(context) {
      const names = context.argv.slice(1).filter((arg) => !/^[-+]./.test(arg));
      const complaint = (file: string, error: string): string =>
        name === 'more'
          ? `more: cannot open ${file}: ${error}`
          : error === 'Is a directory'
            ? `${file} is a directory`
            : `${file}: ${error}`;
      const { inputs, failed } = yield* inputsOf(context, name, names, complaint);
      for (const { source } of inputs) yield* copy(source, context);
      return failed ? 1 : 0;
    },
  };
}

/** less 590 and more of util-linux 2.39, as they are without a keyboard to page with. */
export const less = pager('less');
export const more = pager('more');
