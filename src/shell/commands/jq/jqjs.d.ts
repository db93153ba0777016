declare module '@michaelhomer/jqjs' {
  /** A node of a compiled filter; what it has besides depends on its class. */
  export interface JqNode {
    apply(input: unknown, conf: unknown): Iterable<unknown>;
    paths?(input: unknown, conf: unknown): Iterable<readonly unknown[]>;
  }
  export interface JqFilter {
    (input: unknown): Iterable<unknown>;
    readonly ast: JqNode;
  }
  /** Compiles a filter. Throws when it is none. */
  export function compile(filter: string): JqFilter;
  /** `@text`, `@json` … by their names. */
  export const formats: Readonly<Record<string, unknown>>;
}
