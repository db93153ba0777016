/** The first place where a value differs from its shape. `where` is a path: 'events[3].verdict.kind'. */
export interface Misfit {
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

/** A JSON Schema, as plain JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A runtime description of a type of plain JSON: checks a value, and carries the type for the compiler. */
export interface Shape<T> {
  readonly check: (value: unknown, where: string) => Misfit | null;
  /** The same in JSON Schema (draft 2020-12). `at` gives a part, or a reference to it where it has a name of its own. */
  readonly schema: (at: (part: Shape<unknown>) => JsonSchema) => JsonSchema;
  /** Never set: only there to hold T. */
  readonly type?: T;
}
export type Of<S> = S extends Shape<infer T> ? T : never;
/** A field that may be missing: what it then means is said where it is read. */
export interface OptionalShape<T> extends Shape<T> {
  readonly absent: 'fine';
}
type Fields = Readonly<Record<string, Shape<unknown>>>;
type OptionalKey<F extends Fields> = { [K in keyof F]: F[K] extends OptionalShape<unknown> ? K : never }[keyof F];
type OfFields<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKey<F>>]: Of<F[K]> } & {
  readonly [K in OptionalKey<F>]?: Of<F[K]>;
};

function leaf<T>(expected: string, schema: JsonSchema, fits: (value: unknown) => boolean): Shape<T> {
  return {
    check: (value, where) => (fits(value) ? null : { where, expected, found: foundText(value) }),
    schema: () => schema,
  };
}

export const text: Shape<string> = leaf('a string', { type: 'string' }, (value) => typeof value === 'string');
export const flag: Shape<boolean> = leaf('true or false', { type: 'boolean' }, (value) => typeof value === 'boolean');
export const int: Shape<number> = leaf('an integer', { type: 'integer' }, (value) => Number.isSafeInteger(value));
/** For fields that may hold fractions: `ping -i 0.2`. */
export const num: Shape<number> = leaf(
  'a number',
  { type: 'number' },
  (value) => typeof value === 'number' && Number.isFinite(value),
);
export const hex: Shape<string> = leaf(
  'bytes in hex',
  { type: 'string', pattern: '^([0-9a-f]{2})*$' },
  (value) => typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value),
);
/** Whatever JSON can hold. */
export const anything: Shape<unknown> = leaf('a value', {}, (value) => value !== undefined);

export function word<const W extends string | number | boolean>(...words: readonly W[]): Shape<W> {
  return leaf(`one of ${words.join(', ')}`, words.length === 1 ? { const: words[0] } : { enum: words }, (value) =>
    words.some((known) => known === value),
  );
}

export function maybe<T>(shape: Shape<T>): Shape<T | null> {
  return {
    check: (value, where) => (value === null ? null : shape.check(value, where)),
    schema: (at) => ({ anyOf: [at(shape), { type: 'null' }] }),
  };
}

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { check: shape.check, schema: (at) => at(shape), absent: 'fine' };
}

export function either<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> {
  return {
    check: (value, where) => (a.check(value, where) === null ? null : b.check(value, where)),
    schema: (at) => ({ anyOf: [at(a), at(b)] }),
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    check(value, where) {
      if (!Array.isArray(value)) return { where, expected: 'a list', found: foundText(value) };
      for (const [i, element] of value.entries()) {
        const misfit = item.check(element, `${where}[${i}]`);
        if (misfit !== null) return misfit;
      }
      return null;
    },
    schema: (at) => ({ type: 'array', items: at(item) }),
  };
}

export function pair<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return {
    check(value, where) {
      if (!Array.isArray(value) || value.length !== 2) return { where, expected: 'a pair', found: foundText(value) };
      return first.check(value[0], `${where}[0]`) ?? second.check(value[1], `${where}[1]`);
    },
    schema: (at) => ({ type: 'array', prefixItems: [at(first), at(second)], minItems: 2, maxItems: 2 }),
  };
}

/** Exactly these fields: an unknown one is a misfit, and a missing one that is not optional. */
export function fields<F extends Fields>(shapes: F): Shape<OfFields<F>> {
  return {
    check: (value, where) => checkFields(shapes, value, where),
    schema: (at) => fieldsSchema(shapes, at),
  };
}

function fieldsSchema(shapes: Fields, at: (part: Shape<unknown>) => JsonSchema): JsonSchema {
  const all = Object.entries(shapes);
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(([name, shape]) => [name, at(shape)])),
    required: all.filter(([, shape]) => !('absent' in shape)).map(([name]) => name),
    additionalProperties: false,
  };
}

/** Any names, values of one shape. */
export function byName<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    check(value, where) {
      if (!isRecord(value)) return { where, expected: 'an object', found: foundText(value) };
      for (const [name, element] of Object.entries(value)) {
        if (name === '__proto__') return { where: inside(where, name), expected: 'another name', found: name };
        const misfit = shape.check(element, inside(where, name));
        if (misfit !== null) return misfit;
      }
      return null;
    },
    schema: (at) => ({
      type: 'object',
      propertyNames: { not: { const: '__proto__' } },
      additionalProperties: at(shape),
    }),
  };
}

/** A union told apart by the value of one field; `shared` fields are in every member. */
export function oneOf<
  K extends string,
  V extends Readonly<Record<string, Fields>>,
  S extends Fields = Readonly<Record<never, never>>,
>(
  key: K,
  members: V,
  shared?: S,
): Shape<{ [M in keyof V]: { readonly [N in K]: M } & OfFields<V[M]> & OfFields<S> }[keyof V]> {
  const whole = new Map(Object.entries(members).map(([name, own]) => [name, { ...shared, ...own, [key]: word(name) }]));
  return {
    check(value, where) {
      if (!isRecord(value)) return { where, expected: 'an object', found: foundText(value) };
      const member = value[key];
      const shapes = typeof member === 'string' ? whole.get(member) : undefined;
      if (shapes === undefined)
        return {
          where: inside(where, key),
          expected: `one of ${[...whole.keys()].join(', ')}`,
          found: foundText(member),
        };
      return checkFields(shapes, value, where);
    },
    schema: (at) => ({ oneOf: [...whole.values()].map((shapes) => fieldsSchema(shapes, at)) }),
  };
}

function checkFields(shapes: Fields, value: unknown, where: string): Misfit | null {
  if (!isRecord(value)) return { where, expected: 'an object', found: foundText(value) };
  for (const [name, shape] of Object.entries(shapes)) {
    if (!Object.hasOwn(value, name) && 'absent' in shape) continue;
    if (!Object.hasOwn(value, name)) return { where: inside(where, name), expected: 'a value', found: 'nothing' };
    const misfit = shape.check(value[name], inside(where, name));
    if (misfit !== null) return misfit;
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(shapes, name))
      return { where: inside(where, name), expected: `only ${Object.keys(shapes).join(', ')}`, found: name };
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inside(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}

function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length <= 60 ? json : `${json.slice(0, 57)}...`;
}
