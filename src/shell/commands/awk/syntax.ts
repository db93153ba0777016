import type { Regex } from '../../regex/regex.ts';

/** A variable by its name, or a parameter of the function around it by its place. */
export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly local: number | null;
}

export type Target =
  | Name
  | { readonly kind: 'element'; readonly array: Name; readonly keys: readonly Expression[] }
  | { readonly kind: 'field'; readonly index: Expression };

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^';
export type Comparison = '<' | '<=' | '==' | '!=' | '>' | '>=';

export type Expression =
  | Target
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'group'; readonly inner: Expression }
  | {
      readonly kind: 'assign';
      readonly operator: Arithmetic | null;
      readonly target: Target;
      readonly value: Expression;
    }
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'minus' | 'plus'; readonly inner: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'match'; readonly negated: boolean; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'join'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly keys: readonly Expression[]; readonly array: Name }
  | { readonly kind: 'step'; readonly target: Target; readonly by: 1 | -1; readonly before: boolean }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly line: number }
  | { readonly kind: 'builtin'; readonly name: BuiltinName; readonly args: readonly Expression[] }
  | {
      readonly kind: 'getline';
      readonly from: 'input' | 'file' | 'command';
      readonly target: Target | null;
      readonly source: Expression | null;
    };

export interface Destination {
  readonly kind: '>' | '>>' | '|';
  readonly to: Expression;
}

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'print' | 'printf'; readonly args: readonly Expression[]; readonly to: Destination | null }
  | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | null }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly kind: 'do'; readonly test: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly first: Statement | null;
      readonly test: Expression | null;
      readonly next: Statement | null;
      readonly body: Statement;
    }
  | { readonly kind: 'each'; readonly key: Target; readonly array: Name; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'exit' | 'return'; readonly value: Expression | null }
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' }
  | { readonly kind: 'delete'; readonly array: Name; readonly keys: readonly Expression[] | null };

export interface Rule {
  /** Null: every record. */
  readonly pattern: Expression | null;
  /** The end of a range that `pattern` begins. */
  readonly until: Expression | null;
  /** Null: print the record. */
  readonly body: Statement | null;
}

export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface Program {
  readonly begin: readonly Statement[];
  readonly end: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}

export const BUILTIN_NAMES = [
  'length',
  'substr',
  'index',
  'split',
  'sub',
  'gsub',
  'match',
  'sprintf',
  'tolower',
  'toupper',
  'sin',
  'cos',
  'atan2',
  'exp',
  'log',
  'sqrt',
  'int',
  'rand',
  'srand',
  'system',
  'close',
  'fflush',
  'systime',
  'strftime',
] as const;
export type BuiltinName = (typeof BUILTIN_NAMES)[number];

/** A program that cannot be read, in the words of mawk. */
export class BadProgram extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadProgram';
  }
}
