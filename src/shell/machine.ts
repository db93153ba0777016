import { prng, type Prng } from '../base/prng.ts';
import type { Nanos } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import type { LiveLab } from '../trace/live.ts';
import { Cluster } from './cluster/cluster.ts';
import type { Evidence } from './evidence.ts';
import type { Host } from './hosts/host.ts';
import { Hosts } from './hosts/hosts.ts';
import { ShellError } from './language/flow.ts';
import type { Language } from './language/known-language.ts';
import { type Io, Shell, type ShellHost } from './language/shell.ts';
import { Variables } from './language/variables.ts';
import { Scheduler } from './process/scheduler.ts';
import { sleepUntil, type Task } from './process/task.ts';
import type { ProgramFacts } from './program-facts.ts';

/** What starting a program costs (fork and exec), and one turn of a loop. Nanoseconds of lab time. */
const EXEC = 1_000_000;
const TURN = 50_000;
/** Processes of all machines together: what ulimit -u is for. */
const MAX_PROCESSES = 400;

/** One call of a program. */
export interface Call {
  readonly machine: Machine;
  readonly host: Host;
  readonly shell: Shell;
  /** Its name and its arguments. */
  readonly argv: readonly string[];
  readonly io: Io;
  readonly environment: ReadonlyMap<string, string>;
  /** Says what the answer was read from. */
  readonly shows: (evidence: Evidence) => void;
}

/** The programs that are installed, seen from below. */
export interface Programs {
  has(name: string, host: Host): boolean;
  /** The words that a line on this host may begin with: programs and builtins. */
  names(host: Host): readonly string[];
  language(): Task<Language>;
  all(): Task<readonly ProgramFacts[]>;
  /** Whether somebody waits for a program that is being fetched. */
  readonly holdsTime: boolean;
  /** Runs argv; 127 when there is no such program. */
  run(call: Call): Task;
}

/**
 * The machines of a lab with people at their keyboards: shells, programs and files on a running lab. Everything that
 * happens is decided by the lab file and by what is typed when: no clock, no chance.
 */
export class Machine {
  readonly lab: LiveLab;
  readonly hosts: Hosts;
  readonly cluster: Cluster;
  readonly scheduler: Scheduler;
  readonly programs: Programs;
  readonly #rng: Prng;

  constructor(lab: LiveLab, programs: Programs) {
    this.lab = lab;
    this.programs = programs;
    this.hosts = new Hosts(lab);
    this.scheduler = new Scheduler(lab, () => programs.holdsTime);
    this.#rng = prng(lab.trace.world.seed, 'shell');
    this.cluster = new Cluster(lab.trace.lab, lab.world, this.#rng.fork('cluster'));
  }

  get world(): World {
    return this.lab.world;
  }

  get now(): Nanos {
    return this.lab.now;
  }

  /** Lab time as seconds since 1970. */
  clock(): number {
    return this.world.epoch.seconds + this.lab.now / 1e9;
  }

  /** The next moment at which something can be done to the lab. */
  soon(): Nanos {
    return (this.lab.now + 1) as Nanos;
  }

  /** Random text and numbers, by a name: the same name gives the same stream. */
  random(name: string): Prng {
    return this.#rng.fork(name);
  }

  *startProgram(): Task<void> {
    yield* sleepUntil((this.lab.now + EXEC) as Nanos);
  }

  *#interpret(...asked: Parameters<ShellHost['interpret']>): ReturnType<ShellHost['interpret']> {
    const { interpret } = yield* this.programs.language();
    return yield* interpret(...asked);
  }

  /** A shell on a host, as a login gives it. `name` begins its error messages. */
  shell(host: Host, name: 'bash' | 'sh', group: number, shows: (evidence: Evidence) => void): Shell {
    const random = this.random(`shell ${host.name}`);
    const own: ShellHost = {
      files: host.files,
      name,
      now: () => this.lab.now,
      clock: () => this.clock(),
      interpret: (...asked) => this.#interpret(...asked),
      exec: (argv, io, shell, environment) =>
        this.programs.run({ machine: this, host, shell, argv, io, environment, shows }),
      whereIs: (program) => (this.programs.has(program, host) ? `/usr/bin/${program}` : null),
      spawn: (task, to) => {
        if (this.scheduler.count >= MAX_PROCESSES) throw new ShellError('fork: Resource temporarily unavailable', 254);
        return this.scheduler.spawn(task, to);
      },
      newGroup: () => this.scheduler.newGroup(),
      signal: (to, signal) => this.scheduler.signal(to, signal),
      breath: () => sleepUntil((this.lab.now + TURN) as Nanos),
      random: () => random.between(0, 32_767),
    };
    const home = '/root';
    const vars = new Variables(
      [
        ['HOME', home],
        ['PWD', home],
        ['USER', 'root'],
        ['LOGNAME', 'root'],
        ['HOSTNAME', host.name],
        ['SHELL', host.kind === 'client' ? '/bin/zsh' : '/bin/bash'],
        ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        ['TERM', 'xterm-256color'],
        ['LANG', 'C.UTF-8'],
        ...(host.kind === 'control-plane' ? ([['KUBECONFIG', '/root/.kube/config']] as const) : []),
      ],
      ['HOME', 'PWD', 'USER', 'LOGNAME', 'HOSTNAME', 'SHELL', 'PATH', 'TERM', 'LANG', 'KUBECONFIG'],
    );
    return new Shell(own, { vars, folder: home, group });
  }
}
