import type { PatternPart } from './pattern.ts';

/** A stretch of an expanded word, or the place where "$@" begins another argument. */
export type Piece =
  | {
      readonly text: string;
      /** Came from quotes: neither split nor a pattern. */
      readonly quoted: boolean;
      /** Came from an unquoted expansion: IFS splits it. */
      readonly split: boolean;
    }
  | 'break';

export const literal = (text: string): Piece => ({ text, quoted: true, split: false });
export const glob = (text: string): Piece => ({ text, quoted: false, split: false });
export const expanded = (text: string, quoted: boolean): Piece => ({ text, quoted, split: !quoted });

const WHITE = ' \t\n';

/** One argument in the making: its text, the pattern it may be, and whether it exists although it is empty. */
interface Field {
  readonly parts: PatternPart[];
  solid: boolean;
}

/** Splits the pieces of a word into arguments (bash(1) Word Splitting). An empty unquoted word is no argument. */
export function fieldsOf(pieces: readonly Piece[], ifs: string): readonly (readonly PatternPart[])[] {
  const fields: Field[] = [{ parts: [], solid: false }];
  const last = (): Field => fields[fields.length - 1]!;
  const add = (text: string, active: boolean): void => {
    if (text !== '') last().parts.push({ text, active });
  };
  const next = (): void => void fields.push({ parts: [], solid: false });
  for (const piece of pieces) {
    if (piece === 'break') {
      last().solid = true;
      next();
      last().solid = true;
    } else if (!piece.split) {
      if (piece.quoted) last().solid = true;
      add(piece.text, !piece.quoted);
    } else splitInto(piece.text, ifs, { add: (text) => add(text, true), next, last });
  }
  return fields.filter(({ parts, solid }) => solid || parts.length > 0).map(({ parts }) => parts);
}

function splitInto(
  text: string,
  ifs: string,
  out: { add: (text: string) => void; next: () => void; last: () => Field },
): void {
  let run = '';
  let atBreak = false;
  for (const ch of text) {
    if (!ifs.includes(ch)) {
      if (atBreak && (out.last().parts.length > 0 || out.last().solid)) out.next();
      atBreak = false;
      run += ch;
      continue;
    }
    out.add(run);
    run = '';
    // A separator that is no white space ends a field even where the field is empty.
    if (!WHITE.includes(ch)) {
      out.last().solid = true;
      out.next();
      atBreak = false;
    } else atBreak = true;
  }
  out.add(run);
  if (atBreak && (out.last().parts.length > 0 || out.last().solid)) out.next();
}

export function plainText(parts: readonly PatternPart[]): string {
  return parts.map(({ text }) => text).join('');
}
