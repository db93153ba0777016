/** Bytes on a line, and where the text begins (epan/print.c print_hex_data_buffer). */
const PER_LINE = 16;
const TEXT_COLUMN = 56;
const OFFSET_DIGITS = 4;
const PRINTABLE = { from: 0x20, to: 0x7e } as const;

/** '0000  08 00 27 …   ..'' as -x and -V print bytes. */
export function hexDump(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += PER_LINE) {
    const row = bytes.subarray(at, at + PER_LINE);
    const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = Array.from(row, (byte) =>
      byte >= PRINTABLE.from && byte <= PRINTABLE.to ? String.fromCharCode(byte) : '.',
    ).join('');
    lines.push(`${`${at.toString(16).padStart(OFFSET_DIGITS, '0')}  ${hex}`.padEnd(TEXT_COLUMN)}${text}`);
  }
  return lines;
}
