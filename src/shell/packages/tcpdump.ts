import type { Package } from '../package.ts';
import { tcpdump } from '../commands/tcpdump/tcpdump.ts';

export const tcpdumpPackage: Package = { commands: [tcpdump] };
