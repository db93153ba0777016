import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { TOPIC_ORDER, TOPICS } from '../../topics.ts';

/** The list of what can be typed here, in the language of $LANG where that is Korean. */
export const help: Command = {
  name: 'help',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'lists what can be typed here', ko: '여기서 칠 수 있는 것을 보여준다' },
  *run({ argv, environment, host, io, machine }) {
    const lang = environment.get('LANG')?.startsWith('ko') === true ? 'ko' : 'en';
    const [, name] = argv;
    const here = (yield* machine.programs.all()).filter((program) => program.on.includes(host.kind));
    if (name !== undefined) {
      const program = here.find((one) => one.name === name);
      if (program === undefined) {
        yield* write(io.stderr, `help: no help topics match \`${name}'.  Try \`help'.\n`);
        return 1;
      }
      yield* write(io.stdout, `${program.name}: ${program.about[lang]}\n`);
      for (const { names, takes, about } of Object.values(program.flags ?? {})) {
        const usage = `${names.join(', ')}${takes === undefined ? '' : ` ${takes}`}`;
        yield* write(io.stdout, `  ${usage.padEnd(28)} ${about[lang]}\n`);
      }
      return 0;
    }
    for (const topic of TOPIC_ORDER) {
      const listed = here.filter((program) => program.topic === topic);
      if (listed.length === 0) continue;
      yield* write(io.stdout, `${TOPICS[topic][lang]}\n`);
      for (const program of listed) yield* write(io.stdout, `  ${program.name.padEnd(14)} ${program.about[lang]}\n`);
    }
    yield* write(
      io.stdout,
      lang === 'ko'
        ? '명령 하나의 옵션은 `help 이름`\n'
        : 'Options of one command: `help NAME`. LANG=ko_KR.UTF-8 help: 한국어\n',
    );
    return 0;
  },
};
