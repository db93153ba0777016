import { latin1Of, utf8 } from '../../base/bytes.ts';
import type { Context } from '../command.ts';
import { absolute, bytesOf } from '../process/files.ts';
import { readAll } from '../process/stream.ts';
import type { Task } from '../process/task.ts';

/** A text from a pipe as bytes: with characters beyond Latin-1 it was text, else every character may have been a byte. */
export function octetsOf(text: string): Uint8Array {
  return /[^\u0000-\u00ff]/.test(text) ? utf8(text) : Uint8Array.from(text, (ch) => ch.charCodeAt(0));
}

/** The bytes of a file or of standard input; a text: why they cannot be read. */
export function* readOctets({ host, io, shell }: Context, name: string): Task<Uint8Array | string> {
  if (name === '-' || name === '/dev/stdin') return octetsOf(yield* readAll(io.stdin));
  if (name === '/dev/null') return new Uint8Array();
  const path = absolute(name, shell.folder);
  if (host.files.isFolder(path)) return 'Is a directory';
  const content = host.files.read(path);
  return content === null ? 'No such file or directory' : bytesOf(content);
}

/** Bytes as a program prints them: text where they are UTF-8, else one character a byte. */
export function printable(bytes: Uint8Array): string {
  const text = latin1Of(bytes);
  try {
    return decodeURIComponent(text.replace(/[%\u0080-\u00ff]/g, (ch) => `%${ch.charCodeAt(0).toString(16)}`));
  } catch {
    return text;
  }
}
