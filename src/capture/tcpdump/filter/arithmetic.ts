import { IP_PROTOCOL } from '../../../wire/numbers.ts';
import { FilterFault } from './fault.ts';
import {
  and,
  firstFragment,
  ip6Protocol,
  ipProtocol,
  LINK_TYPE,
  linkType,
  or,
  SCTP,
  transportAt,
} from './primitives.ts';
import { type FindGround, type FrameView, type Ground, type LoadSize, rejectPacket, type Test } from './view.ts';

/** An arithmetic expression: its value, and what a packet must be before it may be computed. */
export interface Value {
  readonly of: (view: FrameView) => number;
  readonly needs: Test | null;
  /** The first number that its program loads, an index too. libpcap takes it for the value when it refuses nonsense. */
  readonly loadsFirst: number | null;
}

/** Protocols whose header can be indexed: where it begins, and when there is one (gencode.c gen_load_internal). */
export type Indexed = keyof typeof NETWORK | keyof typeof TRANSPORT | 'ether';
const NETWORK = { ip: LINK_TYPE.ip, arp: LINK_TYPE.arp, rarp: LINK_TYPE.rarp, ip6: LINK_TYPE.ip6 } as const;
const TRANSPORT = {
  tcp: IP_PROTOCOL.tcp,
  udp: IP_PROTOCOL.udp,
  icmp: IP_PROTOCOL.icmp,
  sctp: SCTP,
  igmp: 2,
  pim: 103,
  vrrp: 112,
} as const;

function isKey<T extends object>(table: T, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}

export function constant(value: number): Value {
  return { of: () => value, needs: null, loadsFirst: value };
}

export const LENGTH: Value = { of: (view) => view.length, needs: null, loadsFirst: null };

/** `proto[index:size]`. */
export function load(ground: FindGround, protocol: string, index: Value, size: number): Value {
  if (size !== 1 && size !== 2 && size !== 4) throw new FilterFault('data size must be 1, 2, or 4');
  if (protocol === 'ether') return at(ground, ({ link }) => link, index, size, index.needs);
  if (isKey(NETWORK, protocol)) {
    const needs = both(index.needs, linkType(ground, NETWORK[protocol]));
    return at(ground, ({ payload }) => payload, index, size, needs);
  }
  if (isKey(TRANSPORT, protocol)) {
    const number = TRANSPORT[protocol];
    const carried = protocol === 'icmp' ? ipProtocol(ground, number) : eitherProtocol(ground, number);
    const inIp = and(linkType(ground, LINK_TYPE.ip), and(carried, firstFragment(ground)));
    return at(ground, (place, view) => transportAt(view, place), index, size, both(index.needs, inIp));
  }
  throw new FilterFault('unsupported index operation');
}

/** IPv4 or IPv6 carries it. */
export function eitherProtocol(ground: FindGround, protocol: number): Test {
  return or(ipProtocol(ground, protocol), ip6Protocol(ground, protocol));
}

function at(
  ground: FindGround,
  base: (place: Ground, view: FrameView) => number,
  index: Value,
  size: LoadSize,
  needs: Test | null,
): Value {
  const of = (view: FrameView): number => {
    const place = ground(view);
    return place === null ? 0 : view.load((base(place, view) + index.of(view)) >>> 0, size);
  };
  return { of, needs: both(needs, (view) => ground(view) !== null), loadsFirst: index.loadsFirst };
}

function both(a: Test | null, b: Test | null): Test | null {
  if (a === null || b === null) return a ?? b;
  return and(a, b);
}

/** 32-bit unsigned, as BPF computes. A division by zero rejects the packet. */
const OPERATIONS = {
  '+': (a, b) => (a + b) >>> 0,
  '-': (a, b) => (a - b) >>> 0,
  '*': (a, b) => Math.imul(a, b) >>> 0,
  '/': (a, b) => (b === 0 ? rejectPacket() : Math.floor(a / b)),
  '%': (a, b) => (b === 0 ? rejectPacket() : a % b),
  '&': (a, b) => (a & b) >>> 0,
  '|': (a, b) => (a | b) >>> 0,
  '^': (a, b) => (a ^ b) >>> 0,
  '<<': (a, b) => (b > 31 ? 0 : (a << b) >>> 0),
  '>>': (a, b) => (b > 31 ? 0 : a >>> b),
} as const satisfies Readonly<Record<string, (a: number, b: number) => number>>;
export type Operator = keyof typeof OPERATIONS;

export function isOperator(text: string): text is Operator {
  return isKey(OPERATIONS, text);
}

/** The value of `a operator b`. Throws FilterFault for what is nonsense whatever the packet (gencode.c gen_arth). */
export function combine(operator: Operator, a: Value, b: Value): Value {
  if (b.loadsFirst === 0 && operator === '/') throw new FilterFault('division by zero');
  if (b.loadsFirst === 0 && operator === '%') throw new FilterFault('modulus by zero');
  if (b.loadsFirst !== null && b.loadsFirst > 31 && (operator === '<<' || operator === '>>'))
    throw new FilterFault('shift by more than 31 bits');
  const operation = OPERATIONS[operator];
  // libpcap keeps what the left side needs and forgets what the right side does: so do we.
  return { of: (view) => operation(a.of(view), b.of(view)), needs: a.needs, loadsFirst: a.loadsFirst };
}

export function negative(value: Value): Value {
  return { of: (view) => -value.of(view) >>> 0, needs: value.needs, loadsFirst: value.loadsFirst };
}

const RELATIONS = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
} as const satisfies Readonly<Record<string, (a: number, b: number) => boolean>>;
export type Relation = keyof typeof RELATIONS;

export function isRelation(text: string): text is Relation {
  return isKey(RELATIONS, text);
}

/** A comparison; false for a packet that lacks what it looks into (gencode.c gen_relation). */
export function compare(relation: Relation, a: Value, b: Value): Test {
  const holds = RELATIONS[relation];
  const test: Test = (view) => holds(a.of(view), b.of(view));
  const needs = both(a.needs, b.needs);
  return needs === null ? test : and(needs, test);
}
