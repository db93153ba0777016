import type { Package } from '../package.ts';
import { arp } from '../commands/net-tools/arp.ts';
import { ifconfig } from '../commands/net-tools/ifconfig.ts';
import { netstat } from '../commands/net-tools/netstat.ts';
import { route } from '../commands/net-tools/route.ts';

export const netToolsPackage: Package = { commands: [arp, ifconfig, netstat, route] };
