/** What the keys of a terminal ask a line editor for (readline's names where it has one). */
export type Edit =
  | { readonly kind: 'insert'; readonly text: string }
  | {
      readonly kind:
        | 'accept'
        | 'interrupt'
        | 'end-or-delete'
        | 'complete'
        | 'clear'
        | 'search'
        | 'abort'
        | 'rub-out'
        | 'delete'
        | 'left'
        | 'right'
        | 'word-left'
        | 'word-right'
        | 'line-start'
        | 'line-end'
        | 'kill-end'
        | 'kill-start'
        | 'kill-word-left'
        | 'kill-word-right'
        | 'yank'
        | 'older'
        | 'newer'
        | 'nothing';
    };
export type EditKind = Exclude<Edit['kind'], 'insert'>;

const BY_KEY: Readonly<Record<string, EditKind>> = {
  '\r': 'accept',
  '\n': 'accept',
  '\x03': 'interrupt',
  '\x04': 'end-or-delete',
  '\t': 'complete',
  '\x0c': 'clear',
  '\x12': 'search',
  '\x07': 'abort',
  '\x1b': 'abort',
  '\x7f': 'rub-out',
  '\b': 'rub-out',
  '\x1b[3~': 'delete',
  '\x02': 'left',
  '\x1b[D': 'left',
  '\x1bOD': 'left',
  '\x06': 'right',
  '\x1b[C': 'right',
  '\x1bOC': 'right',
  '\x1bb': 'word-left',
  '\x1b[1;5D': 'word-left',
  '\x1b[1;3D': 'word-left',
  '\x1bf': 'word-right',
  '\x1b[1;5C': 'word-right',
  '\x1b[1;3C': 'word-right',
  '\x01': 'line-start',
  '\x1b[H': 'line-start',
  '\x1bOH': 'line-start',
  '\x1b[1~': 'line-start',
  '\x05': 'line-end',
  '\x1b[F': 'line-end',
  '\x1bOF': 'line-end',
  '\x1b[4~': 'line-end',
  '\x0b': 'kill-end',
  '\x15': 'kill-start',
  '\x17': 'kill-word-left',
  '\x1b\x7f': 'kill-word-left',
  '\x1bd': 'kill-word-right',
  '\x19': 'yank',
  '\x10': 'older',
  '\x1b[A': 'older',
  '\x1bOA': 'older',
  '\x0e': 'newer',
  '\x1b[B': 'newer',
  '\x1bOB': 'newer',
};

/** A bracketed paste; an escape sequence; a control character; or a stretch of text. */
const TOKEN =
  /\x1b\[200~[\s\S]*?\x1b\[201~|\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z]|[^\x1b[O])?|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g;
const PASTE = /^\x1b\[200~([\s\S]*?)(?:\x1b\[201~)?$/;

/** Reads what a terminal sends: keys one after the other, a paste as one text with plain line ends. */
export function editsOf(data: string): readonly Edit[] {
  return (data.match(TOKEN) ?? []).map((token): Edit => {
    const pasted = PASTE.exec(token)?.[1];
    if (pasted !== undefined) return { kind: 'insert', text: pasteText(pasted) };
    if (token >= ' ' && !token.startsWith('\x7f')) return { kind: 'insert', text: token };
    return { kind: BY_KEY[token] ?? 'nothing' };
  });
}

/**
 * What is pasted comes from anywhere: line ends become ours, a tab a blank, nothing in it is a key, and nothing turns the
 * direction of the text around: what is run is what is seen.
 */
export function pasteText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}
