import { Expressions } from './expression.ts';
import {
  type AwkFunction,
  BadProgram,
  type Destination,
  type Expression,
  type Program,
  type Rule,
  type Statement,
} from './syntax.ts';
import { Tokens } from './tokens.ts';

/** Reads a program. Throws BadProgram, in the words of mawk. */
export function parseProgram(text: string): Program {
  return new Parser(text).program();
}

class Parser {
  readonly #tokens: Tokens;
  readonly #expressions: Expressions;
  #loops = 0;
  #place: 'function' | 'rule' | 'begin' = 'rule';

  constructor(text: string) {
    this.#tokens = new Tokens(text);
    this.#expressions = new Expressions(this.#tokens);
  }

  program(): Program {
    const begin: Statement[] = [];
    const end: Statement[] = [];
    const rules: Rule[] = [];
    const functions = new Map<string, AwkFunction>();
    const tokens = this.#tokens;
    for (tokens.skipEnds(); tokens.token.kind !== 'end'; tokens.skipEnds()) {
      if (tokens.is('function', 'func')) this.#function(functions);
      else if (tokens.is('BEGIN', 'END')) {
        const list = tokens.take().text === 'BEGIN' ? begin : end;
        this.#place = 'begin';
        list.push(this.#braces());
      } else rules.push(this.#rule());
    }
    return { begin, end, rules, functions };
  }

  #function(functions: Map<string, AwkFunction>): void {
    const tokens = this.#tokens;
    tokens.take();
    const name = tokens.take();
    if (name.kind !== 'name') throw tokens.fail();
    tokens.expect('(');
    const parameters: string[] = [];
    while (!tokens.accept(')')) {
      if (parameters.length > 0) tokens.expect(',');
      tokens.skipNewlines();
      const parameter = tokens.take();
      if (parameter.kind !== 'name') throw tokens.fail();
      parameters.push(parameter.text);
    }
    tokens.skipNewlines();
    this.#expressions.parameters = parameters;
    this.#place = 'function';
    functions.set(name.text, { parameters, body: this.#braces() });
    this.#expressions.parameters = [];
  }

  #rule(): Rule {
    const tokens = this.#tokens;
    this.#place = 'rule';
    if (tokens.is('{')) return { pattern: null, until: null, body: this.#braces() };
    const pattern = this.#expressions.expression();
    let until: Expression | null = null;
    if (tokens.accept(',')) {
      tokens.skipNewlines();
      until = this.#expressions.expression();
    }
    if (tokens.is('{')) return { pattern, until, body: this.#braces() };
    if (tokens.token.kind !== 'newline' && tokens.token.kind !== 'end' && !tokens.is(';')) throw this.#extra();
    return { pattern, until, body: null };
  }

  #extra(): BadProgram {
    const { token } = this.#tokens;
    if (!this.#tokens.is('}')) return this.#tokens.fail();
    return new BadProgram(
      `line ${token.line}: extra '}'\nawk: line ${token.line}: syntax error at or near end of line`,
    );
  }

  #braces(): Statement {
    const tokens = this.#tokens;
    if (tokens.is('}')) throw this.#extra();
    tokens.expect('{');
    const body: Statement[] = [];
    for (tokens.skipEnds(); !tokens.accept('}'); tokens.skipEnds()) {
      if (tokens.token.kind === 'end') throw tokens.fail();
      body.push(this.#statement());
    }
    if (tokens.is('}') && this.#loops === 0 && this.#depth === 0) throw this.#extra();
    return { kind: 'block', body };
  }

  #depth = 0;

  #statement(): Statement {
    this.#depth += 1;
    const statement = this.#tokens.nested(() => this.#one());
    this.#depth -= 1;
    return statement;
  }

  #one(): Statement {
    const tokens = this.#tokens;
    if (tokens.is('{')) return this.#braces();
    if (tokens.accept(';')) return { kind: 'block', body: [] };
    if (tokens.accept('if')) return this.#if();
    if (tokens.accept('while')) {
      const test = this.#condition();
      if (tokens.accept(';')) return { kind: 'while', test, body: { kind: 'block', body: [] } };
      return { kind: 'while', test, body: this.#loopBody() };
    }
    if (tokens.accept('do')) return this.#do();
    if (tokens.accept('for')) return this.#for();
    const statement = this.#simple();
    this.#endOfStatement();
    return statement;
  }

  #endOfStatement(): void {
    const tokens = this.#tokens;
    if (tokens.token.kind === 'newline' || tokens.is(';')) tokens.take();
    else if (!tokens.is('}')) throw tokens.fail();
  }

  #condition(): Expression {
    this.#tokens.expect('(');
    const test = this.#expressions.within({}, () => this.#expressions.expression());
    this.#tokens.expect(')');
    this.#tokens.skipNewlines();
    return test;
  }

  #loopBody(): Statement {
    this.#loops += 1;
    this.#tokens.skipNewlines();
    const body = this.#statement();
    this.#loops -= 1;
    return body;
  }

  #if(): Statement {
    const test = this.#condition();
    const yes = this.#statement();
    const tokens = this.#tokens;
    // 'else' may follow after ends of lines; what else follows keeps them.
    let by = 0;
    while (tokens.ahead(by).kind === 'newline' || tokens.ahead(by).text === ';') by += 1;
    if (tokens.ahead(by).kind !== 'keyword' || tokens.ahead(by).text !== 'else')
      return { kind: 'if', test, yes, no: null };
    tokens.skipEnds();
    tokens.take();
    tokens.skipNewlines();
    return { kind: 'if', test, yes, no: this.#statement() };
  }

  #do(): Statement {
    const body = this.#loopBody();
    this.#tokens.skipEnds();
    this.#tokens.expect('while');
    const test = this.#condition();
    return { kind: 'do', test, body };
  }

