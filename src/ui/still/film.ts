import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  type VideoCodec,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import type { FilmContainer, FilmPicture, PixelSize } from './workshop.ts';

/** What a container may hold; what most players know comes first. Safari and slide programs want H.264 in MP4. */
const CODECS: Readonly<Record<FilmContainer, VideoCodec[]>> = {
  mp4: ['avc', 'av1', 'vp9'],
  webm: ['vp9', 'vp8', 'av1'],
};
const KEY_EVERY_S = 2;

/** Codes a film without sound with what this browser has for it (WebCodecs); null where it has none of the container's codecs. */
export async function filmInPage(
  container: FilmContainer,
  size: PixelSize,
  pictures: AsyncIterable<FilmPicture>,
): Promise<Uint8Array | null> {
  const codec = await getFirstEncodableVideoCodec(CODECS[container], { ...size, bitrate: QUALITY_HIGH });
  if (codec === null) return null;
  const target = new BufferTarget();
  const output = new Output({ format: container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new VideoSampleSource({ codec, bitrate: QUALITY_HIGH, keyFrameInterval: KEY_EVERY_S });
  output.addVideoTrack(source);
  try {
    await output.start();
    for await (const { pixels, millis, lasts } of pictures) {
      const sample = new VideoSample(pixels.rgba, {
        format: 'RGBX',
        codedWidth: pixels.width,
        codedHeight: pixels.height,
        timestamp: millis / 1000,
        duration: lasts / 1000,
      });
      await source.add(sample);
      sample.close();
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  if (target.buffer === null) throw new Error('the film has no bytes');
  return new Uint8Array(target.buffer);
}
