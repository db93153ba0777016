import type { LabFile } from '../../src/lab/file.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import { week4Clients } from '../labs/week4-clients.ts';

const FIXED = { kind: 'static', prefixes: 'all' } as const;

/** What the table's mode names mean. */
const VARIANTS: Readonly<Record<string, Variant>> = {
  native: {},
  'native-nodef': { router: { kind: 'no-default' } },
  'native+static': { router: FIXED },
  /** As static routes, but the agent adds none of its own: what BGP and a node route to the router amount to. */
  'native+bgp': { autoDirectNodeRoutes: false, router: FIXED },
  'bgp5w-noroute': { autoDirectNodeRoutes: false },
  vxlan: { routing: 'vxlan' },
  geneve: { routing: 'geneve' },
  'native-epr': { endpointRoutes: true },
  'native-legacy': { hostRouting: 'legacy' },
  'native-legacy-epr': { hostRouting: 'legacy', endpointRoutes: true },
  'vxlan-legacy': { routing: 'vxlan', hostRouting: 'legacy' },
};

/** The lab of a mode, with a client on every node. Throws for a mode that has no meaning here. */
export function labOfMode(mode: string): LabFile {
  const variant = VARIANTS[mode];
  if (variant === undefined) throw new Error(`no mode '${mode}'`);
  const lab = withVariant(week4Clients, variant);
  if (mode !== 'bgp5w-noroute') return lab;
  // Week 5 comments the pods' route out of netplan.
  const nodes = lab.nodes.map((node) => ({
    ...node,
    staticRoutes: node.staticRoutes.filter((route) => !route.startsWith('172.20.')),
  }));
  return { ...lab, nodes };
}
