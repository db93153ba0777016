import type { Context } from '../../command.ts';
import { utf8 } from '../../../base/bytes.ts';
import { runText } from '../../language/interpret.ts';
import { Pace } from '../../process/pace.ts';
import { absolute, streamed } from '../../process/files.ts';
import { Collector, LineReader } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { openInput } from '../input.ts';
import type { Lines } from './input.ts';
import { Ranges } from './match.ts';
import type { Output, Outputs } from './output.ts';
import { BadScript, type Instruction, type Substitution } from './script.ts';
import { substituted } from './substitute.ts';

/** Characters that a pattern or a hold space may have. */
const MAX_SPACE = 1 << 20;

export interface Run {
  readonly context: Context;
  readonly instructions: readonly Instruction[];
  readonly lines: Lines;
  readonly quiet: boolean;
  readonly width: number;
  readonly place: string;
  readonly output: () => Output;
  readonly outputs: Outputs;
}

type Cycle = 'next' | 'again' | 'quit';

/** Runs a script over its input, one cycle a line. Gives the exit code. Throws BadScript for what only turns out now. */
export function* runScript(run: Run): Task {
  const machine = new SedMachine(run);
  return yield* machine.run();
}

class SedMachine {
  readonly #run: Run;
  readonly #ranges: Ranges;
  readonly #pace: Pace;
  readonly #readers = new Map<string, LineReader | null>();
  #space = '';
  #hold = '';
  #whole = true;
  #replaced = false;
  #appended: (() => Task<void>)[] = [];
  #code = 0;

  constructor(run: Run) {
    this.#run = run;
    this.#ranges = new Ranges(run.instructions, run.place);
    this.#pace = new Pace(() => run.context.shell.host.breath());
  }

  *run(): Task {
    let cycle: Cycle = 'next';
    while (cycle !== 'quit') {
      if (cycle === 'next' && !(yield* this.#read(false))) break;
      cycle = yield* this.#cycle();
      yield* this.#flush();
    }
    return this.#code;
  }

  *#read(append: boolean): Task<boolean> {
    const line = yield* this.#run.lines.take();
    if (line === null) return false;
    this.#space = append ? `${this.#space}\n${line.text}` : line.text;
    this.#whole = line.whole;
    this.#replaced = false;
    return true;
  }

  *#print(): Task<void> {
    yield* this.#run.output().line(this.#space, this.#whole);
  }

