import type { Assignment } from 'unbash';
import type { Task } from '../process/task.ts';
import { setElement, setVariable } from './assign.ts';
import { argumentsOf, arithmetic, textOf } from './expand.ts';
import type { Io, Shell } from './shell.ts';

/** 'name=text' for export and its like. */
export function* declared(shell: Shell, { name, value, text }: Assignment, io: Io): Task<string> {
  return value.type === 'Word' ? `${name}=${yield* textOf(shell, value, io)}` : text;
}

/** Carries out an assignment. Throws ShellError for a variable that is read-only. */
export function* assign(shell: Shell, { name, value, append, index }: Assignment, io: Io): Task<void> {
  const before = shell.vars.list(name) ?? [];
  let after: string | readonly string[];
  if (value.type === 'ArrayValue') {
    const list: string[] = append === true ? [...before] : [];
    for (const element of value.elements) list.push(...(yield* argumentsOf(shell, element, io)));
    after = list;
  } else {
    const text = yield* textOf(shell, value, io);
    if (index === undefined) after = append === true ? (shell.vars.get(name) ?? '') + text : text;
    else {
      const at = Number(yield* arithmetic(shell, index.text, io));
      const old = append === true ? (before.at(at) ?? '') : '';
      return setElement(shell, name, at, old + text);
    }
  }
  setVariable(shell, name, after);
}
