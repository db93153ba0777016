import { deriveWorld } from '../lab/derive.ts';
import { Evolution } from '../lab/evolution.ts';
import type { LabFile } from '../lab/file.ts';
import type { World } from '../lab/world.ts';
import type { Stimulus } from './stimulus.ts';

/**
 * The world of a trace: the lab at t = 0, and in it whatever its stimuli bring into being (Trace.world). May throw when
 * the file, or the cluster that a stimulus makes of it, cannot be a lab.
 */
export function worldOf(file: LabFile, stimuli: readonly Stimulus[]): World {
  const evolution = new Evolution(deriveWorld(file));
  for (const stimulus of stimuli.toSorted((a, b) => a.at - b.at)) {
    if (stimulus.kind === 'agent') evolution.agent(stimulus.from, stimulus.cilium);
    if (stimulus.kind === 'cluster') evolution.cluster(stimulus.pods, stimulus.services);
  }
  return evolution.union;
}
