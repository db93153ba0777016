import type { ClipRequest } from './request.ts';
import type { Workshop } from './workshop.ts';

/** Kinds of picture files. `svg-clip`, `gif`, `webm` and `mp4` move, from `from` to `at`; of the others `from` is not asked. */
export const PICTURE_FORMATS = ['svg', 'svg-clip', 'png', 'gif', 'webm', 'mp4'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What is to be made, and with what. */
export interface PictureWork {
  readonly request: ClipRequest;
  readonly format: PictureFormat;
  /** Of a PNG: pixels for each pixel of the picture's own width. */
  readonly scale: 1 | 2;
  readonly workshop: Workshop;
  /** From 0 to 1, for what takes long. */
  readonly onProgress?: (share: number) => void;
  /** Ends the work: the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}
