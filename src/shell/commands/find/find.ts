import type { Command, Context } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, bytesOf } from '../../process/files.ts';
import { NOWHERE, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { BadSearch, type Place, type Search, searchOf, type Test } from './expression.ts';

/** find of findutils 4.9. Names come in order of code units: a disk has an order of its own. */
export const find: Command = {
  name: 'find',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'looks for files', ko: '파일을 찾는다' },
  *run(context) {
    const { argv, io, host, shell } = context;
    const words = argv.slice(1).filter((word) => !/^-[HLP]$/.test(word));
    const first = words.findIndex((word) => /^[-!(]/.test(word));
    const paths = first < 0 ? words : words.slice(0, first);
    let search: Search;
    try {
      search = searchOf(first < 0 ? [] : words.slice(first));
    } catch (error) {
      if (!(error instanceof BadSearch)) throw error;
      yield* write(io.stderr, `find: ${error.message}\n`);
      return 1;
    }
    const walk = new Walk(context, search);
    let failed = false;
    for (const path of paths.length > 0 ? paths : ['.']) {
      if (host.files.exists(absolute(path, shell.folder))) yield* walk.visit(path, 0);
      else {
        failed = true;
        yield* write(io.stderr, `find: ‘${path}’: No such file or directory\n`);
      }
    }
    yield* walk.finish();
    return failed || walk.failed ? 1 : 0;
  },
};

class Walk {
  readonly #context: Context;
  readonly #search: Search;
  readonly #together = new Map<Test, string[]>();
  failed = false;
  #pruned = false;

  constructor(context: Context, search: Search) {
    this.#context = context;
    this.#search = search;
  }

  *visit(path: string, depth: number): Task<void> {
    const { host, shell } = this.#context;
    const { minDepth, maxDepth } = this.#search;
    const full = absolute(path, shell.folder);
    const folder = host.files.isFolder(full);
    const inside = folder ? host.files.list(full) : [];
    const size = folder ? 4096 : bytesOf(host.files.read(full) ?? '').length;
    const place: Place = {
      path,
      name:
        path
          .replace(/(?<=.)\/+$/, '')
          .split('/')
          .at(-1) || path,
      folder,
      depth,
      size,
      empty: folder ? inside.length === 0 : size === 0,
    };
    this.#pruned = false;
    if (depth >= minDepth) yield* this.#told(place);
    if (!folder || depth >= maxDepth || this.#pruned) return;
    for (const name of inside) yield* this.visit(path.endsWith('/') ? `${path}${name}` : `${path}/${name}`, depth + 1);
  }

  *#told(place: Place): Task<void> {
    const { test, acts } = this.#search;
    const holds = test === null || (yield* this.#holds(test, place));
    if (holds && !acts) yield* write(this.#context.io.stdout, `${place.path}\n`);
  }

  *#holds(test: Test, place: Place): Task<boolean> {
    const { host, io, shell } = this.#context;
    switch (test.kind) {
      case 'holds':
        return test.holds(place);
      case 'not':
        return !(yield* this.#holds(test.test, place));
      case 'and':
        return (yield* this.#holds(test.left, place)) && (yield* this.#holds(test.right, place));
      case 'or':
        return (yield* this.#holds(test.left, place)) || (yield* this.#holds(test.right, place));
      case 'print':
        yield* write(io.stdout, place.path + test.end);
        return true;
      case 'prune':
        this.#pruned = true;
        return true;
      case 'delete': {
        const answer = host.files.remove(absolute(place.path, shell.folder));
        if (answer.ok) return true;
        this.failed = true;
        yield* write(io.stderr, `find: cannot delete ‘${place.path}’: ${answer.error}\n`);
        return false;
      }
      case 'exec': {
        if (test.together) {
          const waiting = this.#together.get(test) ?? [];
          waiting.push(place.path);
          this.#together.set(test, waiting);
          return true;
        }
        return (yield* this.#exec(test.words.map((word) => word.replaceAll('{}', place.path)))) === 0;
      }
    }
  }

  *#exec(words: readonly string[]): Task {
    const { io, machine } = this.#context;
    return yield* machine.programs.run({ ...this.#context, argv: words, io: { ...io, stdin: NOWHERE } });
  }

  /** Runs what waited for all names: -exec … {} +. */
  *finish(): Task<void> {
    for (const [test, paths] of this.#together) {
      if (test.kind !== 'exec') continue;
      const words = test.words.flatMap((word) => (word === '{}' ? paths : [word]));
      if ((yield* this.#exec(words)) !== 0) this.failed = true;
    }
  }
}
