import { GENEVE, GENEVE_OPTION } from '../../wire/geneve.ts';
import { ETHERTYPE } from '../../wire/numbers.ts';
import { etherTypeName, hex4 } from './number-names.ts';
import type { Printer } from './printer.ts';
import { payloadStep, type PrintStep, type Step } from './step.ts';

/** The bits of the second byte, highest first (print-geneve.c geneve_flag_values). */
const FLAGS = ['O', 'C', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6'] as const;

/** print-geneve.c geneve_print. */
export const printGeneve: PrintStep<'geneve'> = (p, { at, length }) => {
  p.protocol = 'geneve';
  p.print('Geneve');
  if (length < GENEVE.size) {
    p.print(` [length ${length} < ${GENEVE.size}]`);
    p.invalid();
    return null;
  }
  if (!p.has(at, GENEVE.size)) {
    p.cut();
    return null;
  }
  const version = p.field(GENEVE.slot.version, at);
  if (version !== 0) {
    p.print(` ERROR: unknown-version ${version}`);
    return null;
  }
  const reserved = p.field(GENEVE.slot.reserved2, at);
  const protocol = p.field(GENEVE.slot.protocolType, at);
  p.print(`, Flags [${flagsText(p.u8(at + 1))}], vni 0x${p.field(GENEVE.slot.vni, at).toString(16)}`);
  if (reserved !== 0) p.print(`, rsvd 0x${reserved.toString(16)}`);
  if (p.options.link) p.print(`, proto ${etherTypeName(protocol) ?? 'unknown'} (0x${hex4(protocol)})`);
  const optionsLength = p.field(GENEVE.slot.optionsLength, at) * 4;
  const missing = optionsLength - (length - GENEVE.size);
  if (missing > 0) {
    p.print(` truncated-geneve - ${missing} bytes missing`);
    return null;
  }
  if (!p.has(at + GENEVE.size, optionsLength)) {
    p.cut();
    return null;
  }
  if (optionsLength > 0) {
    const from = at + GENEVE.size;
    p.print(`, options [${p.options.verbose > 0 ? optionTexts(p, from, optionsLength) : `${optionsLength} bytes`}]`);
  }
  p.print(p.options.verbose > 0 ? '\n\t' : ': ');
  return inside(p, protocol, at + GENEVE.size + optionsLength, length - GENEVE.size - optionsLength);
};

function flagsText(bits: number): string {
  const set = FLAGS.filter((_, i) => (bits & (0x80 >> i)) !== 0);
  return set.length === 0 ? 'none' : set.join('');
}

function inside(p: Printer, protocol: number, at: number, length: number): Step | null {
  if (protocol === ETHERTYPE.transparentBridging) return { kind: 'ethernet', at, length };
  const next = payloadStep(protocol, at, length);
  if (next === null) p.print(`geneve-proto-0x${protocol.toString(16)}`);
  return next;
}

/** RFC 8926 section 3.5 (print-geneve.c geneve_opts_print). */
function optionTexts(p: Printer, from: number, length: number): string {
  const texts: string[] = [];
  for (let at = from; at < from + length;) {
    const optionClass = p.field(GENEVE_OPTION.slot.class, at);
    const type = p.field(GENEVE_OPTION.slot.type, at);
    const size = GENEVE_OPTION.size + p.field(GENEVE_OPTION.slot.length, at) * 4;
    const critical = (type & 0x80) === 0 ? '' : '(C)';
    const head = `class ${className(optionClass)} (0x${optionClass.toString(16)}) type 0x${type.toString(16)}${critical} len ${size}`;
    if (at + size > from + length) return [...texts, `${head} [bad length]`].join(', ');
    texts.push(head + (p.options.verbose > 1 ? dataText(p, at + GENEVE_OPTION.size, at + size) : ''));
    at += size;
  }
  return texts.join(', ');
}

function dataText(p: Printer, from: number, to: number): string {
  let out = '';
  for (let at = from; at < to; at += 4) out += ` ${p.u32(at).toString(16).padStart(8, '0')}`;
  return out === '' ? '' : ` data${out}`;
}

/** IANA, "Geneve Option Class". */
const OPTION_CLASSES: ReadonlyMap<number, string> = new Map([
  [0x0100, 'Linux'],
  [0x0101, 'Open vSwitch'],
  [0x0102, 'Open Virtual Networking (OVN)'],
  [0x0103, 'In-band Network Telemetry (INT)'],
  [0x0104, 'VMware'],
]);

function className(optionClass: number): string {
  const known = OPTION_CLASSES.get(optionClass);
  if (known !== undefined) return known;
  if (optionClass <= 0x00ff) return 'Standard';
  return optionClass >= 0xfff0 ? 'Experimental' : 'Unknown';
}
