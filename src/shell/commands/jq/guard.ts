import { compile, formats, type JqNode } from '@michaelhomer/jqjs';
import { type JqBudget, JqLimit } from './budget.ts';
import { MATCHING } from './matching.ts';
import { withOwnNames } from './own-names.ts';
import { readAt, withoutHoles, written } from './written.ts';

/** The budget of the filter that is going on; null: none is. */
let current: JqBudget | null = null;

type Method = (this: JqNode, ...given: unknown[]) => unknown;
type Methods = Record<string, unknown>;

/** Filters in which every kind of node occurs. */
const KINDS = [
  '.a|.[0]|.[1:2]|.a[0]|.a[1:2]|.["a"]|.[]|.a[]|..|1|"a"|"a\\(1)b"|true|null|[1]|{a:1}|(1,2)|.a?|-1',
  '1+1|1-1|1*1|1/1|1%1|1<1|1>1|1<=1|1>=1|1==1|1!=1|(true and true)|(true or true)|(null // 1)',
  '.a|=1|.a=1|.a+=1|.a//=1|@text|@json "a\\(1)"|map(.)|length|if . then . else . end',
  '. as $x|$x',
  'reduce .[] as $x (0;.+$x)',
  'foreach .[] as $x (0;.+$x)',
  'foreach .[] as $x (0;.+$x;.)',
  'def f: .; f',
  'def f($x): $x; f(1)',
];

/**
 * Runs a filter within a budget: it ends, it makes nothing that is too big, and it neither sees nor writes what is not in
 * its document. Throws what the filter throws; JqLimit when it wants more.
 */
export function* guarded(
  filter: (input: unknown) => Iterable<unknown>,
  input: unknown,
  budget: JqBudget,
): Iterable<unknown> {
  const results = within(budget, () => filter(input)[Symbol.iterator]());
  for (;;) {
    const step = within(budget, () => results.next());
    if (step.done === true) return;
    yield budget.checked(step.value);
  }
}

function within<T>(budget: JqBudget, work: () => T): T {
  const before = current;
  current = budget;
  try {
    return work();
  } catch (error) {
    // A stack that is full: the machine has no memory left for it.
    if (error instanceof RangeError) throw new JqLimit('out of memory');
    throw error;
  } finally {
    current = before;
  }
}

/** Compiles a filter for `guarded`. Throws when it is none. */
export function compileGuarded(filter: string): (input: unknown) => Iterable<unknown> {
  guardLibrary();
  try {
    return compile(withOwnNames(filter));
  } catch (error) {
    if (error instanceof RangeError) throw new JqLimit('syntax error: the filter is nested too deeply');
    throw error;
  }
}

let isGuarded = false;

/** The nodes' classes are in nobody's hand but their nodes': each method of theirs is put into a counting one. */
function guardLibrary(): void {
  if (isGuarded) return;
  isGuarded = true;
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    Object.values(value).forEach(visit);
    if (Array.isArray(value)) return;
    for (let owner = prototypeOf(value); owner !== null && owner !== Object.prototype; owner = prototypeOf(owner)) {
      if (seen.has(owner)) continue;
      seen.add(owner);
      guardClass(owner as Methods);
    }
  };
  for (const kind of KINDS) visit(compile(withOwnNames(kind)).ast);
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

function guardClass(owner: Methods): void {
  wrap(
    owner,
    'apply',
    (original) =>
      function (this: JqNode, ...given: unknown[]) {
        return counted(() => called(this, original, given), false);
      },
  );
  if (Object.hasOwn(owner, 'update')) guardAssignment(owner);
  wrap(
    owner,
    'paths',
    (original) =>
      function (this: JqNode, ...given: unknown[]) {
        return counted(() => original.apply(this, given) as Iterable<unknown>, true);
      },
  );
  wrap(
    owner,
    'combine',
    (original) =>
      function (this: JqNode, ...given: unknown[]) {
        const [left, right] = given;
        const [a, b] = [sizeOf(left), sizeOf(right)];
        current?.spend(Array.isArray(left) && Array.isArray(right) ? (a * b) / 50 + a + b : (a + b) / 20);
        return original.apply(this, given);
      },
  );
  // Of all nodes only objects have this one: it joins keys and values.
  wrap(
    owner,
    'helper',
    (original) =>
      function (this: JqNode, ...given: unknown[]) {
        const [keys] = given;
        if (Array.isArray(keys) && !keys.every((key) => typeof key === 'string'))
          throw new JqLimit('Object keys must be strings');
        return original.apply(this, given);
      },
  );
  wrap(
    owner,
    'repeat',
    (original) =>
      function (this: JqNode, ...given: unknown[]) {
        const [text, count] = given;
        if (typeof text === 'string' && typeof count === 'number' && (text.length * count > 1 << 22 || count > 1e6))
          throw new JqLimit('Repeat string result too long');
        return original.apply(this, given);
      },
  );
}

/** `=` and `|=`: the library goes through what a document has inherited, too. */
function guardAssignment(owner: Methods): void {
  owner['update'] = written;
  if (!Object.hasOwn(owner, 'get')) return;
  owner['get'] = readAt;
  wrap(
    owner,
    'apply',
    (original) =>
      function* (this: JqNode, ...given: unknown[]) {
        for (const value of original.apply(this, given) as Iterable<unknown>) yield withoutHoles(value);
      },
  );
}

function wrap(owner: Methods, name: string, made: (original: Method) => Method): void {
  const original = Object.hasOwn(owner, name) ? owner[name] : undefined;
  if (typeof original === 'function') owner[name] = made(original as Method);
}

function* counted(start: () => Iterable<unknown>, ofPaths: boolean): Iterable<unknown> {
  current?.spend(1);
  for (const value of start()) {
    current?.spend(1);
    if (ofPaths) current?.checkedPath(value);
    yield ofPaths || current === null ? value : current.checked(value);
  }
}

/** Calls a node, or what stands in the place of a function of the library. */
function called(node: JqNode, original: Method, given: unknown[]): Iterable<unknown> {
  const { name, args } = node as JqNode & { readonly name?: unknown; readonly args?: readonly JqNode[] };
  const [input, conf] = given;
  if (typeof name !== 'string') return original.apply(node, given) as Iterable<unknown>;
  if (args === undefined) {
    // Only `@name` has a `string`, which is the text behind it.
    if (Object.hasOwn(node, 'string') && !Object.hasOwn(formats, name))
      throw new Error(`${name} is not a valid format`);
    return original.apply(node, given) as Iterable<unknown>;
  }
  // Most functions look at every element once, and sorting at not many more.
  current?.spend(sizeOf(input) / 10);
  if (name === 'now/0' && current !== null) return [current.now];
  const own = MATCHING.get(name);
  if (own !== undefined) return own(input, conf, args);
  if (name === 'setpath/2' || name === 'delpaths/1')
    return original.apply(withPaths(node, args), given) as Iterable<unknown>;
  return original.apply(node, given) as Iterable<unknown>;
}

/** A call whose first argument gives only paths that may be written to. */
function withPaths(node: JqNode, args: readonly JqNode[]): JqNode {
  const [paths, ...others] = args;
  const first: JqNode = {
    *apply(input, conf) {
      for (const path of paths?.apply(input, conf) ?? []) {
        current?.checkedPath(path);
        if (Array.isArray(path)) path.forEach((inner) => current?.checkedPath(inner));
        yield path;
      }
    },
  };
  return Object.assign(Object.create(node) as JqNode, { args: [first, ...others] });
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 1;
}
