import type { LabFile } from '../file.ts';
import { crowded } from './crowded.ts';
import { stranger } from './stranger.ts';
import { week4 } from './week4.ts';

/** Every lab that comes with the program, by the name used in links. */
export const PRESETS: readonly { readonly name: string; readonly lab: LabFile }[] = [
  { name: 'week4', lab: week4 },
  { name: 'stranger', lab: stranger },
  { name: 'crowded', lab: crowded },
];

export function presetLab(name: string): LabFile | null {
  return PRESETS.find((preset) => preset.name === name)?.lab ?? null;
}
