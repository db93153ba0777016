import { delimited, patternOf } from './delimited.ts';
import type { Reader } from './reader.ts';
import type { Address } from './script.ts';

/** An address, or null when none stands here (compile_address of GNU sed). Throws BadScript and BadPattern. */
export function addressOf(reader: Reader, extended: boolean, after: Address | null): Address | null {
  const ch = reader.peek();
  if (ch === '/' || ch === '\\') {
    reader.at += 1;
    const delimiter = ch === '/' ? '/' : reader.take();
    const text = delimiter === '' ? null : delimited(reader, delimiter, true);
    if (text === null) throw reader.fail('unterminated address regex');
    let ignoreCase = false;
    let multiline = false;
    for (;;) {
      reader.skip(/[^\S\n]/);
      if (reader.peek() === 'I') ignoreCase = true;
      else if (reader.peek() === 'M') multiline = true;
      else break;
      reader.at += 1;
    }
    return { kind: 'pattern', pattern: patternOf(text, extended, { ignoreCase, multiline }) };
  }
  if (/[0-9]/.test(ch)) {
    const number = reader.number();
    reader.skip(/[^\S\n]/);
    if (reader.peek() !== '~' || after !== null) return { kind: 'line', number };
    reader.at += 1;
    const step = reader.number();
    return step === 0 ? { kind: 'line', number } : { kind: 'step', first: number, step };
  }
  if (ch === '+' || ch === '~') {
    reader.at += 1;
    reader.skip(/[^\S\n]/);
    const count = reader.number();
    return ch === '+' ? { kind: 'plus', count } : { kind: 'multiple', of: count };
  }
  if (ch !== '$') return null;
  reader.at += 1;
  return { kind: 'last' };
}
