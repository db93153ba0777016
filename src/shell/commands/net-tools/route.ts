import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { kernelTable } from './route-table.ts';

const FLAGS = {
  numeric: { names: ['-n', '--numeric'], about: { en: 'addresses without names', ko: '이름 없이 주소로' } },
  extended: { names: ['-e'], about: { en: 'as netstat -r does', ko: 'netstat -r 형식으로' } },
  verbose: { names: ['-v'], about: { en: 'say more', ko: '더 말한다' } },
  inet: { names: ['-4'], about: { en: 'IPv4', ko: 'IPv4' } },
} satisfies FlagTable;

/** route of net-tools 2.10: prints the main table. */
export const route: Command = {
  name: 'route',
  topic: 'routes',
  on: [...MACHINES, 'client', 'agent'],
  about: { en: 'the routing table, in the old form', ko: '라우팅 테이블을 옛 형식으로 보여 준다' },
  flags: FLAGS,
  *run(context) {
    const { argv, io } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, `route: invalid option -- '${answer.problem.flag.replace(/^-+/, '')}'\n`);
      return 4;
    }
    const { parsed } = answer;
    if (parsed.operands.length > 0) {
      yield* write(
        io.stderr,
        `route: '${parsed.operands[0]!}' is not supported in this lab: change routes with ip route\n`,
      );
      return 1;
    }
    yield* write(io.stdout, kernelTable(context, parsed.has('extended') ? 'netstat' : 'route', parsed.has('numeric')));
    return 0;
  },
};
