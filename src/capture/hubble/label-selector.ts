import type { Value } from './flag-values.ts';

interface Label {
  readonly source: string;
  readonly key: string;
  readonly value: string;
}

type LabelTest = (labels: readonly string[]) => boolean;

function parsed(text: string): Label {
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  const equals = rest.indexOf('=');
  return {
    source: text.slice(0, colon),
    key: equals < 0 ? rest : rest.slice(0, equals),
    value: equals < 0 ? '' : rest.slice(equals + 1),
  };
}

/** 'app', 'k8s:app' or 'any:app'. */
function valueOf(labels: readonly string[], name: string): string | null {
  for (const text of labels) {
    const { source, key, value } = parsed(text);
    if (name === key || name === `${source}:${key}` || name === `any:${key}`) return value;
  }
  return null;
}

const KEY = '[A-Za-z0-9][A-Za-z0-9_.:/-]*';
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALS = new RegExp(`^(${KEY})\\s*(=|==|!=)\\s*([A-Za-z0-9_.-]*)$`);
const AMONG = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);

/** A Kubernetes label selector with Cilium's sources (pkg/hubble/filters/labels.go): its requirements must all be met. */
export function selectorTest(text: string): Value<LabelTest> {
  const tests: LabelTest[] = [];
  for (const part of requirements(text)) {
    const test = requirement(part.trim());
    // unverified: apimachinery says what it found and what it expected there.
    if (test === null) return { ok: false, message: `couldn't parse the selector string ${JSON.stringify(text)}` };
    tests.push(test);
  }
  return { ok: true, value: (labels) => tests.every((test) => test(labels)) };
}

/** Split at commas that are in no brackets. An empty selector has no requirement. */
function requirements(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(/,(?![^(]*\))/);
}

function requirement(text: string): LabelTest | null {
  const exists = EXISTS.exec(text);
  if (exists !== null) {
    const [, not = '', key = ''] = exists;
    return (labels) => (valueOf(labels, key) === null) === (not === '!');
  }
  const equals = EQUALS.exec(text);
  if (equals !== null) {
    const [, key = '', sign = '', value = ''] = equals;
    return (labels) => (valueOf(labels, key) === value) === (sign !== '!=');
  }
  const among = AMONG.exec(text);
  if (among === null) return null;
  const [, key = '', word = '', list = ''] = among;
  const values = list.split(',').map((value) => value.trim());
  return (labels) => {
    const value = valueOf(labels, key);
    return (value !== null && values.includes(value)) === (word === 'in');
  };
}
