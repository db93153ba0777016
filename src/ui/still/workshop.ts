import type { Pixels } from '../../export/gif/gif.ts';
import type { CodedFrame, VideoCodec } from '../../export/webm/webm.ts';

/** What it takes to make pixels of an SVG: a browser, whose page this is or that a program drives. */
export interface Workshop {
  /** Rules that bring along our fonts, as much of them as these texts need. */
  readonly fontRules: (text: string) => Promise<readonly string[]>;
  /** The picture drawn that large, on its own opaque ground. */
  readonly pixels: (svg: string, size: PixelSize) => Promise<Pixels>;
  readonly png: (svg: string, size: PixelSize) => Promise<Uint8Array>;
  /** Codes pictures as a film; null where nothing here can. */
  readonly film: Filming | null;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Null where no codec of this browser fits. */
export type Filming = (size: PixelSize, pictures: AsyncIterable<FilmPicture>) => Promise<Filmed | null>;

export interface FilmPicture {
  readonly pixels: Pixels;
  readonly millis: number;
}

export interface Filmed {
  readonly codec: VideoCodec;
  readonly frames: readonly CodedFrame[];
}
