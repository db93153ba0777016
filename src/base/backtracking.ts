/** A repetition, `?` included, behind an atom: how often at most. */
const COUNT = /[*+?]|\{(\d+)(,(\d*))?\}/y;
const ATOM_CLASS = /\[(?:\\[\s\S]|[^\]\\])*\]/y;
/** Stands for all letters beyond ASCII when two atoms are compared. */
const SAMPLE = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), '\u00e9', '\uac00'];

/** What one atom takes: a single character out of these, or (null) nobody knows. */
type Takes = RegExp | null;

interface Repeated {
  readonly atom: Takes;
  readonly most: number;
  readonly least: number;
}

/** How long a search with a regular expression of JavaScript that goes back can take. */
export class Backtracking {
  /** A repetition of something that is repeated itself: its time doubles with every character. */
  readonly endless: boolean;
  readonly #unbounded: number;
  readonly #factor: number;

  constructor(source: string) {
    const shape = shapeOf(source);
    this.endless = shape.endless;
    this.#unbounded = shape.unbounded;
    this.#factor = shape.factor;
  }

  /** Steps for a text of so many characters in the worst case, more or less. */
  steps(length: number): number {
    return this.endless ? 2 ** length : this.#factor * (length + 1) ** (this.#unbounded + 1);
  }

  /** Whether that is more than a reader waits for. */
  tooLong(length: number): boolean {
    return this.steps(length) > 2e8;
  }
}

interface Group {
  readonly items: Repeated[];
  /** Something in it may be taken more or less often, or in more than one way. */
  varies: boolean;
  /** First characters of its alternatives. */
  readonly heads: (string | null)[];
  head: string | null | undefined;
}

function shapeOf(source: string): { readonly endless: boolean; readonly unbounded: number; readonly factor: number } {
  const open: Group[] = [];
  const fresh = (): Group => ({ items: [], varies: false, heads: [], head: undefined });
  let group = fresh();
  let endless = false;
  let unbounded = 0;
  let factor = 1;
  const count = (items: readonly Repeated[], isLast = false): void => {
    items.forEach(({ atom, most, least }, at) => {
      if (most === least) return;
      const next = items.slice(at + 1, at + 2)[0];
      // What must come next is none of what is repeated: there is only one place where the repetition can end.
      // And where nothing comes next, the match is made.
      const decided = next === undefined ? isLast : next.least > 0 && areDisjoint(atom, next.atom);
      if (decided) return;
      if (most === Infinity) unbounded += 1;
      else factor *= most - least + 1;
    });
  };
  for (let at = 0; at < source.length;) {
    const char = source.charAt(at);
    if (char === '(') {
      open.push(group);
      group = fresh();
      at += /^\((?:\?(?:[:=!]|<[=!]|<\w*>)?)?/.exec(source.slice(at, at + 80))?.[0].length ?? 1;
      continue;
    }
    if (char === '|') {
      group.heads.push(group.head ?? null);
      count(group.items.splice(0), open.length === 0);
      group.head = undefined;
      at += 1;
      continue;
    }
    let varies = false;
    let atom: Takes = null;
    let text = char;
    if (char === ')') {
      count(group.items.splice(0));
      const heads = [...group.heads, group.head ?? null];
      const alike = heads.length > 1 && (heads.includes(null) || new Set(heads).size < heads.length);
      if (alike) factor *= heads.length;
      varies = group.varies || alike;
      group = open.pop() ?? fresh();
    } else {
      ATOM_CLASS.lastIndex = at;
      text = char === '\\' ? escapeAt(source, at) : char === '[' ? (ATOM_CLASS.exec(source)?.[0] ?? char) : char;
      atom = takesOf(text);
      if (/^(?:\\[1-9k])/.test(text)) factor *= 2;
    }
    at += text.length;
    COUNT.lastIndex = at;
    const counted = COUNT.exec(source);
    const { least, most } = countOf(counted);
    if (counted !== null) {
      at += counted[0].length;
      if (source.charAt(at) === '?' || source.charAt(at) === '+') at += 1;
    }
    group.head ??= text.length === 1 && /[\w@:/ -]/.test(text) && least > 0 ? text : null;
    if (varies && most > 1) {
      if (most === Infinity || most > 8) endless = true;
      else factor *= 2 ** most;
    }
    if (varies || most !== least) group.varies = true;
    group.items.push({ atom, most, least });
  }
  count(group.items, open.length === 0);
  return { endless, unbounded, factor };
}

function countOf(counted: RegExpExecArray | null): { readonly least: number; readonly most: number } {
  if (counted === null) return { least: 1, most: 1 };
  const [sign, least, comma, most] = counted;
  if (sign === '*') return { least: 0, most: Infinity };
  if (sign === '+') return { least: 1, most: Infinity };
  if (sign === '?') return { least: 0, most: 1 };
  const from = Number(least);
  return { least: from, most: comma === undefined ? from : most === '' ? Infinity : Number(most) };
}

function escapeAt(source: string, at: number): string {
  return /^\\(?:u\{[^}]*\}|u\w{4}|x\w{2}|[pPk]?[{<][^}>]*[}>]|[\s\S])?/.exec(source.slice(at, at + 40))?.[0] ?? '\\';
}

function takesOf(text: string): Takes {
  if (/^(?:[\^$]|\\[bB1-9k])/.test(text)) return null;
  try {
    return new RegExp(`^${text}$`, 'is');
  } catch {
    return null;
  }
}

function areDisjoint(a: Takes, b: Takes): boolean {
  return a !== null && b !== null && !SAMPLE.some((char) => a.test(char) && b.test(char));
}
