import type { Package } from '../package.ts';
import { lsmod, modprobe } from '../commands/modules/modules.ts';
import { sysctl } from '../commands/sysctl/sysctl.ts';
import { watch } from '../commands/watch/watch.ts';

/** Procps and kmod. */
export const procpsPackage: Package = { commands: [lsmod, modprobe, sysctl, watch] };
