import { assertNever } from '../base/assert.ts';
import { put16, put32, u16, u32, u8 } from './byte-order.ts';
import type { TcpOption } from './layers.ts';

/** Option kinds: RFC 9293 section 3.2, RFC 7323 (timestamps, window scale), RFC 2018 (SACK). */
export const TCP_OPTION_KIND = {
  end: 0,
  nop: 1,
  mss: 2,
  windowScale: 3,
  sackPermitted: 4,
  sack: 5,
  timestamps: 8,
} as const;

const KIND = TCP_OPTION_KIND;

function optionLength(option: TcpOption): number {
  switch (option.kind) {
    case 'nop':
      return 1;
    case 'mss':
      return 4;
    case 'window-scale':
      return 3;
    case 'sack-permitted':
      return 2;
    case 'sack':
      return 2 + 8 * option.blocks.length;
    case 'timestamps':
      return 10;
    default:
      return assertNever(option);
  }
}

/** Bytes of the options with the zeros that fill the last word (RFC 9293 section 3.1, "Padding"). */
export function optionsLength(options: readonly TcpOption[]): number {
  let length = 0;
  for (const option of options) length += optionLength(option);
  return (length + 3) & ~3;
}

function checked(option: TcpOption, value: number, max: number): number {
  if (value >>> 0 !== value || value > max)
    throw new RangeError(`TCP option ${option.kind} ${value} is not an integer up to ${max}`);
  return value;
}

function writeOption(out: Uint8Array, at: number, option: TcpOption): void {
  out[at + 1] = optionLength(option);
  switch (option.kind) {
    case 'nop':
      out[at] = KIND.nop;
      out[at + 1] = 0;
      return;
    case 'mss':
      out[at] = KIND.mss;
      put16(out, at + 2, checked(option, option.value, 0xffff));
      return;
    case 'window-scale':
      out[at] = KIND.windowScale;
      out[at + 2] = checked(option, option.shift, 0xff);
      return;
    case 'sack-permitted':
      out[at] = KIND.sackPermitted;
      return;
    case 'sack':
      out[at] = KIND.sack;
      for (const [i, [from, to]] of option.blocks.entries()) {
        put32(out, at + 2 + 8 * i, checked(option, from, 0xffffffff));
        put32(out, at + 6 + 8 * i, checked(option, to, 0xffffffff));
      }
      return;
    case 'timestamps':
      out[at] = KIND.timestamps;
      put32(out, at + 2, checked(option, option.value, 0xffffffff));
      put32(out, at + 6, checked(option, option.echo, 0xffffffff));
      return;
    default:
      assertNever(option);
  }
}

/** Writes the options in their order into zeroed bytes; the zeros left over are "end of option list". */
export function writeOptions(out: Uint8Array, at: number, options: readonly TcpOption[]): void {
  let p = at;
  for (const option of options) {
    writeOption(out, p, option);
    p += optionLength(option);
  }
}

export interface OptionSpan {
  readonly kind: number;
  readonly at: number;
  /** Kind and length bytes included. */
  readonly length: number;
}

/** The options in `bytes[at..end)` by their length bytes, up to "end of option list" or the first that is malformed. */
export function optionSpans(bytes: Uint8Array, at: number, end: number): readonly OptionSpan[] {
  const spans: OptionSpan[] = [];
  let p = at;
  while (p < end) {
    const kind = u8(bytes, p);
    if (kind === KIND.end) break;
    const length = kind === KIND.nop ? 1 : p + 1 < end ? u8(bytes, p + 1) : 0;
    if (length === 0 || (length === 1 && kind !== KIND.nop) || p + length > end) break;
    spans.push({ kind, at: p, length });
    p += length;
  }
  return spans;
}

export type ReadOptions =
  | { readonly ok: true; readonly options: readonly TcpOption[] }
  | {
      readonly ok: false;
      readonly offset: number;
      readonly why: 'malformed' | 'unsupported';
      readonly text: string;
    };

/** Reads the options in `bytes[at..end)`. An unknown kind is refused: its bytes could not be written again. */
export function readOptions(bytes: Uint8Array, at: number, end: number): ReadOptions {
  const options: TcpOption[] = [];
  let p = at;
  for (const span of optionSpans(bytes, at, end)) {
    const option = optionAt(bytes, span);
    if (option === null)
      return { ok: false, offset: p, why: 'unsupported', text: `option kind ${span.kind} length ${span.length}` };
    options.push(option);
    p = span.at + span.length;
  }
  if (p < end && u8(bytes, p) !== KIND.end)
    return { ok: false, offset: p, why: 'malformed', text: `option kind ${u8(bytes, p)}` };
  // After "end of option list" only the zeros that fill the last word are ours to write.
  if (end - p > 3) return { ok: false, offset: p, why: 'unsupported', text: `option padding ${end - p}` };
  for (let i = p; i < end; i++)
    if (u8(bytes, i) !== 0) return { ok: false, offset: i, why: 'malformed', text: 'option padding' };
  return { ok: true, options };
}

/** The option in a span, or null for a kind or a length that we do not write. */
export function optionAt(bytes: Uint8Array, { kind, at, length }: OptionSpan): TcpOption | null {
  if (kind === KIND.nop) return { kind: 'nop' };
  if (kind === KIND.mss && length === 4) return { kind: 'mss', value: u16(bytes, at + 2) };
  if (kind === KIND.windowScale && length === 3) return { kind: 'window-scale', shift: u8(bytes, at + 2) };
  if (kind === KIND.sackPermitted && length === 2) return { kind: 'sack-permitted' };
  if (kind === KIND.timestamps && length === 10)
    return { kind: 'timestamps', value: u32(bytes, at + 2), echo: u32(bytes, at + 6) };
  if (kind !== KIND.sack || length % 8 !== 2) return null;
  const blocks: (readonly [number, number])[] = [];
  for (let p = at + 2; p < at + length; p += 8) blocks.push([u32(bytes, p), u32(bytes, p + 4)]);
  return { kind: 'sack', blocks };
}
