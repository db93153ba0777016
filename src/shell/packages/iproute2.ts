import type { Package } from '../package.ts';
import { tc } from '../commands/bpftool/tc.ts';
import { ip } from '../commands/ip/ip.ts';
import { ss } from '../commands/ss/ss.ts';

export const iproute2Package: Package = { commands: [ip, ss, tc] };
