import { ownOf } from '../../../base/own.ts';
import type { SocketRow } from '../../../lab/tables.ts';
import { portNamed } from '../../../capture/tcpdump/services.ts';
import { cidrHas, parseCidr, parseIpv4 } from '../../../wire/address.ts';
import { stateOf } from './state.ts';

export interface SocketFilter {
  /** Null: those of the options. */
  readonly states: readonly string[] | null;
  readonly matches: (row: SocketRow) => boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  established: 'ESTAB',
  'syn-sent': 'SYN-SENT',
  'syn-recv': 'SYN-RECV',
  'fin-wait-1': 'FIN-WAIT-1',
  'fin-wait-2': 'FIN-WAIT-2',
  'time-wait': 'TIME-WAIT',
  closed: 'UNCONN',
  'close-wait': 'CLOSE-WAIT',
  'last-ack': 'LAST-ACK',
  listening: 'LISTEN',
  listen: 'LISTEN',
  closing: 'CLOSING',
};
const ALL = [...new Set(Object.values(NAMES))];
const CONNECTED = ALL.filter((state) => state !== 'LISTEN' && state !== 'UNCONN');

function statesOf(name: string): readonly string[] | null {
  if (name === 'all') return ALL;
  if (name === 'connected') return CONNECTED;
  if (name === 'synchronized') return CONNECTED.filter((state) => state !== 'SYN-SENT');
  if (name === 'bucket') return ['SYN-RECV', 'TIME-WAIT'];
  const state = ownOf(NAMES, name);
  return state === undefined ? null : [state];
}

type Test = (row: SocketRow) => boolean;

/** Reads `state X`, `exclude X`, `sport = :80`, `dport != :53`, `src A`, `dst A:80`, joined by `and`, `or` and `not`. Null: not a filter. */
export function socketFilter(words: readonly string[]): SocketFilter | null {
  const rest = words.flatMap((word) => word.split(/\s+|(?=[()])|(?<=[()])/)).filter((word) => word !== '');
  let states: readonly string[] | null = null;
  while (rest[0] === 'state' || rest[0] === 'exclude' || rest[0] === 'excl') {
    const [verb, name = ''] = rest.splice(0, 2);
    const named = statesOf(name);
    if (named === null) return null;
    if (verb === 'state') states = [...(states ?? []), ...named];
    else states = (states ?? ALL).filter((state) => !named.includes(state));
  }
  if (rest.length === 0) return { states, matches: () => true };
  const matches = either(rest);
  return matches === null || rest.length > 0 ? null : { states, matches };
}

function either(words: string[]): Test | null {
  let left = both(words);
  while (left !== null && (words[0] === 'or' || words[0] === '|' || words[0] === '||')) {
    words.shift();
    const [a, b] = [left, both(words)];
    left = b === null ? null : (row) => a(row) || b(row);
  }
  return left;
}

function both(words: string[]): Test | null {
  let left = one(words);
  while (
    left !== null &&
    words.length > 0 &&
    words[0] !== ')' &&
    words[0] !== 'or' &&
    words[0] !== '|' &&
    words[0] !== '||'
  ) {
    if (words[0] === 'and' || words[0] === '&' || words[0] === '&&') words.shift();
    const [a, b] = [left, one(words)];
    left = b === null ? null : (row) => a(row) && b(row);
  }
  return left;
}

function one(words: string[]): Test | null {
  const word = words.shift();
  if (word === 'not' || word === '!') {
    const inner = one(words);
    return inner === null ? null : (row) => !inner(row);
  }
  if (word === '(') {
    const inner = either(words);
    return words.shift() === ')' ? inner : null;
  }
  if (word !== 'sport' && word !== 'dport' && word !== 'src' && word !== 'dst') return null;
  const isOperator = /^(?:==?|eq|!=|ne|neq|>=?|<=?|gt|lt|ge|le|geq|leq)$/.test(words[0] ?? '');
  const operator = isOperator ? words.shift()! : '=';
  const value = words.shift();
  if (value === undefined) return null;
  return word === 'sport' || word === 'dport' ? byPort(word, operator, value) : byHost(word, operator, value);
}

function byPort(word: 'sport' | 'dport', operator: string, value: string): Test | null {
  const text = value.replace(/^:/, '');
  const port = /^\d+$/.test(text) ? Number(text) : (portNamed('tcp', text) ?? portNamed('udp', text));
  if (port === null) return null;
  const of = (row: SocketRow): number => (word === 'sport' ? row.localPort : row.peerPort);
  if (/^(?:==?|eq)$/.test(operator)) return (row) => of(row) === port;
  if (/^(?:!=|neq?)$/.test(operator)) return (row) => of(row) !== port;
  if (/^(?:>=|geq?)$/.test(operator)) return (row) => of(row) >= port;
  if (/^(?:<=|leq?)$/.test(operator)) return (row) => of(row) <= port;
  return /^(?:>|gt)$/.test(operator) ? (row) => of(row) > port : (row) => of(row) < port;
}

function byHost(word: 'src' | 'dst', operator: string, value: string): Test | null {
  const [host = '', port] = value.split(':');
  const cidr = parseCidr(host);
  const address = parseIpv4(host);
  if (host !== '' && cidr === null && address === null) return null;
  const number = port === undefined || port === '' ? null : /^\d+$/.test(port) ? Number(port) : portNamed('tcp', port);
  const test: Test = (row) => {
    const [ip, at] = word === 'src' ? [row.local, row.localPort] : [row.peer, row.peerPort];
    const isHost = host === '' || (ip !== null && (cidr === null ? ip === address : cidrHas(cidr, ip)));
    return isHost && (number === null || at === number) && stateOf(row) !== '';
  };
  return /^(?:!=|neq?)$/.test(operator) ? (row) => !test(row) : test;
}
