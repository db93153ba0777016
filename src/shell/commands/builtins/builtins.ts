import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { BUILTINS } from '../../language/builtins.ts';
import { runText } from '../../language/interpret.ts';
import type { Words } from '../../words.ts';

/** What shells have built in and machines have as programs, too: for xargs, env, timeout and their like. */
function program(name: string, about: Words): Command {
  return {
    name,
    topic: 'shell',
    on: SHELLS,
    about,
    *run({ argv, io, shell }) {
      const builtin = BUILTINS[name]!;
      const inner = shell.fork();
      return yield* builtin({
        shell: inner,
        args: argv.slice(1),
        io,
        run: (text) => runText(inner, text, io),
        invoke: (words) => inner.host.exec(words, io, inner, inner.vars.environment()),
      });
    },
  };
}

export const echo = program('echo', { en: 'prints its arguments', ko: '인자를 출력한다' });
export const printf = program('printf', { en: 'prints by a format', ko: '형식에 맞춰 출력한다' });
export const pwd = program('pwd', { en: 'prints the current folder', ko: '현재 폴더를 출력한다' });
export const truth = program('true', { en: 'ends with 0', ko: '0으로 끝난다' });
export const falsehood = program('false', { en: 'ends with 1', ko: '1로 끝난다' });
export const test = program('test', { en: 'ends with 0 when a condition holds', ko: '조건이 맞으면 0으로 끝난다' });
