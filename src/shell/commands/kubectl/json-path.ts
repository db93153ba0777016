import { isTree, type Json } from '../../cluster/json.ts';

/** A template that is none, or that leads nowhere, in the words of client-go's jsonpath. */
export class BadTemplate extends Error {
  readonly while: 'parsing' | 'executing';

  constructor(message: string, during: BadTemplate['while']) {
    super(message);
    this.name = 'BadTemplate';
    this.while = during;
  }
}

/** kubectl's JSONPath templates: text, {…}, {range …}{end}, filters, wildcards, unions, quoted text. Throws BadTemplate. */
export function jsonPathText(template: string, root: Json): string {
  const [out, rest] = block(template, [root], root, false);
  if (rest !== '') fail('not in range, nothing to end');
  return out;
}

/** Turns of all ranges together, and characters of what one prints: ranges in ranges multiply. */
const MOST_TURNS = 20_000;
const MOST_TEXT = 1 << 22;

function block(
  template: string,
  current: readonly Json[],
  root: Json,
  inRange: boolean,
  turns = { left: MOST_TURNS },
): readonly [string, string] {
  let out = '';
  let rest = template;
  while (rest !== '') {
    const open = rest.indexOf('{');
    if (open < 0) return inRange ? fail('unclosed range') : [out + rest, ''];
    out += rest.slice(0, open);
    const close = closing(rest, open);
    const expression = rest.slice(open + 1, close).trim();
    rest = rest.slice(close + 1);
    if (expression === 'end') return inRange ? [out, rest] : [out, `{end}${rest}`];
    if (expression.startsWith('range ')) {
      const items = evaluateAll(expression.slice(6).trim(), current, root);
      let after = '';
      for (const item of items) {
        if (out.length > MOST_TEXT || --turns.left < 0) fail('the template prints more than the lab has memory for');
        const [text, left] = block(rest, [item], root, true, turns);
        out += text;
        after = left;
      }
      if (items.length === 0) [, after] = block(rest, [], root, true, turns);
      rest = after;
    } else if (/^["']/.test(expression)) out += unquoted(expression);
    else out += evaluateAll(expression, current, root).map(valueText).join(' ');
  }
  return inRange ? fail('unclosed range') : [out, ''];
}

function fail(message: string): never {
  throw new BadTemplate(message, 'parsing');
}

function closing(text: string, open: number): number {
  let quote = '';
  for (let i = open + 1; i < text.length; i++) {
    const ch = text[i]!;
    if (quote !== '') quote = ch === quote && text[i - 1] !== '\\' ? '' : quote;
    else if (ch === '"' || ch === "'") quote = ch;
    else if (ch === '}') return i;
  }
  return fail('unclosed action');
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\([nt"'\\])/g, (_, ch: string) => (ch === 'n' ? '\n' : ch === 't' ? '\t' : ch));
}

export function valueText(value: Json): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The values that a path without braces leads to. Throws BadTemplate. */
export function evaluate(path: string, root: Json): readonly Json[] {
  return evaluateAll(path, [root], root);
}

/** The values that a path leads to from each of `current`. */
function evaluateAll(path: string, current: readonly Json[], root: Json): readonly Json[] {
  let values = path.startsWith('$') ? [root] : [...current];
  let rest = path.replace(/^[$@]/, '');
  if (rest === '') return values;
  if (!/^[.[]/.test(rest)) rest = `.${rest}`;
  while (rest !== '') {
    const [step, after] = nextStep(rest);
    values = values.flatMap((value) => stepInto(step, value, root));
    rest = after;
  }
  return values;
}

function nextStep(path: string): readonly [string, string] {
  const deep = /^\.\.[\w-]+/.exec(path) ?? /^\.(?:\*|(?:\\.|[^.[\]\\{} ])+)/.exec(path);
  if (deep !== null) return [deep[0], path.slice(deep[0].length)];
  if (path === '.') return ['.', ''];
  if (!path.startsWith('[')) return fail(`unrecognized character in action: ${path.slice(0, 1)}`);
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    if (path[i] === '[') depth += 1;
    if (path[i] === ']' && --depth === 0) return [path.slice(0, i + 1), path.slice(i + 1)];
  }
  return fail('unterminated array');
}

function stepInto(step: string, value: Json, root: Json): readonly Json[] {
  if (step === '.') return [value];
  if (step.startsWith('..')) {
    const key = step.slice(2);
    const inner = Array.isArray(value) ? value : isTree(value) ? Object.values(value) : [];
    const own = isTree(value) && Object.hasOwn(value, key) ? [value[key]!] : [];
    return [...own, ...inner.flatMap((each) => stepInto(step, each as Json, root))];
  }
  if (step === '.*' || step === '[*]')
    return Array.isArray(value) ? (value as readonly Json[]) : isTree(value) ? Object.values(value) : [];
  if (step.startsWith('.')) {
    const key = step.slice(1).replace(/\\(.)/g, '$1');
    return isTree(value) && Object.hasOwn(value, key) ? [value[key]!] : [];
  }
  const inner = step.slice(1, -1).trim();
  if (inner.startsWith('?')) {
    const test = /^\?\((.*)\)$/.exec(inner)?.[1] ?? '';
    return Array.isArray(value) ? (value as readonly Json[]).filter((each) => holds(test, each, root)) : [];
  }
  if (/^['"]/.test(inner)) return stepInto(`.${unquoted(inner).replace(/[.\\]/g, '\\$&')}`, value, root);
  if (!Array.isArray(value)) return [];
  const list = value as readonly Json[];
  if (inner.includes(':')) {
    const [from, to] = inner.split(':').map((text) => (text === '' ? undefined : Number(text)));
    return list.slice(from, to);
  }
  return inner.split(',').flatMap((text) => {
    const at = Number(text) < 0 ? list.length + Number(text) : Number(text);
    if (list[at] === undefined)
      throw new BadTemplate(`array index out of bounds: index ${at}, length ${list.length}`, 'executing');
    return [list[at]];
  });
}

function holds(test: string, item: Json, root: Json): boolean {
  const match = /^(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/.exec(test);
  if (match === null) return evaluateAll(test.replace(/^@/, ''), [item], root).length > 0;
  const side = (text: string): Json =>
    /^["']/.test(text)
      ? unquoted(text)
      : /^-?\d/.test(text)
        ? Number(text)
        : text === 'true' || text === 'false'
          ? text === 'true'
          : (evaluateAll(text, [item], root)[0] ?? null);
  const [left, right] = [side(match[1]!), side(match[3]!)];
  switch (match[2]) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return Number(left) < Number(right);
    case '>':
      return Number(left) > Number(right);
    case '<=':
      return Number(left) <= Number(right);
    default:
      return Number(left) >= Number(right);
  }
}
