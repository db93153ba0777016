import { concatBytes } from '../../base/bytes.ts';
import { element, float, number, text } from './ebml.ts';

export type VideoCodec = 'V_VP9' | 'V_VP8';

/** A coded picture, as an encoder hands it over. */
export interface CodedFrame {
  readonly data: Uint8Array;
  /** From the start of the film. */
  readonly millis: number;
  /** It can be decoded without those before it. */
  readonly key: boolean;
}

export interface Film {
  readonly codec: VideoCodec;
  readonly width: number;
  readonly height: number;
  /** Of the whole film; the last frame stays until then. */
  readonly millis: number;
  readonly frames: readonly CodedFrame[];
}

/** A block says its time in 16 bits, relative to its cluster's. */
const MOST_MILLIS = 30_000;

/**
 * A WebM file with one track of pictures and no sound (RFC 9559 and the WebM guidelines). Throws an Error for a film that does not begin
 * with a key frame or takes longer than half a minute: ours take seconds.
 */
export function webmOf({ codec, width, height, millis, frames }: Film): Uint8Array {
  if (frames[0]?.key !== true) throw new Error('exports: a film has to begin with a key frame');
  if (millis > MOST_MILLIS) throw new Error(`exports: a film takes at most ${MOST_MILLIS} ms`);
  const header = element(
    0x1a45dfa3,
    number(0x4286, 1),
    number(0x42f7, 1),
    number(0x42f2, 4),
    number(0x42f3, 8),
    text(0x4282, 'webm'),
    number(0x4287, 4),
    number(0x4285, 2),
  );
  const about = element(
    0x1549a966,
    number(0x2ad7b1, 1_000_000),
    float(0x4489, millis),
    text(0x4d80, 'hopscope'),
    text(0x5741, 'hopscope'),
  );
  const video = element(0xe0, number(0xb0, width), number(0xba, height));
  const track = element(
    0xae,
    number(0xd7, 1),
    number(0x73c5, 1),
    number(0x9c, 0),
    text(0x86, codec),
    number(0x83, 1),
    video,
  );
  const cluster = element(0x1f43b675, number(0xe7, 0), ...frames.map(blockOf));
  return concatBytes(header, element(0x18538067, about, element(0x1654ae6b, track), cluster));
}

function blockOf({ data, millis, key }: CodedFrame): Uint8Array {
  const time = Math.round(millis);
  return element(0xa3, Uint8Array.of(0x81, time >> 8, time & 255, key ? 0x80 : 0), data);
}
