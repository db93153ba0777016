import { RULES } from './rules.ts';
import type { Element } from './tree.ts';

/** An element with what stands above it, as far as a selector can ask. */
export interface Placed {
  readonly tag: string;
  readonly classes: ReadonlySet<string>;
  readonly first: boolean;
  readonly parent: Placed | null;
}

interface Step {
  readonly tag: string | null;
  readonly classes: readonly string[];
  readonly not: string | null;
  readonly first: boolean;
  /** The next step must be its parent, not just something above it. */
  readonly child: boolean;
}

interface Rule {
  /** Of the element itself first, then upwards. */
  readonly steps: readonly Step[];
  readonly set: Readonly<Record<string, string>>;
}

const STEP = /^([a-z]*)((?:\.[\w-]+)*)(?::not\(\.([\w-]+)\))?(:first-child)?$/;

function stepOf(text: string, child: boolean): Step {
  const found = STEP.exec(text);
  if (found === null) throw new Error(`rules: '${text}' is a selector that exports do not know`);
  const [, tag = '', classes = '', not, first] = found;
  return {
    tag: tag === '' ? null : tag,
    classes: classes === '' ? [] : classes.slice(1).split('.'),
    not: not ?? null,
    first: first !== undefined,
    child,
  };
}

function stepsOf(selector: string): readonly Step[] {
  const words = selector.split(' ');
  return words.flatMap((word, i) => (word === '>' ? [] : [stepOf(word, words[i - 1] === '>')])).toReversed();
}

const rules: readonly Rule[] = RULES.map(([selector, set]) => ({ steps: stepsOf(selector), set }));

/** Where to look for the rules of an element: by one of its classes, or by its name. In the order in which they count. */
const byName = new Map<string, number[]>();
rules.forEach(({ steps: [own] }, i) => {
  const name = own === undefined ? '' : own.classes[0] === undefined ? (own.tag ?? '') : `.${own.classes[0]}`;
  byName.set(name, [...(byName.get(name) ?? []), i]);
});

export function placed(element: Element, parent: Placed | null, first: boolean): Placed {
  const classes = element.attributes.get('class') ?? '';
  return { tag: element.tag, classes: new Set(classes.split(' ').filter((name) => name !== '')), first, parent };
}

/** What the style sheets of the stage set on an element, the later rule over the earlier. */
export function declared(at: Placed): Readonly<Record<string, string>> {
  const set: Record<string, string> = {};
  const names = [at.tag, ...[...at.classes].map((name) => `.${name}`)];
  for (const i of names.flatMap((name) => byName.get(name) ?? []).toSorted((a, b) => a - b)) {
    const rule = rules[i];
    if (rule !== undefined && matches(rule.steps, 0, at)) Object.assign(set, rule.set);
  }
  return set;
}

/** The classes that some rule asks for: all others only name what an element is. */
export function knownClasses(): ReadonlySet<string> {
  return new Set(rules.flatMap(({ steps }) => steps.flatMap(({ classes }) => classes)));
}

function matches(steps: readonly Step[], i: number, at: Placed): boolean {
  const step = steps[i];
  if (step === undefined || !fits(step, at)) return false;
  if (i === steps.length - 1) return true;
  for (let above = at.parent; above !== null; above = step.child ? null : above.parent)
    if (matches(steps, i + 1, above)) return true;
  return false;
}

function fits(step: Step, at: Placed): boolean {
  return (
    (step.tag === null || step.tag === at.tag) &&
    step.classes.every((name) => at.classes.has(name)) &&
    (step.not === null || !at.classes.has(step.not)) &&
    (!step.first || at.first)
  );
}