  *#flush(): Task<void> {
    const waiting = this.#appended;
    this.#appended = [];
    for (const append of waiting) yield* append();
  }

  *#end(): Task<void> {
    if (!this.#run.quiet) yield* this.#print();
  }

  *#cycle(): Task<Cycle> {
    const { instructions, lines } = this.#run;
    for (let at = 0; at < instructions.length; at++) {
      const instruction = instructions[at]!;
      if (this.#pace.tires(4 + this.#space.length / 16)) yield* this.#pace.rest();
      if (this.#space.length > MAX_SPACE || this.#hold.length > MAX_SPACE) throw new BadScript('memory exhausted', 4);
      const { action } = instruction;
      if (!(yield* this.#ranges.selects(instruction, this.#space, lines))) {
        if (action.kind === 'open') at = action.end;
        continue;
      }
      switch (action.kind) {
        case 'open':
        case 'close':
        case 'label':
          break;
        case 'branch': {
          const go = action.letter === 'b' || this.#replaced === (action.letter === 't');
          if (action.letter !== 'b') this.#replaced = false;
          if (go) at = action.to - 1;
          break;
        }
        case 'substitute':
          yield* this.#substitute(action.substitution);
          break;
        case 'translate':
          this.#space = [...this.#space].map((ch) => action.table.get(ch) ?? ch).join('');
          break;
        case 'text': {
          const { text } = action;
          if (action.letter === 'a') this.#appended.push(() => this.#run.output().raw(text));
          else if (action.letter === 'i') yield* this.#run.output().raw(text);
          else {
            if (instruction.negated || !this.#ranges.isActive(instruction)) yield* this.#run.output().raw(text);
            return 'next';
          }
          break;
        }
        case 'file':
          yield* this.#file(action.letter, action.name);
          break;
        case 'exit':
          this.#code = action.code;
          if (action.letter === 'q') yield* this.#end();
          return 'quit';
        case 'list':
          yield* this.#run.output().raw(listed(this.#space, action.width ?? this.#run.width));
          break;
        case 'execute':
          if (action.command === '') this.#space = (yield* this.#execute(this.#space)).replace(/\n$/, '');
          else yield* this.#run.output().raw(yield* this.#execute(action.command));
          break;
        case 'plain': {
          const cycle = yield* this.#plain(action.letter);
          if (cycle !== null) return cycle;
        }
      }
    }
    yield* this.#end();
    return 'next';
  }

  *#plain(letter: Extract<Instruction['action'], { kind: 'plain' }>['letter']): Task<Cycle | null> {
    const { lines, output } = this.#run;
    const newline = this.#space.indexOf('\n');
    switch (letter) {
      case 'd':
        return 'next';
      case 'D':
        if (newline < 0) return 'next';
        this.#space = this.#space.slice(newline + 1);
        return 'again';
      case 'p':
        yield* this.#print();
        return null;
      case 'P':
        yield* output().line(newline < 0 ? this.#space : this.#space.slice(0, newline), true);
        return null;
      case '=':
        yield* output().raw(`${lines.number}\n`);
        return null;
      case 'h':
        this.#hold = this.#space;
        return null;
      case 'H':
        this.#hold += `\n${this.#space}`;
        return null;
      case 'g':
        this.#space = this.#hold;
        return null;
      case 'G':
        this.#space += `\n${this.#hold}`;
        return null;
      case 'x':
        [this.#space, this.#hold] = [this.#hold, this.#space];
        return null;
      case 'F':
        yield* output().raw(`${lines.name}\n`);
        return null;
      case 'z':
        this.#space = '';
        return null;
      case 'n':
      case 'N':
        // Where nothing follows, GNU sed prints what it has and ends.
        if (yield* lines.ended()) {
          yield* this.#end();
          return 'quit';
        }
        if (letter === 'n') yield* this.#end();
        yield* this.#flush();
        yield* this.#read(letter === 'N');
        return null;
    }
  }

  *#substitute(substitution: Substitution): Task<void> {
    const after = substituted(this.#space, this.#ranges.pattern(substitution.pattern), substitution);
    if (after === null) return;
    this.#replaced = true;
    this.#space = after;
    if (substitution.execute) this.#space = (yield* this.#execute(after)).replace(/\n$/, '');
    if (substitution.print) yield* this.#print();
    if (substitution.file !== null) yield* this.#writeTo(substitution.file, this.#space);
  }

  *#writeTo(name: string, text: string): Task<void> {
    const output = name === '/dev/stdout' ? this.#run.output() : this.#run.outputs.of(name);
    if (output !== undefined) yield* output.line(text, this.#whole);
  }

  *#file(letter: 'r' | 'R' | 'w' | 'W', name: string): Task<void> {
    const { context, output } = this.#run;
    if (letter === 'w') return yield* this.#writeTo(name, this.#space);
    if (letter === 'W') return yield* this.#writeTo(name, this.#space.split('\n')[0] ?? '');
    if (letter === 'r') {
      const content = context.host.files.read(absolute(name, context.shell.folder));
      if (content !== null) this.#appended.push(() => output().raw(streamed(content)));
      return;
    }
    let reader = this.#readers.get(name);
    if (reader === undefined) {
      const source = openInput(context, name);
      reader = typeof source === 'string' ? null : new LineReader(source);
      this.#readers.set(name, reader);
    }
    const line = reader === null ? null : yield* reader.next();
    if (line !== null) this.#appended.push(() => output().line(line.text, line.whole));
  }

  *#execute(text: string): Task<string> {
    const { io, shell } = this.#run.context;
    const stdout = new Collector();
    yield* runText(shell.fork(), text, { ...io, stdout });
    return stdout.text;
  }
}

/** `l`: unambiguous, folded (do_list of GNU sed). */
function listed(text: string, width: number): string {
  const room = width - 1;
  let out = '';
  let column = 0;
  const named: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\u0007': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  };
  for (const byte of utf8(text)) {
    const ch = String.fromCharCode(byte);
    const shown = named[ch] ?? (byte >= 32 && byte < 127 ? ch : `\\${byte.toString(8).padStart(3, '0')}`);
    if (room > 0 && column + shown.length > room) {
      out += '\\\n';
      column = 0;
    }
    out += shown;
    column += shown.length;
  }
  return `${out}$\n`;
}
