import type { LiveLab } from '../trace/live.ts';
import { PACKAGE_NAMES } from './catalog.ts';
import { Installed } from './installed.ts';
import { Machine } from './machine.ts';
import { PACKAGES } from './registry.ts';

/** The machines of a running lab with every command at hand. */
export function openMachine(lab: LiveLab): Machine {
  return new Machine(lab, new Installed(PACKAGE_NAMES.map((name) => [name, PACKAGES[name]])));
}
