import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { printable, readOctets } from '../octets.ts';

const FLAGS = {
  decode: { names: ['-d', '--decode', '-D'], about: { en: 'the way back', ko: '되돌린다' } },
  wrap: {
    names: ['-w', '--wrap'],
    takes: 'COLS',
    about: { en: 'where to break lines; 0: never', ko: '줄을 나눌 너비. 0이면 나누지 않는다' },
  },
  garbage: {
    names: ['-i', '--ignore-garbage'],
    about: { en: 'skip what is not base64', ko: 'base64가 아닌 글자는 건너뛴다' },
  },
} satisfies FlagTable;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** base64 of coreutils 9.4 (RFC 4648). */
export const base64: Command = {
  name: 'base64',
  topic: 'text',
  on: SHELLS,
  about: { en: 'writes bytes as letters, and back', ko: '바이트를 글자로 바꾸거나 되돌린다' },
  flags: FLAGS,
  *run(context) {
    const { io } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const [name = '-', extra] = parsed.operands;
    if (extra !== undefined) {
      yield* write(io.stderr, `base64: extra operand ‘${extra}’\nTry 'base64 --help' for more information.\n`);
      return 1;
    }
    const bytes = yield* readOctets(context, name);
    if (typeof bytes === 'string') {
      yield* write(io.stderr, `base64: ${bytes === 'Is a directory' ? `read error: ${bytes}` : `${name}: ${bytes}`}\n`);
      return 1;
    }
    if (!parsed.has('decode')) {
      const width = Number(parsed.value('wrap') ?? 76);
      const text = encoded(bytes);
      const lines = width > 0 ? (text.match(new RegExp(`.{1,${Math.min(width, 60_000)}}`, 'g')) ?? []) : [text];
      yield* write(io.stdout, width > 0 ? lines.map((line) => `${line}\n`).join('') : text);
      return 0;
    }
    const text = printable(bytes).replace(parsed.has('garbage') ? /[^A-Za-z0-9+/=]/g : /\n/g, '');
    const good = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(text)?.[0] ?? '';
    yield* write(io.stdout, printable(decoded(good)));
    if (good.length === text.length) return 0;
    yield* write(io.stderr, 'base64: invalid input\n');
    return 1;
  },
};

function encoded(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let part = 0; part < 4; part++) out += part <= left ? (DIGITS[(bits >> (18 - 6 * part)) & 63] ?? '') : '=';
  }
  return out;
}

function decoded(text: string): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < text.length; i += 4) {
    const part = text.slice(i, i + 4).replace(/=/g, '');
    let bits = 0;
    for (let at = 0; at < 4; at++) bits = (bits << 6) | Math.max(0, DIGITS.indexOf(part[at] ?? 'A'));
    for (let at = 0; at < part.length - 1; at++) out.push((bits >> (16 - 8 * at)) & 255);
  }
  return Uint8Array.from(out);
}
