/** One value for every factor. */
export type Row<F> = { readonly [K in keyof F]: F[K] extends readonly (infer T)[] ? T : never };
type Factors = Readonly<Record<string, readonly unknown[]>>;

interface Pair {
  readonly a: string;
  readonly i: number;
  readonly b: string;
  readonly j: number;
}

/**
 * Few rows in which every pair of values of two factors meets at least once, apart from pairs that no allowed row can
 * have. Always the same rows for the same factors. Greedy, one row at a time: it begins with a pair that has not met
 * yet, and every other factor takes the value that lets most new pairs meet, of equal ones the rarest so far (as in
 * AETG: Cohen, Dalal, Fredman, Patton, IEEE TSE 23(7), 1997). `allowed` is asked with complete rows only.
 */
export function pairwise<const F extends Factors>(factors: F, allowed: (row: Row<F>) => boolean): readonly Row<F>[] {
  const names = Object.keys(factors);
  const sizeOf = (name: string): number => factors[name]?.length ?? 0;
  const keyOf = ({ a, i, b, j }: Pair): string => `${a}${i} ${b}${j}`;
  const rowOf = (at: ReadonlyMap<string, number>): Row<F> =>
    Object.fromEntries(names.map((name) => [name, factors[name]?.[at.get(name) ?? 0]])) as Row<F>;
  const open = new Map<string, Pair>();
  names.forEach((a, n) => {
    for (const b of names.slice(n + 1))
      for (let i = 0; i < sizeOf(a); i++)
        for (let j = 0; j < sizeOf(b); j++) open.set(keyOf({ a, i, b, j }), { a, i, b, j });
  });
  const met = (at: ReadonlyMap<string, number>): string[] =>
    names.flatMap((a, n) =>
      names.slice(n + 1).flatMap((b) => {
        const [i, j] = [at.get(a), at.get(b)];
        return i === undefined || j === undefined ? [] : [keyOf({ a, i, b, j })];
      }),
    );
  const uses = new Map<string, number>();
  const used = (at: ReadonlyMap<string, number>, name: string): number => uses.get(`${name}${at.get(name)}`) ?? 0;
  const gain = (at: ReadonlyMap<string, number>): number => met(at).filter((key) => open.has(key)).length;
  /** The allowed completion that meets most new pairs among those that the greedy order of values reaches first. */
  const complete = (at: ReadonlyMap<string, number>): ReadonlyMap<string, number> | null => {
    const name = names.find((one) => !at.has(one));
    if (name === undefined) return allowed(rowOf(at)) ? at : null;
    const choices = Array.from({ length: sizeOf(name) }, (_, i) => new Map(at).set(name, i));
    for (const choice of choices.toSorted((x, y) => gain(y) - gain(x) || used(x, name) - used(y, name))) {
      const whole = complete(choice);
      if (whole !== null) return whole;
    }
    return null;
  };
  const rows: Row<F>[] = [];
  for (const [key, { a, i, b, j }] of open) {
    if (!open.has(key)) continue;
    const whole = complete(
      new Map([
        [a, i],
        [b, j],
      ]),
    );
    open.delete(key); // met below, or by no row that is allowed
    if (whole === null) continue;
    for (const done of met(whole)) open.delete(done);
    for (const [name, at] of whole) uses.set(`${name}${at}`, (uses.get(`${name}${at}`) ?? 0) + 1);
    rows.push(rowOf(whole));
  }
  return rows;
}
