import type { Command, Context } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { runText } from '../../language/interpret.ts';
import { wantsMore } from '../../language/wants-more.ts';
import type { Shell } from '../../language/shell.ts';
import { absolute, streamed } from '../../process/files.ts';
import { LineReader, readAll, write } from '../../process/stream.ts';
import { Signalled, signalCode, type Task } from '../../process/task.ts';

/** A shell inside a shell: `-c TEXT`, a script, standard input, or a person at a terminal. */
function* run(context: Context): Task {
  const { argv, host, io, machine, shell, shows, environment } = context;
  const name = argv[0]?.endsWith('bash') === true ? 'bash' : 'sh';
  const inner = machine.shell(host, name, shell.group, shows);
  for (const [key, value] of environment) {
    inner.vars.set(key, value);
    inner.vars.export(key);
  }
  inner.folder = shell.folder;
  inner.depth = shell.depth + 1;
  const words = argv.slice(1).filter((arg) => !/^-[lie]+$/.test(arg));
  const at = words.findIndex((word) => /^-\w*c$/.test(word));
  if (at >= 0) {
    const [text, called, ...args] = words.slice(at + 1);
    if (text === undefined) {
      yield* write(io.stderr, `${name}: -c: option requires an argument\n`);
      return 2;
    }
    if (called !== undefined) inner.called = called;
    inner.args = args;
    return yield* runText(inner, text, io);
  }
  const [path, ...args] = words;
  if (path !== undefined && !path.startsWith('-')) {
    const content = host.files.read(absolute(path, shell.folder));
    if (content === null) {
      yield* write(io.stderr, `${name}: ${path}: No such file or directory\n`);
      return 127;
    }
    inner.args = args;
    return yield* runText(inner, streamed(content), io);
  }
  if (!io.stdout.tty || io.stdin.keyboard !== true) return yield* runText(inner, yield* readAll(io.stdin), io);
  return yield* interactive(inner, context);
}

/** Reads a line, runs it, and again, until the end of the input or `exit`. */
export function* interactive(shell: Shell, { host, io }: Pick<Context, 'host' | 'io'>, atEnd = 'exit'): Task {
  const lines = new LineReader(io.stdin);
  let left = false;
  for (;;) {
    try {
      yield* write(
        io.stdout,
        promptOf(shell, host.kind === 'client' ? host.name : `${shell.vars.get('USER') ?? 'root'}@${host.name}`),
      );
      let text = '';
      do {
        const line = yield* lines.next();
        if (line === null) {
          yield* write(io.stdout, `${atEnd}\n`);
          return shell.status;
        }
        text += `${line.text}\n`;
      } while (wantsMore(text));
      left = /^\s*(?:exit|logout)\b/.test(text);
      shell.status = yield* runText(shell, text, io);
      if (left) return shell.status;
    } catch (error) {
      if (!(error instanceof Signalled) || error.signal !== 'INT') throw error;
      shell.status = signalCode(error.signal);
      yield* write(io.stdout, '\n');
    }
  }
}

function promptOf(shell: Shell, who: string): string {
  const home = shell.vars.get('HOME') ?? '/root';
  const sign = shell.vars.get('USER') === 'root' || !who.includes('@') ? '#' : '$';
  return `${who}:${shell.folder === home ? '~' : shell.folder}${sign} `;
}

export const sh: Command = {
  name: 'sh',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'runs a shell', ko: '셸을 실행한다' },
  run,
};

export const bash: Command = { ...sh, name: 'bash' };
