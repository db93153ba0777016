#!/usr/bin/env node
/**
 * Third fence: what the compiler lets through. Clocks, randomness, promises, the reader's locale, addresses,
 * escapes from the type system, markup from strings, and files that have grown too long.
 *   node tools/check-purity.mjs [--root <folder>]
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE, ROOMS } from './rooms.mjs';
import { lineAt, readSources, report, walk } from './source.mjs';

/**
 * @typedef {import('./source.mjs').Node} Node
 * @typedef {import('./source.mjs').Source} Source
 * @typedef {import('./source.mjs').Violation} Violation
 * @typedef {{ name: string, parent: Node | undefined }} Place
 * @typedef {{ rule: string, message: string, where: (source: Source) => boolean, breaks: (node: Node, place: Place) => boolean }} Rule
 */

export const MAX_LINES = 300;

/** May be as long as they need to be: words and addresses, not logic. */
const LONG_FILES = /^src\/(i18n\/(.*\.)?(en|ko)\b[^/]*\.tsx?|lab\/presets\/.*)$/;
/** Four numbers with dots, unless a word before them says that they number a chapter. */
const ADDRESS = /(?<!section |§|[\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;
const ADDRESS_FILES = /^src\/lab\/presets\//;
/** Not anybody's address but part of the protocol; named once and imported from there. */
const PROTOCOL_ADDRESSES = ['0.0.0.0', '255.255.255.255'];
const PROTOCOL_FILE = 'src/wire/address.ts';
const CLOCK_FILE = 'src/app/clock.ts';
/** What runs in a host's page shares nothing with the application. */
const HOST_CLOCK_FILE = 'src/embed/clock.ts';
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'requestIdleCallback'];
const D3_TIMERS = ['timer', 'timeout', 'interval', 'timerFlush'];
const MARKUP = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'srcdoc', 'srcDoc'];
const MARKUP_CALLS = ['document.write', 'document.writeln', 'eval', 'Function'];
const GLOBALS = /^(globalThis|window|self)\./;

const inCore = (/** @type {Source} */ s) => CORE.includes(s.room);
/** Wall clocks and dice are for the rooms that face the reader; all others must give the same answer twice. */
const mustRepeat = (/** @type {Source} */ s) => s.room in ROOMS && !['ui', 'app', 'embed'].includes(s.room);
/** Numbers and dates are written out for people in i18n and nowhere else in the core. */
const mustNotFormat = (/** @type {Source} */ s) => mustRepeat(s) && s.room !== 'i18n';
const anywhere = () => true;

/** `Math.random` for `Math.random`, `Math['random']`, `globalThis.Math.random`; empty for anything else. @param {Node} node @returns {string} */
function nameOf(node) {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type !== 'MemberExpression') return '';
  const object = nameOf(node.object);
  const property = !node.computed ? node.property.name : node.property.type === 'Literal' ? node.property.value : '';
  return `${object}.${property}`.replace(GLOBALS, '');
}

/** Is this identifier a use of the global of that name, not a property, key, label or declaration? @param {Node | undefined} parent @param {Node} node */
function isReference(parent, node) {
  if (!parent) return true;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (/^(Property|MethodDefinition|PropertyDefinition|TSPropertySignature|TSMethodSignature)$/.test(parent.type)) {
    return parent.computed || (parent.value === node && parent.key !== node);
  }
  return true;
}

/** Does this node reach for one of these globals, by name or through `window`? @param {Node} node @param {Place} place @param {readonly string[]} globals */
const uses = (node, { name, parent }, globals) =>
  globals.includes(name) &&
  (node.type === 'MemberExpression' || (node.type === 'Identifier' && isReference(parent, node)));

const lastWord = (/** @type {string} */ name) => name.slice(name.lastIndexOf('.') + 1);

