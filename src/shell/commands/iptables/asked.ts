import type { ListStyle } from './list-rules.ts';

/** What a command line of iptables wants to see. */
export interface Asked {
  readonly table: string;
  readonly command: 'list' | 'rules' | null;
  readonly chain: string | undefined;
  readonly style: ListStyle;
  readonly version: boolean;
  /** The first word that changes rules or that nobody knows. */
  readonly other: string | null;
}

const LONG: Readonly<Record<string, string>> = {
  '--table': 't',
  '--list': 'L',
  '--list-rules': 'S',
  '--numeric': 'n',
  '--verbose': 'v',
  '--exact': 'x',
  '--line-numbers': '0',
  '--wait': 'w',
  '--version': 'V',
};

/** Options in any order, letters together: -nvL, -t nat -L POSTROUTING --line-numbers. */
export function askedOf(words: readonly string[]): Asked {
  let table = 'filter';
  let command: Asked['command'] = null;
  let chain: string | undefined;
  let version = false;
  let other: string | null = null;
  const style = { numeric: false, verbose: false, lineNumbers: false, exact: false };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const letters = word.startsWith('--') ? (LONG[word] ?? '?') : /^-[A-Za-z]+$/.test(word) ? word.slice(1) : '';
    if (letters === '') {
      if (command === null || chain !== undefined) other ??= word;
      else chain = word;
      continue;
    }
    for (const letter of letters) {
      if (letter === 't') table = words[(at += 1)] ?? '';
      else if (letter === 'L') command = 'list';
      else if (letter === 'S') command = 'rules';
      else if (letter === 'n') style.numeric = true;
      else if (letter === 'v') style.verbose = true;
      else if (letter === 'x') style.exact = true;
      else if (letter === '0') style.lineNumbers = true;
      else if (letter === 'V') version = true;
      else if (letter !== 'w') other ??= word;
    }
  }
  return { table, command, chain, style, version, other };
}
