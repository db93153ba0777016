import type { LiveLab } from '../trace/live.ts';
import { PACKAGE_NAMES } from './catalog.ts';
import { Installed } from './installed.ts';
import { Machine } from './machine.ts';
import { PACKAGES } from './registry.ts';

/** Every command at hand, so that nothing has to be fetched. */
export function everything(): Installed {
  return new Installed(PACKAGE_NAMES.map((name) => [name, PACKAGES[name]]));
}

/** The machines of a running lab with every command at hand. */
export function openMachine(lab: LiveLab): Machine {
  return new Machine(lab, everything());
}
