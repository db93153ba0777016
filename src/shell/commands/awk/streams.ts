import type { Context } from '../../command.ts';
import { FileSink } from '../../process/file-sink.ts';
import { absolute } from '../../process/files.ts';
import { type Process, waitFor } from '../../process/scheduler.ts';
import { NOWHERE, Pipe, type Sink, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { openInput } from '../input.ts';
import { AwkFailure } from './failure.ts';
import { outward } from './octets.ts';
import type { Patterns } from './pattern.ts';
import { RecordReader } from './records.ts';

interface Open {
  readonly sink?: Sink;
  readonly reader?: RecordReader;
  readonly process?: Process;
}

/** Files and commands that one program may have open. */
const MAX_OPEN = 64;

/** The files and commands that a program has open, by the text that it calls them. */
export class Streams {
  readonly #context: Context;
  readonly #patterns: Patterns;
  readonly #open = new Map<string, Open>();

  constructor(context: Context, patterns: Patterns) {
    this.#context = context;
    this.#patterns = patterns;
  }

  *print(text: string, kind: '>' | '>>' | '|' | null, name: string): Task<void> {
    const { io } = this.#context;
    yield* write(kind === null ? io.stdout : this.#sink(kind, name), outward(text));
  }

  #sink(kind: '>' | '>>' | '|', name: string): Sink {
    const { host, io, shell } = this.#context;
    if (kind !== '|') {
      if (name === '/dev/stdout' || name === '-') return io.stdout;
      if (name === '/dev/stderr') return io.stderr;
      if (name === '/dev/null') return NOWHERE;
    }
    const known = this.#open.get(name)?.sink;
    if (known !== undefined) return known;
    if (kind === '|') {
      const pipe = new Pipe();
      const process = this.#start(name, { ...io, stdin: pipe }, () => pipe.close());
      return this.#keep(name, { sink: pipe, process }).sink ?? pipe;
    }
    const path = absolute(outward(name), shell.folder);
    if (kind === '>' || host.files.read(path) === null) {
      const answer = host.files.write(path, '');
      if (!answer.ok) throw new AwkFailure(`cannot open "${name}" for output (${answer.error})`, false);
    }
    const sink = new FileSink(host.files, path);
    this.#keep(name, { sink });
    return sink;
  }

  /** What a getline reads from; null: it cannot be opened. */
  reader(from: 'file' | 'command', name: string): RecordReader | null {
    const known = this.#open.get(name)?.reader;
    if (known !== undefined) return known;
    const { io } = this.#context;
    if (from === 'file') {
      const source = openInput(this.#context, name === '-' ? name : outward(name));
      if (typeof source === 'string') return null;
      const reader = new RecordReader(source, this.#patterns);
      this.#keep(name, { reader });
      return reader;
    }
    const pipe = new Pipe();
    const process = this.#start(name, { ...io, stdout: pipe }, () => pipe.end());
    const reader = new RecordReader(pipe, this.#patterns);
    this.#keep(name, { reader, process });
    return reader;
  }

  #keep(name: string, open: Open): Open {
    if (this.#open.size >= MAX_OPEN) throw new AwkFailure('too many open files', false);
    this.#open.set(name, open);
    return open;
  }

  #start(command: string, io: Context['io'], done: () => void): Process {
    const { shell } = this.#context;
    return shell.host.spawn(this.#child(command, io, done), shell.group);
  }

  *#child(command: string, io: Context['io'], done: () => void): Task {
    try {
      return yield* this.run(command, io);
    } finally {
      done();
    }
  }

  /** Runs a command by the shell. */
  *run(command: string, io: Context['io'] = this.#context.io): Task {
    const context = this.#context;
    return yield* context.machine.programs.run({ ...context, argv: ['sh', '-c', outward(command)], io });
  }

  /** The exit code of the command, 0 for a file, -1 for what is not open. */
  *close(name: string): Task {
    const open = this.#open.get(name);
    if (open === undefined) return -1;
    this.#open.delete(name);
    open.sink?.end();
    open.reader?.close();
    return open.process === undefined ? 0 : yield* waitFor(open.process);
  }

  *closeAll(): Task<void> {
    for (const name of this.#open.keys()) yield* this.close(name);
  }

  /** The program dies: nobody waits any more. */
  drop(): void {
    for (const { sink, reader } of this.#open.values()) {
      sink?.end();
      reader?.close();
    }
    this.#open.clear();
  }
}
