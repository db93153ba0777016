import { type Assertion, BadPattern, type Node } from './syntax.ts';

/** Instructions of the machine that follows all ways through a pattern at once. */
export type Step =
  | { readonly op: 'char'; readonly test: (ch: string) => boolean }
  | { readonly op: 'assert'; readonly what: Assertion }
  /** Goes on at both places; the first is preferred. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'match' };

const MAX_STEPS = 20_000;

/** Steps that a tree becomes, more or less: known before any of them is made. */
function stepsOf(node: Node): number {
  switch (node.kind) {
    case 'group':
      return stepsOf(node.node) + 2;
    case 'seq':
    case 'alt':
      return node.nodes.reduce((sum, part) => sum + stepsOf(part), 0);
    case 'repeat':
      return stepsOf(node.node) * (node.max === Infinity ? node.min + 1 : node.max);
    default:
      return 1;
  }
}

/** Compiles a tree without back-references. Throws BadPattern when it gets too big. */
export function programOf(root: Node, ignoreCase: boolean): readonly Step[] {
  const out: Step[] = [];
  const add = <S extends Step>(step: S): S => {
    if (out.length >= MAX_STEPS) throw new BadPattern('Regular expression too big');
    out.push(step);
    return step;
  };
  const walk = (node: Node): void => {
    switch (node.kind) {
      case 'char':
        return void add({ op: 'char', test: charTest(node.text, ignoreCase) });
      case 'any':
        return void add({ op: 'char', test: () => true });
      case 'set':
        return void add({ op: 'char', test: setTest(node.source, ignoreCase) });
      case 'assert':
        return void add({ op: 'assert', what: node.what });
      case 'group':
        add({ op: 'save', slot: node.index * 2 });
        walk(node.node);
        return void add({ op: 'save', slot: node.index * 2 + 1 });
      case 'seq':
        return node.nodes.forEach(walk);
      case 'alt': {
        const ends: { to: number }[] = [];
        for (const [i, part] of node.nodes.entries()) {
          if (i === node.nodes.length - 1) {
            walk(part);
            continue;
          }
          const split = add({ op: 'split', first: out.length + 1, second: 0 });
          walk(part);
          ends.push(add({ op: 'jump', to: 0 }));
          split.second = out.length;
        }
        for (const end of ends) end.to = out.length;
        return;
      }
      case 'repeat':
        return repeat(node.node, node.min, node.max);
      case 'back':
        throw new BadPattern('Regular expression too big');
    }
  };
  const repeat = (node: Node, min: number, max: number): void => {
    for (let i = 0; i < min; i++) walk(node);
    if (max === Infinity) {
      const split = add({ op: 'split', first: out.length + 1, second: 0 });
      const at = out.length - 1;
      walk(node);
      add({ op: 'jump', to: at });
      split.second = out.length;
      return;
    }
    const splits: { second: number }[] = [];
    for (let i = min; i < max; i++) {
      splits.push(add({ op: 'split', first: out.length + 1, second: 0 }));
      walk(node);
    }
    for (const split of splits) split.second = out.length;
  };
  if (stepsOf(root) > MAX_STEPS) throw new BadPattern('Regular expression too big');
  walk(root);
  add({ op: 'match' });
  return out;
}

function charTest(text: string, ignoreCase: boolean): (ch: string) => boolean {
  if (!ignoreCase) return (ch) => ch === text;
  const lower = text.toLowerCase();
  return (ch) => ch === text || ch.toLowerCase() === lower;
}

function setTest(source: string, ignoreCase: boolean): (ch: string) => boolean {
  const regexp = new RegExp(`^[${source}]$`, ignoreCase ? 'iu' : 'u');
  const known = new Map<string, boolean>();
  return (ch) => {
    let answer = known.get(ch);
    if (answer === undefined) {
      answer = regexp.test(ch);
      if (known.size < 512) known.set(ch, answer);
    }
    return answer;
  };
}
