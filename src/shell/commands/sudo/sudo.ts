import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { runText } from '../../language/interpret.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { interactive } from '../sh/sh.ts';
import { loginShell, VAGRANT } from '../ssh/login.ts';

const FLAGS = {
  login: { names: ['-i', '--login'], about: { en: 'a login shell of that user', ko: '그 사용자의 로그인 셸' } },
  shell: { names: ['-s', '--shell'], about: { en: 'a shell', ko: '셸을 연다' } },
  user: {
    names: ['-u', '--user'],
    takes: 'USER',
    about: { en: 'as this user instead of root', ko: 'root 대신 이 사용자로' },
  },
  environment: {
    names: ['-E', '--preserve-env'],
    about: { en: 'keep the environment', ko: '환경 변수를 그대로 둔다' },
  },
  home: { names: ['-H', '--set-home'], about: { en: "with that user's home", ko: '그 사용자의 홈으로' } },
  quiet: { names: ['-n', '--non-interactive'], about: { en: 'never ask', ko: '묻지 않는다' } },
  stdin: {
    names: ['-S', '--stdin'],
    about: { en: 'the password from standard input', ko: '비밀번호를 표준 입력에서' },
  },
  forget: { names: ['-k', '--reset-timestamp'], about: { en: 'forget the password', ko: '비밀번호를 잊는다' } },
  background: { names: ['-b', '--background'], about: { en: 'in the background', ko: '백그라운드로' } },
} satisfies FlagTable;

const USAGE = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...
`;

/** sudo 1.9.15. Vagrant's user may do everything without a password. */
export const sudo: Command = {
  name: 'sudo',
  topic: 'shell',
  on: MACHINES,
  about: { en: 'runs a command as root', ko: 'root로 명령을 실행한다' },
  flags: FLAGS,
  *run(context) {
    const { argv, environment, io } = context;
    const answer = parseFlags(FLAGS, argv.slice(1), { clusters: true, stopsAtOperand: true });
    if (!answer.ok) {
      const { kind, flag } = answer.problem;
      const word = flag.replace(/^-+/, '');
      yield* write(
        io.stderr,
        `sudo: ${kind === 'unknown' ? `invalid option -- '${word}'` : `option requires an argument -- '${word}'`}\n${USAGE}`,
      );
      return 1;
    }
    const { parsed } = answer;
    const user = parsed.value('user') ?? 'root';
    if (user !== 'root' && user !== VAGRANT) {
      yield* write(io.stderr, `sudo: unknown user ${user}\nsudo: error initializing audit plugin sudoers_audit\n`);
      return 1;
    }
    const words = [...parsed.operands, ...(parsed.rest ?? [])];
    const inner = new Map(environment).set('USER', user).set('LOGNAME', user).set('HOME', homeOf(user));
    inner.delete('SSHPASS');
    while (/^\w+=/.test(words[0] ?? '')) {
      const [name = '', ...value] = words.shift()!.split('=');
      inner.set(name, value.join('='));
    }
    if (parsed.has('login') || parsed.has('shell')) {
      const shell = loginShell(context, context.host, user);
      if (parsed.has('shell')) shell.folder = context.shell.folder;
      return words.length > 0
        ? yield* runText(shell, words.join(' '), io)
        : yield* interactive(shell, context, parsed.has('login') ? 'logout' : 'exit');
    }
    if (words.length === 0) {
      if (parsed.has('forget')) return 0;
      yield* write(io.stderr, USAGE);
      return 1;
    }
    return yield* asOther(context, words, inner);
  },
};

function homeOf(user: string): string {
  return user === 'root' ? '/root' : `/home/${user}`;
}

/** A program as another user; builtins of the shell are none. */
function* asOther(context: Context, words: readonly string[], environment: ReadonlyMap<string, string>): Task {
  const { host, io, machine } = context;
  const name = words[0]!.split('/').at(-1)!;
  if (!machine.programs.has(name, host)) {
    yield* write(io.stderr, `sudo: ${words[0]!}: command not found\n`);
    return 1;
  }
  return yield* machine.programs.run({ ...context, argv: words, environment });
}

/** su of util-linux 2.39: another user's shell. root needs no password, and nobody else is asked for one here. */
export const su: Command = {
  name: 'su',
  topic: 'shell',
  on: MACHINES,
  about: { en: "opens another user's shell", ko: '다른 사용자의 셸을 연다' },
  *run(context) {
    const { argv, io, host, shell } = context;
    const args = argv.slice(1);
    const at = args.findIndex((word) => word === '-c' || word === '--command');
    const isLogin = args.some((word) => word === '-' || word === '-l' || word === '--login');
    const user = args.find((word, i) => !word.startsWith('-') && (at < 0 || i !== at + 1)) ?? 'root';
    if (user !== 'root' && user !== VAGRANT) {
      yield* write(
        io.stderr,
        `su: user ${user} does not exist or the user entry does not contain all the required fields\n`,
      );
      return 1;
    }
    const inner = loginShell(context, host, user);
    if (!isLogin) inner.folder = shell.folder;
    const text = at < 0 ? undefined : args[at + 1];
    return text === undefined
      ? yield* interactive(inner, context, isLogin ? 'logout' : 'exit')
      : yield* runText(inner, text, io);
  },
};
