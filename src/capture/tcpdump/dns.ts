import { DNS } from '../../wire/dns.ts';
import { skipName } from './dns-name.ts';
import { printQuestion, printRecord } from './dns-record.ts';
import type { Printer } from './printer.ts';
import type { PrintStep } from './step.ts';

const { slot } = DNS;
/** The second 16 bits of the header (RFC 1035 section 4.1.1, RFC 4035 section 3.2). */
const BIT = { response: 0x8000, authoritative: 0x0400, truncated: 0x0200, recursionDesired: 0x0100 } as const;
const LATE_BIT = { recursionAvailable: 0x0080, authentic: 0x0020, checkingDisabled: 0x0010 } as const;
const FLAGS_AT = slot.response.byte;
/** Bits that a query should not have. */
const ODD_IN_QUERY = 0x06cf;
const OPT = 41;
const INVERSE_QUERY = 1;

/** Opcodes and response codes (print-domain.c ns_ops, ns_resp). */
const OPCODES = ',inv_q,stat,op3,notify,update,op6,op7,op8,updateA,updateD,updateDA,updateM,updateMA,zoneInit,zoneRef'
  .split(',')
  .map((name) => (name === '' ? '' : ` ${name}`));
const RCODES = (
  ', FormErr, ServFail, NXDomain, NotImp, Refused, YXDomain, YXRRSet, NXRRSet, NotAuth, NotZone, Resp11, Resp12,' +
  // Two of them lack the space.
  ' Resp13, Resp14, NoChange, BadVers,Resp17, Resp18, Resp19, Resp20,Resp21, Resp22, BadCookie'
).split(',');

interface Counts {
  readonly questions: number;
  readonly answers: number;
  readonly authorities: number;
  readonly additional: number;
}

/** print-domain.c domain_print: over UDP, or over TCP behind the length. */
export const printDns: PrintStep<'dns'> = (p, { at, length }) => {
  p.protocol = 'domain';
  if (length < DNS.size) {
    p.print(`domain [length ${length} < ${DNS.size}]`);
    p.invalid();
    return null;
  }
  if (!p.has(at, DNS.size)) {
    p.cut();
    return null;
  }
  const flags = p.u16(at + FLAGS_AT);
  const counts: Counts = {
    questions: p.field(slot.questionCount, at),
    answers: p.field(slot.answerCount, at),
    authorities: p.field(slot.authorityCount, at),
    additional: p.field(slot.additionalCount, at),
  };
  const whole = (flags & BIT.response) === 0 ? printQuery(p, at, flags, counts) : printAnswer(p, at, flags, counts);
  if (whole) p.print(` (${length})`);
  else p.cut();
  return null;
};

function printQuery(p: Printer, at: number, flags: number, counts: Counts): boolean {
  const { questions, answers, authorities, additional } = counts;
  const opcode = (flags >> 11) & 15;
  p.print(`${p.field(slot.id, at)}${OPCODES[opcode] ?? ''}`);
  p.print(`${flags & BIT.recursionDesired ? '+' : ''}${flags & LATE_BIT.checkingDisabled ? '%' : ''}`);
  if ((flags & ODD_IN_QUERY) !== 0) p.print(` [b2&3=0x${flags.toString(16)}]`);
  const [expectedQuestions, expectedAnswers] = opcode === INVERSE_QUERY ? [0, 1] : [1, 0];
  const oddQuestions = questions === expectedQuestions ? '' : ` [${questions}q]`;
  const oddAnswers = answers === expectedAnswers ? '' : ` [${answers}a]`;
  p.print(opcode === INVERSE_QUERY ? oddQuestions + oddAnswers : oddAnswers + oddQuestions);
  if (authorities !== 0) p.print(` [${authorities}n]`);
  if (additional !== 0) p.print(` [${additional}au]`);
  let next: number | null = at + DNS.size;
  for (let left = questions; left > 0; left--) {
    next = left === questions || next < p.end ? printQuestion(p, next, at) : null;
    if (next === null) return false;
  }
  if (p.options.verbose < 2) return true;
  next = printSection(p, '', answers, next, at);
  return next !== null && printLastSections(p, counts, next, at);
}

function printAnswer(p: Printer, at: number, flags: number, counts: Counts): boolean {
  const { questions, answers, authorities, additional } = counts;
  const rcode = (flags & 15) | extendedRcode(p, at, counts);
  p.print(`${p.field(slot.id, at)}${OPCODES[(flags >> 11) & 15] ?? ''}${RCODES[rcode] ?? ` Resp${rcode}`}`);
  p.print(`${flags & BIT.authoritative ? '*' : ''}${flags & LATE_BIT.recursionAvailable ? '' : '-'}`);
  p.print(`${flags & BIT.truncated ? '|' : ''}${flags & LATE_BIT.authentic ? '$' : ''}`);
  if (questions !== 1) p.print(` [${questions}q]`);
  let next: number | null = at + DNS.size;
  for (let i = 0; i < questions; i++) {
    if (i > 0) p.print(',');
    if (p.options.verbose > 1) {
      p.print(' q:');
      next = printQuestion(p, next, at);
    } else {
      const end = skipName(p, next);
      next = end === null ? null : end + 4;
    }
    if (next === null) return false;
  }
  p.print(` ${answers}/${authorities}/${additional}`);
  next = printSection(p, '', answers, next, at);
  if (next === null) return false;
  return p.options.verbose < 2 || printLastSections(p, counts, next, at);
}

function printLastSections(p: Printer, { authorities, additional }: Counts, at: number, message: number): boolean {
  const next = printSection(p, ' ns:', authorities, at, message);
  return next !== null && printSection(p, ' ar:', additional, next, message) !== null;
}

/** `count` records with commas between them; null when the message ends before. The first section has no title. */
function printSection(p: Printer, title: string, count: number, at: number, message: number): number | null {
  let next: number | null = at;
  for (let i = 0; i < count; i++) {
    if (next >= p.end && (i > 0 || title !== '')) return null;
    p.print(i === 0 ? title : ',');
    next = printRecord(p, next, message);
    if (next === null) return null;
  }
  return next;
}

/** The upper bits of the response code, from the OPT record among the additional ones (RFC 6891 section 6.1.3). */
function extendedRcode(p: Printer, at: number, { questions, answers, authorities, additional }: Counts): number {
  let next: number | null = at + DNS.size;
  for (let i = 0; i < questions && next !== null; i++) next = after(p, next, 4);
  for (let i = 0; i < answers + authorities && next !== null; i++) next = afterRecord(p, next);
  for (let i = 0; i < additional && next !== null; i++) {
    const end = skipName(p, next);
    if (end === null || !p.has(end, 5)) return 0;
    if (p.u16(end) === OPT) return p.u8(end + 4) << 4;
    next = afterRecord(p, next);
  }
  return 0;
}

function after(p: Printer, name: number, length: number): number | null {
  const end = skipName(p, name);
  return end === null ? null : end + length;
}

function afterRecord(p: Printer, at: number): number | null {
  const length = after(p, at, 8);
  return length === null || !p.has(length, 2) ? null : length + 2 + p.u16(length);
}
