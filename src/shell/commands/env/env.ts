import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';

/** env of coreutils 9.4: prints the environment, or runs a program in a changed one. */
export const env: Command = {
  name: 'env',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'prints the environment', ko: '환경 변수를 출력한다' },
  *run(context) {
    const { argv, environment, io, machine } = context;
    const empty = argv[1] === '-i';
    const changed = new Map(empty ? [] : environment);
    let at = empty ? 2 : 1;
    for (; at < argv.length && /^\w+=/.test(argv[at]!); at++) {
      const cut = argv[at]!.indexOf('=');
      changed.set(argv[at]!.slice(0, cut), argv[at]!.slice(cut + 1));
    }
    if (at < argv.length)
      return yield* machine.programs.run({ ...context, argv: argv.slice(at), environment: changed });
    for (const [name, value] of changed) yield* write(io.stdout, `${name}=${value}\n`);
    return 0;
  },
};

export const printenv: Command = {
  ...env,
  name: 'printenv',
  *run({ argv, environment, io }) {
    const names = argv.slice(1);
    let missing = false;
    for (const name of names.length > 0 ? names : environment.keys()) {
      const value = environment.get(name);
      if (value === undefined) missing = true;
      else yield* write(io.stdout, names.length > 0 ? `${value}\n` : `${name}=${value}\n`);
    }
    return missing ? 1 : 0;
  },
};
