import { type Codec, deviates, read, truncated, unread } from './codec.ts';
import { type Fault, pushRecords, readRecords, type Records } from './dns-records.ts';
import { derived, fixed, flag, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import type { Layer } from './layers.ts';
import { putRaw, rawOf } from './slot.ts';

/** RFC 1035 section 4.1.1. Other opcodes, truncation, authority and additional records are refused. */
export const DNS = defineHeader({
  id: hex(uint(16)),
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

/** The message with zeros for a header. */
function messageOf(layer: Layer<'dns'>): readonly number[] {
  const out: number[] = Array.from({ length: DNS.size }, () => 0);
  pushRecords(out, layer.questions, layer.answers);
  return out;
}

/** The records of a message whose header is complete. */
export function recordsOf(bytes: Uint8Array, at: number, end: number): Records | Fault {
  const counts = {
    questions: rawOf(DNS.slot.questionCount, bytes, at),
    answers: rawOf(DNS.slot.answerCount, bytes, at),
  };
  return readRecords(bytes, at, at + DNS.size, end, counts);
}

export const dns: Codec<'dns'> = {
  size: (layer) => messageOf(layer).length,
  write(out, at, layer) {
    out.set(messageOf(layer), at);
    DNS.write(out, at, layer);
    putRaw(DNS.slot.questionCount, out, at, layer.questions.length);
    putRaw(DNS.slot.answerCount, out, at, layer.answers.length);
  },
  decode(bytes, at, end) {
    if (end - at < DNS.size) return truncated('dns', at, DNS.size, end - at);
    const odd = DNS.deviation(bytes, at);
    if (odd) return deviates('dns', odd, bytes, at);
    const records = recordsOf(bytes, at, end);
    if (!records.ok) return unread('dns', records.offset, records.why, records.text);
    if (records.end !== end)
      return unread('dns', records.end, 'unsupported', `${end - records.end} bytes after the records`);
    const questions = records.questions.map(({ record }) => record);
    const answers = records.answers.map(({ record }) => record);
    return read({ kind: 'dns', ...DNS.read(bytes, at), questions, answers }, end, end);
  },
};
