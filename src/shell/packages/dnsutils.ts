import type { Package } from '../package.ts';
import { dig, host, nslookup } from '../commands/dig/dig.ts';
import { nc } from '../commands/nc/nc.ts';

/** Bind9-host, bind9-dnsutils and netcat. */
export const dnsutilsPackage: Package = { commands: [dig, host, nc, nslookup] };
