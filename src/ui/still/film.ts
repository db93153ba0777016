import type { CodedFrame, VideoCodec } from '../../export/webm/webm.ts';
import type { Filmed, FilmPicture, PixelSize } from './workshop.ts';

/** Better first. */
const CODECS: readonly (readonly [name: VideoCodec, codec: string])[] = [
  // Profile 0, level 4.0, 8 bits.
  ['V_VP9', ['vp09', '00', '40', '08'].join('.')],
  ['V_VP8', 'vp8'],
];
const BITS_PER_SECOND = 4_000_000;
const KEY_EVERY = 60;

/** Codes a film with what this browser has for it (WebCodecs); null where it has none of the codecs. */
export async function filmInPage(size: PixelSize, pictures: AsyncIterable<FilmPicture>): Promise<Filmed | null> {
  const found = await codecFor(size);
  if (found === null) return null;
  const frames: CodedFrame[] = [];
  const failed: { error: Error | null } = { error: null };
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      frames.push({ data, millis: chunk.timestamp / 1000, key: chunk.type === 'key' });
    },
    error: (error) => {
      failed.error = error;
    },
  });
  encoder.configure(found.config);
  let count = 0;
  for await (const { pixels, millis } of pictures) {
    if (failed.error !== null) throw failed.error;
    const frame = new VideoFrame(pixels.rgba, {
      format: 'RGBX',
      codedWidth: pixels.width,
      codedHeight: pixels.height,
      timestamp: Math.round(millis * 1000),
    });
    encoder.encode(frame, { keyFrame: count % KEY_EVERY === 0 });
    frame.close();
    count += 1;
  }
  await encoder.flush();
  encoder.close();
  if (failed.error !== null) throw failed.error;
  return { codec: found.name, frames };
}

async function codecFor({ width, height }: PixelSize) {
  for (const [name, codec] of CODECS) {
    const config: VideoEncoderConfig = { codec, width, height, bitrate: BITS_PER_SECOND, latencyMode: 'quality' };
    const { supported } = await VideoEncoder.isConfigSupported(config);
    if (supported === true) return { name, config };
  }
  return null;
}
