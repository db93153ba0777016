import type { Exported } from './exported.ts';

/** A kind of file that a run can be written as. A new one: a file that exports such a value, and a line in formats.ts. */
export interface ExportFormat {
  /** For command lines and links: lower case, no spaces. */
  readonly name: string;
  /** Of the file's name, without a dot. Two formats may share one. */
  readonly extension: string;
  /** For a download. Text that some browser would run is not served as such: it is text/plain. */
  readonly type: string;
  /** Which taps of the run it needs: none, exactly one, or any number (none: all of them). */
  readonly taps: 'none' | 'one' | 'any';
  /** Whether it follows the chosen stretch of events. JSON names it and holds the whole. */
  readonly clip: 'cut' | 'named';
  readonly make: (run: Exported) => string | Uint8Array;
}
