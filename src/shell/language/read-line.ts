import { LineReader } from '../process/stream.ts';
import type { Source } from '../process/stream.ts';
import type { Task } from '../process/task.ts';
import type { Call } from './call.ts';

/** Sources that a loop with `read` goes through: what was read too far is kept for the next read. */
const readers = new WeakMap<Source, LineReader>();

/** read of bash: -r, names; the last name takes the rest of the line. 1 at the end of the input. */
export function* readLine({ shell, args, io }: Call): Task {
  let reader = readers.get(io.stdin);
  if (reader === undefined) readers.set(io.stdin, (reader = new LineReader(io.stdin)));
  const raw = args.some((arg) => /^-\w*r/.test(arg));
  const names = args.filter((arg, i) => !arg.startsWith('-') && !/^-[pd]$/.test(args[i - 1] ?? ''));
  const line = yield* reader.next();
  if (line === null) {
    for (const name of names) shell.vars.set(name, '');
    return 1;
  }
  const text = raw ? line.text : line.text.replace(/\\(.)/g, '$1');
  if (names.length === 0) shell.vars.set('REPLY', text);
  const ifs = shell.vars.get('IFS') ?? ' \t\n';
  let rest = ifs === '' ? text : trimmed(text, ifs);
  for (const [i, name] of names.entries()) {
    if (i === names.length - 1 || ifs === '') {
      shell.vars.set(name, rest);
      continue;
    }
    const cut = [...rest].findIndex((ch) => ifs.includes(ch));
    shell.vars.set(name, cut < 0 ? rest : rest.slice(0, cut));
    rest = cut < 0 ? '' : trimmed(rest.slice(cut + 1), ifs);
  }
  return line.whole ? 0 : 1;
}

function trimmed(text: string, ifs: string): string {
  const white = [...ifs].filter((ch) => ' \t\n'.includes(ch)).join('');
  let start = 0;
  let end = text.length;
  while (start < end && white.includes(text[start]!)) start += 1;
  while (end > start && white.includes(text[end - 1]!)) end -= 1;
  return text.slice(start, end);
}
