import { type Assertion, type Node, WORD } from './syntax.ts';

const BEFORE = `(?<=[${WORD}])`;
const NOT_BEFORE = `(?<![${WORD}])`;
const AFTER = `(?=[${WORD}])`;
const NOT_AFTER = `(?![${WORD}])`;

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  start: '^',
  end: '$',
  'buffer start': '(?<![\\s\\S])',
  'buffer end': '(?![\\s\\S])',
  edge: `(?:${NOT_BEFORE}${AFTER}|${BEFORE}${NOT_AFTER})`,
  'no edge': `(?:${NOT_BEFORE}${NOT_AFTER}|${BEFORE}${AFTER})`,
  'word start': `${NOT_BEFORE}${AFTER}`,
  'word end': `${BEFORE}${NOT_AFTER}`,
  'no word before': NOT_BEFORE,
  'no word after': NOT_AFTER,
};

/** The tree as a regular expression of JavaScript for the flags s and u. */
export function sourceOfNode(node: Node): string {
  switch (node.kind) {
    case 'char':
      return node.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    case 'any':
      return '.';
    case 'set':
      return `[${node.source}]`;
    case 'assert':
      return ASSERTIONS[node.what];
    case 'group':
      return `(${sourceOfNode(node.node)})`;
    case 'repeat': {
      const { min, max } = node;
      const count = `{${min},${max === Infinity ? '' : max}}`;
      return `(?:${sourceOfNode(node.node)})${count}`;
    }
    case 'seq':
      return node.nodes.map(sourceOfNode).join('');
    case 'alt':
      return `(?:${node.nodes.map(sourceOfNode).join('|')})`;
    case 'back':
      return `(?:\\${node.index})`;
  }
}

export interface Shape {
  /** Repetitions without an end; each can multiply the time of a search that goes back. */
  readonly unbounded: number;
  /** A repetition in a repetition, or alternatives that begin alike: which one is meant is decided by length. */
  readonly ambiguous: boolean;
  readonly backReferences: boolean;
}

export function shapeOf(root: Node): Shape {
  let unbounded = 0;
  let ambiguous = false;
  let backReferences = false;
  const walk = (node: Node, repeated: boolean): void => {
    switch (node.kind) {
      case 'group':
        return walk(node.node, repeated);
      case 'repeat':
        if (node.max > 1) {
          if (node.max === Infinity) unbounded += 1;
          // Counted repetitions of a fixed text are as harmless as the text.
          if (repeated && node.max !== node.min) ambiguous = true;
          return walk(node.node, true);
        }
        if (repeated) ambiguous = true;
        return walk(node.node, repeated);
      case 'seq':
        return node.nodes.forEach((part) => walk(part, repeated));
      case 'alt': {
        const heads = node.nodes.map(headOf);
        if (heads.some((head) => head === null) || new Set(heads).size < heads.length) ambiguous = true;
        return node.nodes.forEach((part) => walk(part, repeated));
      }
      case 'back':
        backReferences = true;
        return;
      default:
        return;
    }
  };
  walk(root, false);
  return { unbounded, ambiguous, backReferences };
}

/** The character with which every match of the node begins; null: more than one, or nobody knows. */
function headOf(node: Node): string | null {
  if (node.kind === 'char') return node.text.toLowerCase();
  if (node.kind === 'group') return headOf(node.node);
  if (node.kind === 'seq') return node.nodes[0] === undefined ? null : headOf(node.nodes[0]);
  return null;
}

/** What every match begins with, as a regular expression of JavaScript; null: a match may be empty, or nobody knows. */
export function headSource(node: Node): string | null {
  switch (node.kind) {
    case 'char':
    case 'set':
      return sourceOfNode(node);
    case 'group':
      return headSource(node.node);
    case 'repeat':
      return node.min > 0 ? headSource(node.node) : null;
    case 'seq':
      return node.nodes[0] === undefined ? null : headSource(node.nodes[0]);
    case 'alt': {
      const heads = node.nodes.map(headSource);
      return heads.includes(null) ? null : heads.join('|');
    }
    default:
      return null;
  }
}
