import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { octetsOf, printable, readOctets } from '../octets.ts';
import { widthOf } from '../column/width.ts';

const LINK_TYPES: Readonly<Record<number, string>> = {
  1: 'Ethernet',
  101: 'Raw IP',
  113: 'Linux cooked v1',
  276: 'Linux cooked v2',
};

/** file 5.45, as far as files of the lab go: texts, scripts, JSON, captures. */
export const file: Command = {
  name: 'file',
  topic: 'text',
  on: SHELLS,
  about: { en: 'what kind of file it is', ko: '어떤 파일인지 알려 준다' },
  *run(context) {
    const { argv, io, shell } = context;
    const brief = argv.some((arg) => /^-\w*b/.test(arg) || arg === '--brief');
    const names = argv.slice(1).filter((arg) => !/^-./.test(arg));
    if (names.length === 0) {
      yield* write(io.stderr, 'Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]\n');
      return 1;
    }
    const wide = Math.max(...names.map(widthOf));
    for (const name of names) {
      const bytes = yield* readOctets(context, name);
      const kind =
        typeof bytes !== 'string'
          ? kindOf(bytes)
          : bytes === 'Is a directory'
            ? `${absolutely(name, shell.folder) === '/tmp' ? 'sticky, ' : ''}directory`
            : `cannot open \`${name}' (${bytes})`;
      yield* write(io.stdout, brief ? `${kind}\n` : `${`${name}:`.padEnd(wide + 1)} ${kind}\n`);
    }
    return 0;
  },
};

function absolutely(name: string, folder: string): string {
  return name.startsWith('/') ? name.replace(/(?<=.)\/+$/, '') : `${folder}/${name}`;
}

function kindOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const capture = captureOf(bytes);
  if (capture !== null) return capture;
  const text = printable(bytes);
  if (/[\u0000-\u0006\u000e-\u001a\u001c-\u001f\u007f]/.test(text)) return 'data';
  const ascii = !/[^\u0000-\u007f]/.test(text);
  const encoding = ascii
    ? 'ASCII text'
    : octetsOf(text).length === text.length
      ? 'ISO-8859 text'
      : 'Unicode text, UTF-8 text';
  const script = /^#! ?(\S+)/.exec(text)?.[1];
  if (script !== undefined) {
    const shell = script.endsWith('bash')
      ? 'Bourne-Again shell script'
      : script.endsWith('/sh')
        ? 'POSIX shell script'
        : `a ${script} script`;
    return `${shell}, ${encoding} executable`;
  }
  if (isJson(text)) return 'JSON text data';
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  const long = longest > 300 ? `, with very long lines (${longest})` : '';
  const ends = text.includes('\n')
    ? text.includes('\r\n')
      ? ', with CRLF line terminators'
      : ''
    : ', with no line terminators';
  return encoding + long + ends + (text.includes('\u001b') ? ', with escape sequences' : '');
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A capture of libpcap (pcap-savefile(5)) or of pcapng. */
function captureOf(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 28 && view.getUint32(0) === 0x0a0d0d0a) return 'pcapng capture file - version 1.0';
  if (bytes.length < 24) return null;
  const little = [0xa1b2c3d4, 0xa1b23c4d].includes(view.getUint32(0, true));
  const magic = view.getUint32(0, little);
  if (magic !== 0xa1b2c3d4 && magic !== 0xa1b23c4d) return null;
  const unit = magic === 0xa1b2c3d4 ? 'microsecond' : 'nanosecond';
  const link = LINK_TYPES[view.getUint32(20, little) & 0xffff] ?? `link type #${view.getUint32(20, little) & 0xffff}`;
  const version = `${view.getUint16(4, little)}.${view.getUint16(6, little)}`;
  return `pcap capture file, ${unit} ts (${little ? 'little' : 'big'}-endian) - version ${version} (${link}, capture length ${view.getUint32(16, little)})`;
}
