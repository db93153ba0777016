import type { Package } from '../package.ts';
import { conntrack } from '../commands/conntrack/conntrack.ts';
import { iptables, iptablesSave } from '../commands/iptables/iptables.ts';

/** Iptables and conntrack. */
export const iptablesPackage: Package = { commands: [conntrack, iptables, iptablesSave] };
