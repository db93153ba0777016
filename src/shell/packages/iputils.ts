import type { Package } from '../package.ts';
import { mtr } from '../commands/mtr/mtr.ts';
import { ping } from '../commands/ping/ping.ts';
import { tracepath, traceroute } from '../commands/traceroute/traceroute.ts';

/** Iputils, mtr and traceroute. */
export const iputilsPackage: Package = { commands: [ping, mtr, tracepath, traceroute] };
