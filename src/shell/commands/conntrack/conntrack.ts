import type { Command } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';

const NAME = 'conntrack v1.4.8 (conntrack-tools)';

/**
 * conntrack of conntrack-tools 1.4.8: Linux's own table. What pods send passes Cilium's programs, which keep their own
 * (cilium-dbg bpf ct list global), and no module tracks in pods and on the router; a node's own connections are not modelled.
 */
export const conntrack: Command = {
  name: 'conntrack',
  topic: 'cilium',
  on: MACHINES,
  about: {
    en: "Linux's connection table, which Cilium does without",
    ko: '리눅스의 연결 테이블. Cilium은 이것 없이 일한다',
  },
  *run({ argv, io }) {
    const verb = argv.slice(1).find((word) => /^(?:-[LGDIUEFCS]|--[a-z]+)$/.test(word));
    switch (verb) {
      case '-L':
      case '--dump':
        yield* write(io.stderr, `${NAME}: 0 flow entries have been shown.\n`);
        return 0;
      case '-C':
      case '--count':
        yield* write(io.stdout, '0\n');
        return 0;
      case '-F':
      case '--flush':
        yield* write(io.stderr, `${NAME}: connection tracking table has been emptied.\n`);
        return 0;
      case '-D':
      case '--delete':
        yield* write(io.stderr, `${NAME}: 0 flow entries have been deleted.\n`);
        return 1;
      case undefined:
        yield* write(
          io.stderr,
          `${NAME}: You need to supply parameters!\nTry \`conntrack -h' or 'conntrack --help' for more information.\n`,
        );
        return 2;
      default:
        yield* write(io.stderr, `conntrack: '${verb}' is not supported in this lab; try conntrack -L\n`);
        return 1;
    }
  },
  complete: ({ words }) => (words.length === 1 ? ['-L', '-C', '-F'] : []),
};