  #for(): Statement {
    const tokens = this.#tokens;
    tokens.expect('(');
    if (tokens.token.kind === 'name' && tokens.ahead(1).text === 'in' && tokens.ahead(3).text === ')') {
      const key = this.#expressions.name();
      tokens.take();
      const array = this.#expressions.name();
      tokens.take();
      return { kind: 'each', key, array, body: this.#loopBody() };
    }
    const first = tokens.is(';') ? null : this.#simple();
    tokens.expect(';');
    tokens.skipNewlines();
    const test = tokens.is(';') ? null : this.#expressions.expression();
    tokens.expect(';');
    tokens.skipNewlines();
    const next = tokens.is(')') ? null : this.#simple();
    tokens.expect(')');
    if (tokens.accept(';')) return { kind: 'for', first, test, next, body: { kind: 'block', body: [] } };
    return { kind: 'for', first, test, next, body: this.#loopBody() };
  }

  #simple(): Statement {
    const tokens = this.#tokens;
    const { token } = tokens;
    if (tokens.is('print', 'printf')) return this.#print();
    if (tokens.is('next', 'nextfile', 'break', 'continue')) {
      tokens.take();
      const kind = token.text as 'next' | 'nextfile' | 'break' | 'continue';
      const misplaced = kind === 'break' || kind === 'continue' ? this.#loops === 0 : this.#place === 'begin';
      const complaint =
        kind === 'break' || kind === 'continue' ? `${kind} statement outside of loop` : `improper use of ${kind}`;
      if (misplaced) throw new BadProgram(`line ${token.line}: ${complaint}`);
      return { kind };
    }
    if (tokens.is('exit', 'return')) {
      tokens.take();
      const kind = token.text as 'exit' | 'return';
      if (kind === 'return' && this.#place !== 'function')
        throw new BadProgram(`line ${token.line}: return outside function body`);
      return { kind, value: this.#ends() ? null : this.#expressions.expression() };
    }
    if (tokens.accept('delete')) {
      const target = this.#expressions.expression();
      if (target.kind === 'name') return { kind: 'delete', array: target, keys: null };
      if (target.kind !== 'element') throw tokens.fail();
      return { kind: 'delete', array: target.array, keys: target.keys };
    }
    return { kind: 'expression', value: this.#expressions.expression() };
  }

  #ends(): boolean {
    const { kind } = this.#tokens.token;
    return kind === 'newline' || kind === 'end' || this.#tokens.is(';', '}');
  }

  #print(): Statement {
    const tokens = this.#tokens;
    const kind = tokens.take().text as 'print' | 'printf';
    const args = this.#printed();
    let to: Destination | null = null;
    if (tokens.is('>', '>>', '|')) {
      const sign = tokens.take().text as Destination['kind'];
      to = { kind: sign, to: this.#expressions.expression() };
    }
    if (kind === 'printf' && args.length === 0) throw tokens.fail();
    return { kind, args, to };
  }

  #printed(): readonly Expression[] {
    const tokens = this.#tokens;
    if (this.#ends() || tokens.is('>', '>>', '|')) return [];
    const where = { noGreater: true };
    if (tokens.is('(')) {
      const next = tokens.ahead(tokens.afterParenthesis());
      const alone = ['newline', 'end'].includes(next.kind) || ['>', '>>', '|', ';', '}'].includes(next.text);
      if (alone) {
        tokens.take();
        const args = this.#expressions.within({}, () => this.#expressions.list());
        tokens.expect(')');
        return args;
      }
    }
    return this.#expressions.within(where, () => this.#expressions.list(where));
  }
}
