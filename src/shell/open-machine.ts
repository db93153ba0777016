import type { LiveLab } from '../trace/live.ts';
import { programsOf } from './execute.ts';
import { Machine } from './machine.ts';
import { COMMANDS } from './registry.ts';

/** The machines of a running lab with every command installed. */
export function openMachine(lab: LiveLab): Machine {
  return new Machine(lab, programsOf(COMMANDS));
}
