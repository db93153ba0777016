/** How a field's value is kept, compared and printed (ftypes.h). */
export type FieldType =
  | 'uint'
  | 'int'
  | 'bool'
  | 'ipv4'
  | 'ether'
  | 'string'
  | 'bytes'
  | 'absolute'
  | 'relative'
  | 'double'
  | 'framenum'
  | 'none'
  | 'protocol';

/** How a number is shown (proto.h field_display_e). */
export type Base = 'dec' | 'hex' | 'dechex' | 'hexdec';

/** A field of Wireshark: its name in filters, its name in the tree, its type. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly base: Base;
  /** Hexadecimal digits of a number. */
  readonly digits: number;
}

/** Nanoseconds for times; the bytes of a protocol. */
export type Value = number | bigint | string | boolean | Uint8Array | null;

const NUMBER = /^(i|d|dx|x|xd)([1-8])$/;
const BASES: Readonly<Record<string, Base>> = { i: 'dec', d: 'dec', dx: 'dechex', x: 'hex', xd: 'hexdec' };
const CODES: Readonly<Record<string, FieldType>> = {
  b: 'bool',
  ip: 'ipv4',
  mac: 'ether',
  s: 'string',
  by: 'bytes',
  at: 'absolute',
  rt: 'relative',
  f: 'double',
  fn: 'framenum',
  n: 'none',
  p: 'protocol',
};

/**
 * Fields from lines of 'name code label'. A code is a letter of `CODES`, or of `BASES` with the number's bytes:
 * 'x2' is FT_UINT16 in BASE_HEX. Throws on a line that is none.
 */
export function fieldTable(lines: string): readonly FieldSpec[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, name = '', code = '', label = ''] = /^\s*(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
      const number = NUMBER.exec(code);
      if (number !== null) {
        const [, form = '', size = ''] = number;
        const base = BASES[form] ?? 'dec';
        return { name, label, type: form === 'i' ? 'int' : 'uint', base, digits: Number(size) * 2 };
      }
      const type = CODES[code];
      if (type === undefined) throw new Error(`field ${name}: no type '${code}'`);
      return { name, label, type, base: 'dec', digits: 0 };
    });
}
