import type { Aliases } from '../scene/position.ts';
import type { Trace } from '../trace/trace.ts';

/** A run, what was chosen in it by the names of options, and remarks; or all that was wrong. */
export type RenderSource = Source | { readonly ok: false; readonly problems: readonly string[] };

export interface Source {
  readonly ok: true;
  readonly trace: Trace;
  /** The event that it is shown at where nothing else was asked for. */
  readonly opening: number;
  /** Names that events had before. */
  readonly aliases: Aliases;
  readonly params: Readonly<Record<string, string>>;
  readonly remarks: readonly string[];
}
