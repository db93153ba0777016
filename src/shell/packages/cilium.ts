import type { Package } from '../package.ts';
import { ciliumDbg } from '../commands/cilium-dbg/cilium-dbg.ts';
import { cilium } from '../commands/cilium/cilium.ts';
import { hubble } from '../commands/hubble/hubble.ts';

/** Cilium-cli, cilium-dbg of the agent, hubble. */
export const ciliumPackage: Package = { commands: [cilium, ciliumDbg, hubble] };