/** @type {readonly Rule[]} */
const RULES = [
  {
    rule: 'random',
    message: 'draw from the seeded generator',
    where: mustRepeat,
    breaks: (node, place) => uses(node, place, ['Math.random']),
  },
  {
    rule: 'clock',
    message: 'time is an argument here',
    where: mustRepeat,
    breaks: (node, place) =>
      uses(node, place, ['Date.now', 'performance']) ||
      (/^(New|Call)Expression$/.test(node.type) && node['arguments'].length === 0 && nameOf(node['callee']) === 'Date'),
  },
  {
    rule: 'destructured-impurity',
    message: 'taking these apart would hide the impure ones',
    where: mustRepeat,
    breaks: (node) =>
      node.type === 'VariableDeclarator' &&
      node['id'].type === 'ObjectPattern' &&
      node['init'] !== null &&
      ['Math', 'Date', 'globalThis'].includes(nameOf(node['init'])),
  },
  {
    rule: 'locale',
    message: 'compare by code unit; format in i18n',
    where: mustNotFormat,
    breaks: (node, place) =>
      (node.type === 'MemberExpression' && /^(localeCompare|toLocale\w*)$/.test(lastWord(place.name))) ||
      uses(node, place, ['Intl']),
  },
  {
    rule: 'promise',
    message: 'the core answers at once',
    where: inCore,
    breaks: (node, place) =>
      node['async'] === true ||
      node.type === 'AwaitExpression' ||
      node.type === 'ImportExpression' ||
      (node.type === 'ForOfStatement' && node['await'] === true) ||
      uses(node, place, ['Promise', 'PromiseLike']),
  },
  {
    rule: 'timer',
    message: `${CLOCK_FILE} owns the only clock`,
    where: (source) => source.path !== CLOCK_FILE && source.path !== HOST_CLOCK_FILE,
    breaks: (node, place) =>
      uses(node, place, TIMERS) ||
      (node.type === 'ImportSpecifier' &&
        place.parent?.['source']?.value === 'd3' &&
        D3_TIMERS.includes(nameOf(node['imported']))),
  },
  {
    rule: 'as-any',
    message: 'say what it is',
    where: anywhere,
    breaks: (node) => node.type === 'TSAsExpression' && node['typeAnnotation'].type === 'TSAnyKeyword',
  },
  {
    rule: 'markup',
    message: 'no markup or code from strings',
    where: anywhere,
    breaks: (node, { name }) =>
      (node.type === 'MemberExpression' && MARKUP.includes(lastWord(name))) ||
      (node.type === 'JSXAttribute' && MARKUP.includes(node['name'].name)) ||
      (node.type === 'Property' && MARKUP.includes(node['key'].name)) ||
      (/^(New|Call)Expression$/.test(node.type) && MARKUP_CALLS.includes(nameOf(node['callee']))),
  },
];

/** @param {Source} source @returns {Violation[]} */
function codeViolations(source) {
  const rules = RULES.filter((rule) => rule.where(source));
  /** @type {Violation[]} */
  const found = [];
  walk(source.ast, (node, parent) => {
    const place = { parent, name: nameOf(node) };
    for (const { rule, message, breaks } of rules) {
      if (breaks(node, place)) {
        found.push({ path: source.path, line: lineAt(source.text, node.start), rule, message });
      }
    }
  });
  return found;
}

/** An escape hatch must say why, behind ` -- ` or a colon. @param {Source} source @returns {Violation[]} */
function suppressionViolations(source) {
  return source.comments.flatMap((comment) => {
    const hatch = /@ts-(?:ignore|nocheck|expect-error)\b|(?:oxlint|eslint)-disable[\w-]*/.exec(comment.value);
    if (!hatch) return [];
    const rest = comment.value.slice(hatch.index + hatch[0].length);
    const reason = /(?:--|:)\s*(\S.*)$/s.exec(rest)?.[1] ?? '';
    if (reason.trim().length >= 10) return [];
    const message = `'${hatch[0]}' without a reason`;
    return [{ path: source.path, line: lineAt(source.text, comment.start), rule: 'suppression', message }];
  });
}

/** Comments included: an address in prose is wrong as soon as the lab changes. @param {Source} source @returns {Violation[]} */
function addressViolations(source) {
  if (ADDRESS_FILES.test(source.path)) return [];
  const allowed = source.path === PROTOCOL_FILE ? PROTOCOL_ADDRESSES : [];
  return [...source.text.matchAll(ADDRESS)]
    .filter(([address]) => !allowed.includes(address))
    .map((match) => ({
      path: source.path,
      line: lineAt(source.text, match.index),
      rule: 'address',
      message: `'${match[0]}': addresses are data and live in src/lab/presets`,
    }));
}

/** @param {Source} source @returns {Violation[]} */
function lengthViolations(source) {
  const lines = source.text.replace(/\n$/, '').split('\n').length;
  if (lines <= MAX_LINES || LONG_FILES.test(source.path)) return [];
  return [{ path: source.path, line: lines, rule: 'length', message: `${lines} lines; the limit is ${MAX_LINES}` }];
}

/**
 * @param {string} root
 * @returns {{ files: number, violations: Violation[] }}
 */
export function checkPurity(root) {
  const sources = readSources(root);
  const violations = sources.flatMap((source) => [
    ...suppressionViolations(source),
    ...(source.isTest ? [] : [...codeViolations(source), ...addressViolations(source), ...lengthViolations(source)]),
  ]);
  return { files: sources.length, violations };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [flag, value] = process.argv.slice(2);
  const here = dirname(dirname(fileURLToPath(import.meta.url)));
  const { files, violations } = checkPurity(flag === '--root' && value ? resolve(value) : here);
  report('purity', violations, files);
}
