/**
 * The shape of a catalogue without its words: every string literal becomes `string`, every function keeps its
 * parameters. `const ko: Widen<typeof en>` does not compile while a key or a parameter is missing.
 */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Widen<R>
    : T extends object
      ? { readonly [K in keyof T]: Widen<T[K]> }
      : T;
