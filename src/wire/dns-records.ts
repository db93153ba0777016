import { hexOf } from '../base/bytes.ts';
import { type Ipv4Addr, ipv4Number, ipv4Of } from './address.ts';
import { u16, u32 } from './byte-order.ts';
import { nameAt, pushName } from './dns-name.ts';
import { derived, fixed } from './field.ts';
import { defineHeader } from './header.ts';
import type { DnsAnswer, DnsQuestion, DnsType } from './layers.ts';

/** What follows the name of a question (RFC 1035 section 4.1.2). */
export const DNS_QUESTION = defineHeader({ type: derived(16), class: fixed(16, 1) });
/** What follows the name of a record (RFC 1035 section 4.1.3). */
export const DNS_RECORD = defineHeader({
  type: derived(16),
  class: fixed(16, 1),
  ttl: derived(32),
  dataLength: derived(16),
});

/** RFC 1035 section 3.2.2, RFC 3596 section 2.1. */
const DNS_TYPE: { readonly [T in DnsType]: number } = { A: 1, CNAME: 5, PTR: 12, AAAA: 28 };
const TYPES = new Map(Object.entries(DNS_TYPE).map(([name, number]) => [number, name as DnsType]));
const CLASS_IN = 1;
const AAAA_HEX = /^[0-9a-f]{32}$/;

function push16(out: number[], value: number): void {
  out.push(value >>> 8, value & 255);
}

function pushOwner(out: number[], owner: DnsQuestion, seen: Map<string, number>): void {
  pushName(out, owner.name, seen);
  push16(out, DNS_TYPE[owner.type]);
  push16(out, CLASS_IN);
}

function pushData(out: number[], answer: DnsAnswer, seen: Map<string, number>): void {
  if (answer.type === 'A') {
    const n = ipv4Number(answer.data as Ipv4Addr);
    push16(out, n >>> 16);
    push16(out, n & 0xffff);
  } else if (answer.type === 'AAAA') {
    if (!AAAA_HEX.test(answer.data)) throw new Error(`AAAA data '${answer.data}' is not 16 bytes in hex`);
    for (let i = 0; i < 32; i += 2) out.push(Number.parseInt(answer.data.slice(i, i + 2), 16));
  } else pushName(out, answer.data, seen);
}

/**
 * Appends questions and answers to a message that holds its header already, because name pointers count from there.
 * Throws for names, addresses and TTLs that have no form on the wire.
 */
export function pushRecords(out: number[], questions: readonly DnsQuestion[], answers: readonly DnsAnswer[]): void {
  const seen = new Map<string, number>();
  for (const question of questions) pushOwner(out, question, seen);
  for (const answer of answers) {
    pushOwner(out, answer, seen);
    if (answer.ttl >>> 0 !== answer.ttl) throw new RangeError(`ttl ${answer.ttl} is not an integer of 32 bits`);
    push16(out, answer.ttl >>> 16);
    push16(out, answer.ttl & 0xffff);
    const length = out.length;
    push16(out, 0);
    pushData(out, answer, seen);
    const bytes = out.length - length - 2;
    out[length] = bytes >> 8;
    out[length + 1] = bytes & 255;
  }
}

export interface Fault {
  readonly ok: false;
  readonly offset: number;
  readonly why: 'truncated' | 'malformed' | 'unsupported';
  readonly text: string;
}

/** A record and its place: the name at `at`, the fixed part at `fixedAt`, the end at `end`. */
export interface Placed<R> {
  readonly record: R;
  readonly at: number;
  readonly fixedAt: number;
  readonly end: number;
}

export interface Records {
  readonly ok: true;
  readonly questions: readonly Placed<DnsQuestion>[];
  readonly answers: readonly Placed<DnsAnswer>[];
  readonly end: number;
}

/**
 * The records at `at` of the message that fills `bytes[start..end)`. The counts are the header's and bound nothing:
 * each record takes bytes, and the first one that is not there ends the reading.
 */
export function readRecords(
  bytes: Uint8Array,
  start: number,
  at: number,
  end: number,
  counts: { readonly questions: number; readonly answers: number },
): Records | Fault {
  const questions: Placed<DnsQuestion>[] = [];
  const answers: Placed<DnsAnswer>[] = [];
  let p = at;
  while (questions.length < counts.questions) {
    const question = ownerAt(bytes, start, p, end);
    if (!question.ok) return question;
    questions.push(question.placed);
    p = question.placed.end;
  }
  while (answers.length < counts.answers) {
    const answer = answerAt(bytes, start, p, end);
    if (!answer.ok) return answer;
    answers.push(answer.placed);
    p = answer.placed.end;
  }
  return { ok: true, questions, answers, end: p };
}

type Found<R> = { readonly ok: true; readonly placed: Placed<R> };

function ownerAt(bytes: Uint8Array, start: number, at: number, end: number): Found<DnsQuestion> | Fault {
  const name = nameAt(bytes, start, at, end);
  if (!name.ok) return name;
  const fixedAt = name.after;
  if (fixedAt + DNS_QUESTION.size > end) return { ok: false, offset: fixedAt, why: 'truncated', text: 'type, class' };
  const type = TYPES.get(u16(bytes, fixedAt));
  if (type === undefined)
    return { ok: false, offset: fixedAt, why: 'unsupported', text: `type ${u16(bytes, fixedAt)}` };
  if (u16(bytes, fixedAt + 2) !== CLASS_IN)
    return { ok: false, offset: fixedAt + 2, why: 'unsupported', text: `class ${u16(bytes, fixedAt + 2)}` };
  return {
    ok: true,
    placed: { record: { name: name.name, type }, at, fixedAt, end: fixedAt + DNS_QUESTION.size },
  };
}

function answerAt(bytes: Uint8Array, start: number, at: number, end: number): Found<DnsAnswer> | Fault {
  const owner = ownerAt(bytes, start, at, end);
  if (!owner.ok) return owner;
  const { record, fixedAt } = owner.placed;
  const from = fixedAt + DNS_RECORD.size;
  if (from > end) return { ok: false, offset: fixedAt, why: 'truncated', text: 'record' };
  const to = from + u16(bytes, from - 2);
  if (to > end) return { ok: false, offset: from, why: 'truncated', text: 'record data' };
  const data = dataAt(bytes, start, from, to, record.type);
  if (!data.ok) return data;
  const answer = { ...record, ttl: u32(bytes, fixedAt + 4), data: data.text };
  return { ok: true, placed: { record: answer, at, fixedAt, end: to } };
}

function dataAt(
  bytes: Uint8Array,
  start: number,
  from: number,
  to: number,
  type: DnsType,
): { readonly ok: true; readonly text: string } | Fault {
  if (type === 'PTR' || type === 'CNAME') {
    const name = nameAt(bytes, start, from, to);
    if (!name.ok) return name;
    if (name.after === to) return { ok: true, text: name.name };
  } else if (to - from === (type === 'A' ? 4 : 16)) {
    return { ok: true, text: type === 'A' ? ipv4Of(u32(bytes, from)) : hexOf(bytes.subarray(from, to)) };
  }
  return { ok: false, offset: from, why: 'malformed', text: `${type} data of ${to - from} bytes` };
}
