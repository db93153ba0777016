import type { Exported } from '../../export/exported.ts';
import type { Tab } from '../../state/terminal.ts';
import type { SinglePage } from '../store.ts';

/** What a file is made with, beside the order. */
export interface Making {
  /** Where a capture listens; none: everywhere. */
  readonly taps: Exported['taps'];
  /** The terminal that was used last. */
  readonly tab: Tab | null;
  readonly singlePage: SinglePage | null;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

export interface Made {
  readonly name: string;
  readonly blob: Blob;
}

/** A file that there cannot be, for a reason that the reader can do something about. Any other failure is an Error. */
export class Unmakeable extends Error {
  readonly why:
    | { readonly kind: 'too-large'; readonly bytes: number; readonly most: number }
    | { readonly kind: 'unsupported' };

  constructor(why: Unmakeable['why']) {
    super(why.kind);
    this.why = why;
  }
}

export function blobOf(content: string | Uint8Array, type: string): Blob {
  return new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type });
}

/** '1.2 MB': bytes as file managers count them, in thousands. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
