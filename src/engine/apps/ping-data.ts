import type { World } from '../../lab/world.ts';
import { SECOND } from '../timing.ts';
import { MICROSECOND } from './micros.ts';

/** struct timeval in front of the data: without room for it, ping measures no time. */
export const STAMP = 16;
const PATTERN_MAX = 16;

/** What an echo request carries: the time of sending, then 0x10, 0x11 and so on, or the pattern of -p over and over. */
export function echoData(world: World, now: number, size: number, fill: readonly number[] | null): Uint8Array {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (fill === null ? i & 0xff : (fill[i % fill.length] ?? 0)));
  if (bytes.length < STAMP) return bytes;
  const words = [world.epoch.seconds + Math.floor(now / SECOND), Math.trunc((now % SECOND) / MICROSECOND)];
  for (const [half, word] of words.entries()) {
    for (let i = 0; i < 8; i++) bytes[half * 8 + i] = Math.trunc(word / 256 ** i) & 0xff;
  }
  return bytes;
}

/** 'ff0' is 0xff and 0x0 (ping_common.c fill, sscanf of up to sixteen %2x). Null for no pattern and for what is not hex. */
export function patternBytes(pattern: string | null): readonly number[] | null {
  if (pattern === null || !/^[0-9a-f]+$/i.test(pattern)) return null;
  return (pattern.match(/..?/g) ?? []).slice(0, PATTERN_MAX).map((pair) => Number.parseInt(pair, 16));
}
