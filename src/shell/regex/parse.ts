import { bracket, escapeLetter } from './bracket.ts';
import { BadPattern, type Dialect, type Node, WORD } from './syntax.ts';

/** RE_DUP_MAX of the C library is 32767; more than this makes a machine that is too big here, too. */
const MAX_REPEAT = 255;
const MAX_NESTING = 200;

export interface Parsed {
  readonly node: Node;
  readonly groups: number;
}

/** Parses a POSIX regular expression with the extensions of GNU (regex(7)). Throws BadPattern. */
export function parsePattern(text: string, dialect: Dialect): Parsed {
  return new Parser([...text], dialect).parse();
}

class Parser {
  readonly #text: readonly string[];
  readonly #dialect: Dialect;
  #at = 0;
  #groups = 0;
  #depth = 0;
  readonly #closed = new Set<number>();

  constructor(text: readonly string[], dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  parse(): Parsed {
    const node = this.#alternatives();
    if (this.#at < this.#text.length) throw new BadPattern('Unmatched ) or \\)');
    return { node, groups: this.#groups };
  }

  /** Whether a sign with a meaning stands here: with a backslash in basic patterns, without in extended ones. */
  #sign(ch: string): boolean {
    const { extended } = this.#dialect;
    return extended ? this.#text[this.#at] === ch : this.#text[this.#at] === '\\' && this.#text[this.#at + 1] === ch;
  }

  #skipSign(): void {
    this.#at += this.#dialect.extended ? 1 : 2;
  }

  #closes(): boolean {
    if (!this.#sign(')')) return false;
    return this.#depth > 0 || !this.#dialect.awk;
  }

  #alternatives(): Node {
    const nodes = [this.#sequence()];
    while (this.#at < this.#text.length && this.#sign('|')) {
      this.#skipSign();
      nodes.push(this.#sequence());
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'alt', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#text.length && !this.#sign('|') && !this.#closes()) {
      const before = this.#at;
      let node = this.#atom(nodes.length === 0);
      if (node === null) continue;
      // A repetition of ^ is a star itself in basic patterns.
      const anchor = node.kind === 'assert' && node.what === 'start' && !this.#dialect.extended;
      while (!anchor) {
        const count = this.#repetition();
        if (count === null) break;
        node = { kind: 'repeat', node, min: count.min, max: count.max };
      }
      nodes.push(node);
      if (this.#at === before) throw new BadPattern('Invalid regular expression');
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'seq', nodes };
  }

  #atom(first: boolean): Node | null {
    const { extended, dangling } = this.#dialect;
    if (this.#sign('(')) return this.#group();
    const start = this.#at;
    if (first) {
      const count = this.#dangling();
      if (count) {
        if (dangling === 'error') throw new BadPattern('Invalid preceding regular expression');
        if (dangling === 'nothing') return null;
        this.#at = start;
        if (!extended && this.#text[start] === '\\') this.#at += 1;
        return { kind: 'char', text: this.#text[this.#at++] ?? '' };
      }
    }
    const ch = this.#text[this.#at++] ?? '';
    if (ch === '.') return { kind: 'any' };
    if (ch === '[') {
      const { source, end } = bracket(this.#text, start, this.#dialect.escapes, this.#dialect.awk);
      this.#at = end + 1;
      return { kind: 'set', source };
    }
    if (ch === '\\') return this.#escaped();
    if (ch === '^' && (extended || first)) return { kind: 'assert', what: 'start' };
    if (ch === '$' && (extended || this.#at === this.#text.length || this.#sign(')') || this.#sign('|')))
      return { kind: 'assert', what: 'end' };
    return { kind: 'char', text: ch };
  }

  /** A repetition at a place where nothing can be repeated. */
  #dangling(): boolean {
    const ch = this.#text[this.#at];
    if (ch === '*') {
      this.#at += 1;
      return true;
    }
    const found = this.#dialect.extended && this.#repetition() !== null;
    return found;
  }

  #group(): Node {
    this.#skipSign();
    if (++this.#depth > MAX_NESTING) throw new BadPattern('Regular expression too big');
    const index = ++this.#groups;
    const node = this.#alternatives();
    if (!(this.#at < this.#text.length && this.#sign(')'))) throw new BadPattern('Unmatched ( or \\(');
    this.#skipSign();
    this.#depth -= 1;
    this.#closed.add(index);
    return { kind: 'group', index, node };
  }

  #escaped(): Node {
    const ch = this.#text[this.#at++];
    if (ch === undefined) throw new BadPattern('Trailing backslash');
    const { escapes, awk, extended } = this.#dialect;
    if (escapes || awk) {
      const letter = escapeLetter(ch);
      if (letter !== null) return { kind: 'char', text: letter };
    }
    if (awk) return { kind: 'char', text: ch };
    if (/^[1-9]$/.test(ch)) {
      if (!this.#closed.has(Number(ch))) throw new BadPattern('Invalid back reference');
      return { kind: 'back', index: Number(ch) };
    }
    if (!extended && ch === ')') throw new BadPattern('Unmatched ) or \\)');
    if (!extended && ch === '{') throw new BadPattern('Invalid preceding regular expression');
    switch (ch) {
      case 'w':
        return { kind: 'set', source: WORD };
      case 'W':
        return { kind: 'set', source: `^${WORD}` };
      case 's':
        return { kind: 'set', source: '\\s' };
      case 'S':
        return { kind: 'set', source: '^\\s' };
      case 'b':
        return { kind: 'assert', what: 'edge' };
      case 'B':
        return { kind: 'assert', what: 'no edge' };
      case '<':
        return { kind: 'assert', what: 'word start' };
      case '>':
        return { kind: 'assert', what: 'word end' };
      case '`':
        return { kind: 'assert', what: 'buffer start' };
      case "'":
        return { kind: 'assert', what: 'buffer end' };
      default:
        return { kind: 'char', text: ch };
    }
  }

  #repetition(): { readonly min: number; readonly max: number } | null {
    if (this.#text[this.#at] === '*') {
      this.#at += 1;
      return { min: 0, max: Infinity };
    }
    if (this.#at >= this.#text.length) return null;
    if (this.#sign('+')) {
      this.#skipSign();
      return { min: 1, max: Infinity };
    }
    if (this.#sign('?')) {
      this.#skipSign();
      return { min: 0, max: 1 };
    }
    return this.#sign('{') ? this.#interval() : null;
  }

  #interval(): { readonly min: number; readonly max: number } | null {
    const start = this.#at;
    this.#skipSign();
    const { extended } = this.#dialect;
    const rest = this.#text.slice(this.#at, this.#at + 24).join('');
    const match = (extended ? /^(\d*)(?:(,)(\d*))?\}/ : /^(\d*)(?:(,)(\d*))?\\\}/).exec(rest);
    if (match === null || (match[1] === '' && match[2] === undefined)) {
      if (!extended) throw new BadPattern(rest.includes('\\}') ? 'Invalid content of \\{\\}' : 'Unmatched \\{');
      this.#at = start;
      return null;
    }
    this.#at += match[0].length;
    const min = Number(match[1] || 0);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (min > max) throw new BadPattern('Invalid content of \\{\\}');
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) throw new BadPattern('Regular expression too big');
    return { min, max };
  }
}
