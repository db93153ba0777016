/** Leaves loops, functions and shells from within: break, continue, return, exit. */
export class Flow extends Error {
  readonly kind: 'break' | 'continue' | 'return' | 'exit';
  /** Loops still to leave, or the exit code. */
  readonly value: number;

  constructor(kind: Flow['kind'], value: number) {
    super(kind);
    this.name = 'Flow';
    this.kind = kind;
    this.value = value;
  }
}

/** A line that cannot be carried out: the message goes to stderr and the line ends with the code. */
export class ShellError extends Error {
  readonly code: number;

  constructor(message: string, code = 1) {
    super(message);
    this.name = 'ShellError';
    this.code = code;
  }
}
