/** A program that cannot go on, in the words of mawk. */
export class AwkFailure extends Error {
  /** Whether mawk adds where in the input it was. */
  readonly where: boolean;
  /** What was printed before. */
  readonly printed: string;

  constructor(message: string, where = true, printed = '') {
    super(message);
    this.name = 'AwkFailure';
    this.where = where;
    this.printed = printed;
  }
}

/** Leaves statements from within. */
export type Leave = 'next' | 'nextfile' | 'exit' | 'return' | 'break' | 'continue';

/** Characters that one value may have. */
const MAX_TEXT = 1 << 22;

/** The text, unless it has become longer than the page's memory should bear. */
export function bounded(text: string): string {
  if (text.length > MAX_TEXT) throw new AwkFailure('out of memory', false);
  return text;
}
