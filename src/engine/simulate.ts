import type { LabFile } from '../lab/file.ts';
import type { NetnsName } from '../lab/names.ts';
import type { Tables } from '../lab/tables.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Trace } from '../trace/trace.ts';
import { Running } from './live.ts';
import type { LabOptions } from './live.ts';

export interface SimulateOptions extends LabOptions {
  /** Is given the tables as they are when the run has settled. */
  readonly final?: (tables: ReadonlyMap<NetnsName, Tables>) => void;
}

/**
 * What happens in this lab when these things are done to it. Pure: the same lab and stimuli give the same trace, byte
 * for byte. Throws when a stimulus names a namespace that the lab has not, or when the run does not settle.
 */
export function simulate(file: LabFile, stimuli: readonly Stimulus[], options: SimulateOptions = {}): Trace {
  const lab = new Running(file, options);
  for (const stimulus of stimuli) lab.act(stimulus);
  lab.settle();
  options.final?.(lab.final());
  return { ...lab.trace, stimuli };
}
