import { ownOf } from '../../../base/own.ts';
import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';

/** whoami of coreutils. */
export const whoami: Command = {
  name: 'whoami',
  topic: 'where',
  on: SHELLS,
  about: { en: 'which user this is', ko: '지금 사용자의 이름을 출력한다' },
  *run({ environment, io }) {
    yield* write(io.stdout, `${environment.get('USER') ?? 'root'}\n`);
    return 0;
  },
};

/** Numbers and groups of the two users (unverified: vagrant's further groups). */
const IDS: Readonly<Record<string, readonly [number: number, groups: string]>> = {
  root: [0, '0(root)'],
  vagrant: [1000, '1000(vagrant)'],
};

/** id of coreutils. */
export const id: Command = {
  name: 'id',
  topic: 'where',
  on: SHELLS,
  about: { en: 'the user with number and groups', ko: '사용자의 번호와 그룹을 출력한다' },
  *run({ argv, environment, io }) {
    const args = argv.slice(1);
    const user = args.find((arg) => !arg.startsWith('-')) ?? environment.get('USER') ?? 'root';
    const known = ownOf(IDS, user);
    if (known === undefined) {
      yield* write(io.stderr, `id: ‘${user}’: no such user\n`);
      return 1;
    }
    const [number, groups] = known;
    const short = args.find((arg) => arg.startsWith('-')) ?? '';
    const text = short.includes('n')
      ? user
      : /[ugG]/.test(short)
        ? `${number}`
        : `uid=${number}(${user}) gid=${number}(${user}) groups=${groups}`;
    yield* write(io.stdout, `${text}\n`);
    return 0;
  },
};
