import { ShellError } from './flow.ts';
import type { Shell } from './shell.ts';

/** Arrays of the shell are lists here. */
const MAX_INDEX = 65_536;

/** Throws ShellError for a variable that is read-only. */
export function setVariable(shell: Shell, name: string, value: string | readonly string[]): void {
  if (!shell.vars.set(name, value)) throw new ShellError(`${name}: readonly variable`);
}

/** Throws ShellError for an index that no array here has. */
export function setElement(shell: Shell, name: string, index: number, value: string): void {
  const before = shell.vars.list(name) ?? [];
  const at = index < 0 ? before.length + index : index;
  if (!(at >= 0 && at < MAX_INDEX)) throw new ShellError(`${name}[${index}]: bad array subscript`);
  const list = Array.from({ length: Math.max(before.length, at + 1) }, (_, i) => before[i] ?? '');
  list[at] = value;
  setVariable(shell, name, list);
}
