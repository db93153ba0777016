declare module '@michaelhomer/jqjs' {
  /** Compiles a filter. Throws when it is none. */
  export function compile(filter: string): (input: unknown) => Iterable<unknown>;
  export function prettyPrint(value: unknown, indent?: number): string;
}
