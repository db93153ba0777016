import { parseIpv4 } from '../../../wire/address.ts';
import type { Nanos } from '../../../lab/names.ts';
import type { Command, Context } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { runText } from '../../language/interpret.ts';
import { write } from '../../process/stream.ts';
import { sleepUntil, type Task } from '../../process/task.ts';
import { interactive } from '../sh/sh.ts';
import { loginShell, machineAt, throughPipes, VAGRANT } from './login.ts';

const FLAGS = {
  option: {
    names: ['-o'],
    takes: 'OPTION',
    about: { en: 'a setting; none changes anything here', ko: '설정. 여기서는 바뀌는 것이 없다' },
  },
  user: { names: ['-l'], takes: 'USER', about: { en: 'as this user', ko: '이 사용자로' } },
  port: { names: ['-p'], takes: 'PORT', about: { en: 'to this port', ko: '이 포트로' } },
  key: { names: ['-i'], takes: 'FILE', about: { en: 'with this key', ko: '이 키로' } },
  config: { names: ['-F'], takes: 'FILE', about: { en: 'with this configuration', ko: '이 설정 파일로' } },
  terminal: { names: ['-t'], about: { en: 'with a terminal', ko: '터미널을 붙여서' } },
  noTerminal: { names: ['-T'], about: { en: 'without a terminal', ko: '터미널 없이' } },
  quiet: { names: ['-q'], about: { en: 'say less', ko: '말을 줄인다' } },
  verbose: { names: ['-v'], about: { en: 'say more', ko: '더 말한다' } },
  inet: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
  agent: { names: ['-A'], about: { en: 'with the agent', ko: '인증 에이전트와 함께' } },
  noInput: { names: ['-n'], about: { en: 'reads nothing', ko: '입력을 읽지 않는다' } },
  version: { names: ['-V'], about: { en: 'its version', ko: '버전' } },
} satisfies FlagTable;

const USAGE = `usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface] [-b bind_address]
           [-c cipher_spec] [-D [bind_address:]port] [-E log_file]
           [-e escape_char] [-F configfile] [-I pkcs11] [-i identity_file]
           [-J destination] [-L address] [-l login_name] [-m mac_spec]
           [-O ctl_cmd] [-o option] [-P tag] [-p port] [-R address]
           [-S ctl_path] [-W host:port] [-w local_tun[:remote_tun]]
           destination [command [argument ...]]
       ssh [-Q query_option]
`;
/** unverified: the packages' numbers. */
const VERSION = 'OpenSSH_9.6p1 Ubuntu-3ubuntu13.5, OpenSSL 3.0.13 30 Jan 2024\n';
/** TCP's patience with six repeated SYNs (net.ipv4.tcp_syn_retries): 127 seconds. */
const CONNECT_TIMEOUT = 127_000_000_000;

/**
 * ssh between the machines of the lab. It causes no traffic: the lab's pictures are about pods. The machines know each
 * other's host keys, and let vagrant and root in from each other without asking; a password that sshpass gives must be right.
 */
function* run(context: Context): Task {
  const { argv, io } = context;
  const answer = parseFlags(FLAGS, argv.slice(1), { clusters: true, stopsAtOperand: true });
  if (!answer.ok) {
    const { kind, flag } = answer.problem;
    const what =
      kind === 'unknown' ? `unknown option -- ${flag.slice(1)}` : `option requires an argument -- ${flag.slice(1)}`;
    yield* write(io.stderr, `${what}\n${USAGE}`);
    return 255;
  }
  const { parsed } = answer;
  if (parsed.has('version')) {
    yield* write(io.stderr, VERSION);
    return 0;
  }
  const [destination, ...words] = [...parsed.operands, ...(parsed.rest ?? [])];
  if (destination === undefined) {
    yield* write(io.stderr, USAGE);
    return 255;
  }
  const at = destination.lastIndexOf('@');
  const name = destination.slice(at + 1).replace(/^ssh:\/\//, '');
  const user = parsed.value('user') ?? (at < 0 ? context.shell.vars.get('USER') : destination.slice(0, at)) ?? 'root';
  return yield* login(
    context,
    { name, user, port: parsed.value('port') ?? '22', terminal: parsed.has('terminal') },
    words,
  );
}

/** Logs in to a machine, runs the words there or talks with its shell, and gives their exit code. */
export function* login(
  context: Context,
  to: { readonly name: string; readonly user: string; readonly port: string; readonly terminal: boolean },
  words: readonly string[],
): Task {
  const { io, machine, host, environment } = context;
  const { name, user, port } = to;
  const remote = machineAt(machine, host, name);
  const refuse = function* (reason: string): Task {
    yield* write(io.stderr, `ssh: connect to host ${name} port ${port}: ${reason}\n`);
    return 255;
  };
  if (remote === null) {
    const address = parseIpv4(name);
    if (address === null) {
      yield* write(io.stderr, `ssh: Could not resolve hostname ${name}: Name or service not known\n`);
      return 255;
    }
    if ([...machine.world.pods.values()].some(({ ip }) => ip === address)) return yield* refuse('Connection refused');
    yield* sleepUntil((machine.now + CONNECT_TIMEOUT) as Nanos);
    return yield* refuse('Connection timed out');
  }
  yield* machine.startProgram();
  if (port !== '22') return yield* refuse('Connection refused');
  const password = environment.get('SSHPASS');
  const isKnown = user === VAGRANT || (user === 'root' && password === undefined);
  if (!isKnown || (password !== undefined && password !== VAGRANT)) {
    yield* write(
      io.stderr,
      password === undefined
        ? `${user}@${name}: Permission denied (publickey,password).\n`
        : 'Permission denied, please try again.\n',
    );
    return 255;
  }
  const shell = loginShell(context, remote, user);
  if (words.length > 0) return yield* runText(shell, words.join(' '), to.terminal ? io : throughPipes(io));
  if (io.stdout.tty) {
    yield* write(
      io.stdout,
      `Welcome to Ubuntu 24.04.2 LTS (GNU/Linux ${machine.world.file.versions.kernel} x86_64)\n\n`,
    );
  }
  const code = yield* interactive(shell, { host: remote, io }, 'logout');
  yield* write(io.stderr, `Connection to ${name} closed.\n`);
  return code;
}

/** The machines by name, and what a user in front of the '@' may be. */
export function machineWords({
  machine,
  part,
}: {
  readonly machine: Context['machine'];
  readonly part: string;
}): readonly string[] {
  const { nodes, router } = machine.world;
  const names = [...nodes.map(({ name }) => name as string), ...(router === null ? [] : [router as string])];
  const user = part.includes('@') ? part.slice(0, part.indexOf('@') + 1) : '';
  return names.map((name) => `${user}${name}`);
}

/** ssh of OpenSSH 9.6. */
export const ssh: Command = {
  name: 'ssh',
  topic: 'shell',
  on: MACHINES,
  about: { en: 'runs a command on another machine', ko: '다른 머신에서 명령을 실행한다' },
  flags: FLAGS,
  run,
  complete: machineWords,
  examples: ({ world }) =>
    world.nodes.slice(1, 2).map(({ name }) => ({
      line: `sshpass -p '${VAGRANT}' ssh ${VAGRANT}@${name} ip -c route`,
      on: 'control-plane',
      about: { en: `the routing table of ${name}`, ko: `다른 노드의 라우팅 테이블: ${name}` },
    })),
};
