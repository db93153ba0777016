import { concatBytes, latin1Of, utf8 } from '../../base/bytes.ts';
import type { World } from '../../lab/world.ts';
import { headEnd } from '../../wire/http.ts';
import { SECOND } from '../timing.ts';

/** A start line and fields with what follows them so far (RFC 9112 section 2.1). */
export interface HttpMessage {
  readonly start: string;
  /** In the order of the message. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly rest: Uint8Array;
}

/** The message that `bytes` begin with, or null as long as its head is not complete. */
export function parseMessage(bytes: Uint8Array): HttpMessage | null {
  const end = headEnd(bytes, 0, bytes.length);
  if (end < 0) return null;
  const [start = '', ...lines] = latin1Of(bytes.subarray(0, end)).trimEnd().split('\r\n');
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { start, fields, rest: bytes.subarray(end) };
}

/** The value of a field, whose name is compared without regard to case; null when it is absent. */
export function fieldOf(message: HttpMessage, name: string): string | null {
  return message.fields.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

export function messageBytes(start: string, fields: HttpMessage['fields'], body: Uint8Array): Uint8Array {
  const lines = [start, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''];
  return concatBytes(utf8(lines.join('\r\n')), body);
}

/** 'Sun, 10 Aug 2025 00:04:07 GMT' (RFC 9110 section 5.6.7) at this lab time in nanoseconds. */
export function httpDate(world: World, now: number): string {
  return new Date((world.epoch.seconds + Math.floor(now / SECOND)) * 1000).toUTCString();
}
