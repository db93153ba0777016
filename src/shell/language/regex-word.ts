import type { Word } from 'unbash';
import type { Task } from '../process/task.ts';
import { pieceOf } from './expand.ts';
import type { Io, Shell } from './shell.ts';

/** The right side of =~ as the text of a regular expression: what is quoted stands for itself (bash(1), [[ … ]]). */
export function* regexText(shell: Shell, word: Word, io: Io): Task<string> {
  if (word.parts === undefined) return word.text;
  let out = '';
  for (const part of word.parts) {
    if (part.type === 'Literal' || part.type === 'Glob' || part.type === 'ExtendedGlob') {
      out += part.text;
      continue;
    }
    const quoted = ['SingleQuoted', 'DoubleQuoted', 'AnsiCQuoted', 'LocaleString'].includes(part.type);
    for (const piece of yield* pieceOf(shell, part, io, false)) {
      const text = piece === 'break' ? ' ' : piece.text;
      out += quoted ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text;
    }
  }
  return out;
}
