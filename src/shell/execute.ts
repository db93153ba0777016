import type { Command } from './command.ts';
import { hintFor } from './commands/absent/absent.ts';
import type { Host } from './hosts/host.ts';
import { ShellError } from './language/flow.ts';
import type { Call } from './machine.ts';
import { notHere } from './not-here.ts';
import { write } from './process/stream.ts';
import type { Task } from './process/task.ts';

/** Where programs are had from. */
interface Source {
  has(name: string, host: Host): boolean;
  load(name: string): Task<Command | null>;
}

/** Runs a program of a host by its name or path. 127 when there is none, as shells say it. */
export function* execute(call: Call, programs: Source): Task {
  const { argv, host, io, machine, shell } = call;
  const [typed = ''] = argv;
  const name = programOf(typed);
  if (name === null || !programs.has(name, host)) {
    yield* write(io.stderr, notFound(shell.host.name, typed));
    const hint = io.stderr.tty && notHere(typed) === '' ? hintFor(typed) : null;
    if (hint !== null) yield* write(io.stderr, hint);
    return 127;
  }
  const command = yield* programs.load(name);
  if (command === null) {
    yield* write(io.stderr, `(${name} could not be fetched. When this page is online again, type the line again.)\n`);
    return 126;
  }
  yield* machine.startProgram();
  try {
    return yield* command.run(call);
  } catch (error) {
    // A full disk under a program's own files: the program dies of it, not the shell around it.
    if (!(error instanceof ShellError)) throw error;
    yield* write(io.stderr, `${name}: ${error.message}\n`);
    return error.code;
  }
}

/** '/usr/sbin/ip' and 'ip' are the same program; './x' and '/tmp/x' are none. */
function programOf(typed: string): string | null {
  if (!typed.includes('/')) return typed;
  return /^(?:\/usr)?(?:\/local)?\/s?bin\/([^/]+)$/.exec(typed)?.[1] ?? null;
}

function notFound(shell: string, typed: string): string {
  if (typed.includes('/')) return `${shell}: ${typed}: No such file or directory\n`;
  return `${shell}: ${typed}: ${shell === 'sh' ? '' : 'command '}not found\n${notHere(typed)}`;
}
