import { hexOf } from '../base/bytes.ts';
import { ipv4Number, ipv4Of, type Ipv4Addr } from './address.ts';
import { u16, u32 } from './byte-order.ts';
import { type Codec, deviates, read, truncated, unread } from './codec.ts';
import { nameAt, pushName } from './dns-name.ts';
import { derived, fixed, flag, putRaw, rawOf, uint } from './field.ts';
import { defineHeader } from './header.ts';
import type { DnsAnswer, DnsQuestion, DnsType, Layer } from './layers.ts';

/** RFC 1035 section 4.1.1. Other opcodes, truncation, authority and additional records are refused. */
export const DNS = defineHeader({
  id: uint(16),
  response: flag(),
  opcode: fixed(4, 0),
  authoritative: flag(),
  truncation: fixed(1, 0),
  recursionDesired: flag(),
  recursionAvailable: flag(),
  zero: fixed(3, 0),
  rcode: uint(4),
  questionCount: derived(16),
  answerCount: derived(16),
  authorityCount: fixed(16, 0),
  additionalCount: fixed(16, 0),
});

/** RFC 1035 section 3.2.2, RFC 3596 section 2.1. */
export const DNS_TYPE: { readonly [T in DnsType]: number } = { A: 1, CNAME: 5, PTR: 12, AAAA: 28 };
const TYPES = new Map(Object.entries(DNS_TYPE).map(([name, number]) => [number, name as DnsType]));
const CLASS_IN = 1;

function push16(out: number[], value: number): void {
  out.push(value >>> 8, value & 255);
}

function pushRecordData(out: number[], answer: DnsAnswer, seen: Map<string, number>): void {
  const length = out.length;
  push16(out, 0);
  if (answer.type === 'A') {
    const n = ipv4Number(answer.data as Ipv4Addr);
    push16(out, n >>> 16);
    push16(out, n & 0xffff);
  } else if (answer.type === 'AAAA') {
    if (!/^[0-9a-f]{32}$/.test(answer.data)) throw new Error(`AAAA data '${answer.data}' is not 16 bytes in hex`);
    for (let i = 0; i < 32; i += 2) out.push(Number.parseInt(answer.data.slice(i, i + 2), 16));
  } else pushName(out, answer.data, seen);
  const bytes = out.length - length - 2;
  out[length] = bytes >> 8;
  out[length + 1] = bytes & 255;
}

/** Questions and answers, after a header of 12 bytes: pointers count from the message's start. */
function sections(layer: Layer<'dns'>): readonly number[] {
  const out: number[] = Array.from({ length: DNS.size }, () => 0);
  const seen = new Map<string, number>();
  for (const question of layer.questions) {
    pushName(out, question.name, seen);
    push16(out, DNS_TYPE[question.type]);
    push16(out, CLASS_IN);
  }
  for (const answer of layer.answers) {
    pushName(out, answer.name, seen);
    push16(out, DNS_TYPE[answer.type]);
    push16(out, CLASS_IN);
    if (answer.ttl >>> 0 !== answer.ttl) throw new RangeError(`ttl ${answer.ttl} is not an integer of 32 bits`);
    push16(out, answer.ttl >>> 16);
    push16(out, answer.ttl & 0xffff);
    pushRecordData(out, answer, seen);
  }
  return out;
}

export const dns: Codec<'dns'> = {
  size: (layer) => sections(layer).length,
  write(out, at, layer) {
    out.set(sections(layer), at);
    DNS.write(out, at, layer);
    putRaw(DNS.slot.questionCount, out, at, layer.questions.length);
    putRaw(DNS.slot.answerCount, out, at, layer.answers.length);
  },
  decode(bytes, at, end) {
    if (end - at < DNS.size) return truncated('dns', at, DNS.size, end - at);
    const odd = DNS.deviation(bytes, at);
    if (odd) return deviates('dns', odd, bytes, at);
    const records = readRecords(bytes, at, end);
    if (!records.ok) return unread('dns', records.offset, records.why, records.text);
    const { questions, answers, after } = records;
    if (after !== end) return unread('dns', after, 'unsupported', `${end - after} bytes after the last record`);
    return read({ kind: 'dns', ...DNS.read(bytes, at), questions, answers }, end, end);
  },
};

type Fault = {
  readonly ok: false;
  readonly offset: number;
  readonly why: 'truncated' | 'malformed' | 'unsupported';
  readonly text: string;
};
type Records = {
  readonly ok: true;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly DnsAnswer[];
  readonly after: number;
};

/** The questions and answers of the message in `bytes[at..end)`; every record takes bytes, so the counts bound nothing. */
function readRecords(bytes: Uint8Array, at: number, end: number): Records | Fault {
  const questions: DnsQuestion[] = [];
  const answers: DnsAnswer[] = [];
  let p = at + DNS.size;
  for (let i = rawOf(DNS.slot.questionCount, bytes, at); i > 0; i--) {
    const question = questionAt(bytes, at, p, end);
    if (!question.ok) return question;
    questions.push({ name: question.name, type: question.type });
    p = question.after;
  }
  for (let i = rawOf(DNS.slot.answerCount, bytes, at); i > 0; i--) {
    const owner = questionAt(bytes, at, p, end);
    if (!owner.ok) return owner;
    if (owner.after + 6 > end) return { ok: false, offset: p, why: 'truncated', text: 'record' };
    const from = owner.after + 6;
    const to = from + u16(bytes, owner.after + 4);
    if (to > end) return { ok: false, offset: p, why: 'truncated', text: 'record' };
    const content = recordData(bytes, at, from, to, owner.type);
    if (!content.ok) return content;
    answers.push({ name: owner.name, type: owner.type, ttl: u32(bytes, owner.after), data: content.text });
    p = to;
  }
  return { ok: true, questions, answers, after: p };
}

/** Name, type and class, with which questions and records alike begin (RFC 1035 sections 4.1.2 and 4.1.3). */
function questionAt(
  bytes: Uint8Array,
  start: number,
  at: number,
  end: number,
): { readonly ok: true; readonly name: string; readonly type: DnsType; readonly after: number } | Fault {
  const name = nameAt(bytes, start, at, end);
  if (!name.ok) return name;
  if (name.after + 4 > end) return { ok: false, offset: name.after, why: 'truncated', text: 'type and class' };
  const number = u16(bytes, name.after);
  const type = TYPES.get(number);
  if (type === undefined) return { ok: false, offset: name.after, why: 'unsupported', text: `type ${number}` };
  const inClass = u16(bytes, name.after + 2);
  if (inClass !== CLASS_IN) return { ok: false, offset: name.after + 2, why: 'unsupported', text: `class ${inClass}` };
  return { ok: true, name: name.name, type, after: name.after + 4 };
}

function recordData(
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
  } else if (to - from === (type === 'A' ? 4 : 16))
    return { ok: true, text: type === 'A' ? ipv4Of(u32(bytes, from)) : hexOf(bytes.subarray(from, to)) };
  return { ok: false, offset: from, why: 'malformed', text: `${type} data of ${to - from} bytes` };
}
