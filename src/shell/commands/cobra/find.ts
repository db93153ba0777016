import { allFlags, childOf, pathText, type CobraFlags, type Path, type Program } from './tree.ts';

export interface Found {
  readonly path: Path;
  /** The words without the names of commands. */
  readonly args: readonly string[];
}

/** cobra Command.Find: goes down as long as words without a dash are names of commands. */
export function findCommand({ root }: Program, args: readonly string[]): Found {
  let path: Path = [root];
  const rest: string[] = [];
  let skip = false;
  let done = false;
  for (const [i, word] of args.entries()) {
    if (word === '--') return { path, args: [...rest, ...args.slice(i)] };
    const child = done || skip || word.startsWith('-') ? null : childOf(path.at(-1) ?? root, word);
    if (child !== null) {
      path = [...path, child] as unknown as Path;
      continue;
    }
    rest.push(word);
    if (skip) skip = false;
    else if (word.startsWith('-')) skip = takesNext(allFlags(path), word);
    else done = true;
  }
  return { path, args: rest };
}

function takesNext(flags: CobraFlags, word: string): boolean {
  if (word.includes('=')) return false;
  const name = word.startsWith('--') ? word : `-${word.at(-1) ?? ''}`;
  return Object.values(flags).some((flag) => flag.takes !== undefined && flag.names.includes(name));
}

/** legacyArgs and findSuggestions: a root with commands takes no other words; what is close to one is suggested. */
export function unknownCommand(program: Program, word: string): string {
  const { root } = program;
  const close = (root.children ?? [])
    .map((child) => child.name)
    .filter((name) => distance(word.toLowerCase(), name) <= 2 || name.startsWith(word.toLowerCase()))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const hint = close.length === 0 ? '' : `\n\nDid you mean this?\n${close.map((name) => `\t${name}\n`).join('')}`;
  return `unknown command "${word}" for "${pathText([root])}"${hint}`;
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
