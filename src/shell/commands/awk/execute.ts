import type { Task } from '../../process/task.ts';
import { assign, evaluate, keyOf, type Running } from './evaluate.ts';
import type { Leave } from './failure.ts';
import { formatted } from './format.ts';
import type { Statement } from './syntax.ts';
import { isTrue, numberOf, textOf, type Value } from './value.ts';

/** What `exit` and `return` leave behind. */
export interface Left {
  code: number;
  returned: Value;
}

/** Runs a statement. Null: go on behind it; else what was left. */
export function* execute(run: Running, left: Left, node: Statement): Task<Leave | null> {
  if (run.pace.tires(1)) yield* run.pace.rest();
  switch (node.kind) {
    case 'expression':
      yield* evaluate(run, node.value);
      return null;
    case 'block':
      for (const statement of node.body) {
        const leave = yield* execute(run, left, statement);
        if (leave !== null) return leave;
      }
      return null;
    case 'print':
    case 'printf':
      yield* print(run, node);
      return null;
    case 'if':
      if (isTrue(yield* evaluate(run, node.test))) return yield* execute(run, left, node.yes);
      return node.no === null ? null : yield* execute(run, left, node.no);
    case 'while':
      while (isTrue(yield* evaluate(run, node.test))) {
        const leave = yield* execute(run, left, node.body);
        if (leave === 'break') break;
        if (leave !== null && leave !== 'continue') return leave;
      }
      return null;
    case 'do':
      do {
        const leave = yield* execute(run, left, node.body);
        if (leave === 'break') break;
        if (leave !== null && leave !== 'continue') return leave;
      } while (isTrue(yield* evaluate(run, node.test)));
      return null;
    case 'for': {
      if (node.first !== null) yield* execute(run, left, node.first);
      while (node.test === null || isTrue(yield* evaluate(run, node.test))) {
        const leave = yield* execute(run, left, node.body);
        if (leave === 'break') break;
        if (leave !== null && leave !== 'continue') return leave;
        if (node.next !== null) yield* execute(run, left, node.next);
      }
      return null;
    }
    case 'each':
      for (const key of run.store.array(node.array).keys()) {
        yield* assign(run, node.key, key);
        const leave = yield* execute(run, left, node.body);
        if (leave === 'break') break;
        if (leave !== null && leave !== 'continue') return leave;
      }
      return null;
    case 'exit':
      if (node.value !== null) left.code = Math.trunc(numberOf(yield* evaluate(run, node.value))) & 255;
      return 'exit';
    case 'return':
      left.returned = node.value === null ? null : yield* evaluate(run, node.value);
      return 'return';
    case 'delete': {
      const table = run.store.array(node.array);
      if (node.keys === null) table.clear();
      else table.delete(yield* keyOf(run, node.keys));
      return null;
    }
    default:
      return node.kind;
  }
}

function* print(run: Running, { args, kind, to }: Extract<Statement, { kind: 'print' | 'printf' }>): Task<void> {
  const { store, streams } = run;
  const values: Value[] = [];
  for (const arg of args) values.push(yield* evaluate(run, arg));
  const name = to === null ? '' : store.textOf(yield* evaluate(run, to.to));
  let text: string;
  if (kind === 'printf') {
    text = formatted('printf', store.textOf(values[0] ?? null), values.slice(1), (value) => store.textOf(value));
  } else {
    const format = store.text('OFMT');
    const shown = args.length === 0 ? [store.record.text] : values.map((value) => textOf(value, format));
    text = shown.join(store.text('OFS')) + store.text('ORS');
  }
  yield* streams.print(text, to?.kind ?? null, name);
}
