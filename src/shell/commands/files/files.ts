import type { Command, Context } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, bytesOf, type FileAnswer } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';

const base = { topic: 'shell', on: SHELLS } as const;

/** Does something to every path that is named and complains in the words of coreutils. */
function* each(context: Context, what: string, names: readonly string[], change: (path: string) => FileAnswer): Task {
  let failed = false;
  for (const name of names) {
    const answer = change(absolute(name, context.shell.folder));
    if (answer.ok) continue;
    failed = true;
    // Newer messages quote as typed at a shell, older ones as in print.
    const shown = what === 'remove' ? `'${name}'` : `‘${name}’`;
    yield* write(context.io.stderr, `${context.argv[0]}: cannot ${what} ${shown}: ${answer.error}\n`);
  }
  return failed ? 1 : 0;
}

const operands = (argv: readonly string[]): readonly string[] => argv.slice(1).filter((arg) => !arg.startsWith('-'));

export const ls: Command = {
  ...base,
  name: 'ls',
  about: { en: 'lists a folder', ko: '폴더의 내용을 보여 준다' },
  *run({ argv, host, io, shell }) {
    const long = argv.some((arg) => /^-\w*l/.test(arg));
    const names = operands(argv);
    let code = 0;
    for (const name of names.length > 0 ? names : ['.']) {
      const path = absolute(name, shell.folder);
      const { files } = host;
      if (!files.exists(path)) {
        yield* write(io.stderr, `ls: cannot access '${name}': No such file or directory\n`);
        code = 2;
        continue;
      }
      const shown = files.isFolder(path) ? files.list(path) : [name];
      if (names.length > 1 && files.isFolder(path)) yield* write(io.stdout, `${name}:\n`);
      for (const entry of shown) {
        const full = files.isFolder(path) ? absolute(entry, path) : path;
        const folder = files.isFolder(full);
        const size = folder ? 4096 : bytesOf(files.read(full) ?? '').length;
        yield* write(
          io.stdout,
          long
            ? `${folder ? 'd' : '-'}rw${folder ? 'x' : '-'}r-${folder ? 'x' : '-'}r-${folder ? 'x' : '-'} 1 root root ${`${size}`.padStart(8)} ${entry}\n`
            : `${entry}\n`,
        );
      }
    }
    return code;
  },
};

export const mkdir: Command = {
  ...base,
  name: 'mkdir',
  about: { en: 'makes a folder', ko: '폴더를 만든다' },
  *run(context) {
    const { argv, host } = context;
    const parents = argv.some((arg) => /^-\w*p/.test(arg));
    return yield* each(context, 'create directory', operands(argv), (path) => {
      if (!parents) return host.files.makeFolder(path);
      const parts = path.split('/').filter((part) => part !== '');
      for (let i = 1; i <= parts.length; i++) {
        const part = `/${parts.slice(0, i).join('/')}`;
        if (!host.files.isFolder(part)) {
          const answer = host.files.makeFolder(part);
          if (!answer.ok) return answer;
        }
      }
      return { ok: true };
    });
  },
};

export const rm: Command = {
  ...base,
  name: 'rm',
  about: { en: 'removes files', ko: '파일을 지운다' },
  *run(context) {
    const { argv, host } = context;
    const flags = argv.filter((arg) => arg.startsWith('-')).join('');
    return yield* each(context, 'remove', operands(argv), (path) => {
      if (host.files.isFolder(path) && !/r/i.test(flags)) return { ok: false, error: 'Is a directory' };
      if (host.files.isFolder(path)) {
        for (const name of host.files.list(path)) host.files.remove(absolute(name, path));
      }
      const answer = host.files.remove(path);
      return answer.ok || !flags.includes('f') ? answer : { ok: true };
    });
  },
};

export const touch: Command = {
  ...base,
  name: 'touch',
  about: { en: 'makes an empty file', ko: '빈 파일을 만든다' },
  *run(context) {
    const { argv, host } = context;
    return yield* each(context, 'touch', operands(argv), (path) =>
      host.files.exists(path) ? { ok: true } : host.files.write(path, ''),
    );
  },
};

function* moved(context: Context, keep: boolean): Task {
  const { argv, host, io, shell } = context;
  const names = operands(argv);
  const target = names.at(-1);
  if (names.length < 2 || target === undefined) {
    const what = names.length === 0 ? 'missing file operand' : `missing destination file operand after '${names[0]}'`;
    yield* write(io.stderr, `${argv[0]}: ${what}\nTry '${argv[0]} --help' for more information.\n`);
    return 1;
  }
  const to = absolute(target, shell.folder);
  let failed = false;
  for (const name of names.slice(0, -1)) {
    const from = absolute(name, shell.folder);
    const content = host.files.read(from);
    if (content === null) {
      failed = true;
      yield* write(io.stderr, `${argv[0]}: cannot stat '${name}': No such file or directory\n`);
      continue;
    }
    const path = host.files.isFolder(to) ? absolute(name.split('/').at(-1)!, to) : to;
    const answer = host.files.write(path, content);
    if (answer.ok && !keep && path !== from) host.files.remove(from);
    if (!answer.ok) {
      failed = true;
      yield* write(io.stderr, `${argv[0]}: cannot create regular file '${target}': ${answer.error}\n`);
    }
  }
  return failed ? 1 : 0;
}

export const cp: Command = {
  ...base,
  name: 'cp',
  about: { en: 'copies files', ko: '파일을 복사한다' },
  run: (context) => moved(context, true),
};

export const mv: Command = {
  ...base,
  name: 'mv',
  about: { en: 'moves files', ko: '파일을 옮긴다' },
  run: (context) => moved(context, false),
};

export const clear: Command = {
  ...base,
  name: 'clear',
  about: { en: 'clears the screen', ko: '화면을 지운다' },
  *run({ io }) {
    if (io.stdout.clear === undefined) yield* write(io.stdout, '\u001b[H\u001b[2J\u001b[3J');
    else io.stdout.clear();
    return 0;
  },
};
