import type { Page } from '../store.ts';
import type { Made } from './making.ts';

/** Milliseconds for which the bytes are kept: a browser may ask the reader first where they go. */
const KEPT = 60_000;

/** Gives a file to the browser, which puts it where it puts downloads. */
export function saveFile({ name, blob }: Made, after: Page['after']): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = name;
  link.click();
  after(KEPT, () => URL.revokeObjectURL(address));
}
