import type { DeviceId, NetnsName } from '../../../lab/names.ts';
import type { Route } from '../../../lab/tables.ts';
import type { Device } from '../../../lab/world.ts';
import { cidrNumbers, ipv4Number } from '../../../wire/address.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';
import { linksOf, type LinkFacts } from '../ip/link-facts.ts';
import { nodeOf } from './map-rows.ts';

type Rows = readonly (readonly (string | number | boolean)[])[];

/** The kernel's numbers of tables and scopes (include/uapi/linux/rtnetlink.h). */
const TABLES = { main: 254, local: 255 } as const;
const SCOPES = { global: 0, link: 253, host: 254 } as const;

/**
 * Tables of the agent's StateDB that the lab has the rows of (pkg/datapath/tables: device.go, node_address.go, route.go).
 * unverified: whether 1.18.0 has more columns; routes of IPv6, and the row of node-addresses whose device is '*'.
 */
const SHOWN: Readonly<Record<string, (context: Context) => Rows>> = {
  devices: (context) => [
    ['Name', 'Index', 'Selected', 'Type', 'MTU', 'HWAddr', 'Flags', 'Addresses'],
    ...linksOf(context.machine.lab, nodeOf(context)).map((link) => {
      const { device, addresses } = link;
      const mac = device.kind === 'loopback' ? '' : device.mac;
      const ips = addresses.map(({ ip }) => ip).join(', ');
      return [device.name, device.ifindex, isSelected(device), typeOf(link), device.mtu, mac, flagsOf(device), ips];
    }),
  ],
  'node-addresses': (context) => [
    ['Address', 'NodePort', 'Primary', 'DeviceName'],
    ...linksOf(context.machine.lab, nodeOf(context))
      .filter(({ device }) => isSelected(device) || device.name === 'cilium_host')
      .flatMap(({ device }) => device.addresses.map(({ ip }) => ({ ip, device })))
      .toSorted((a, b) => ipv4Number(a.ip) - ipv4Number(b.ip))
      .map(({ ip, device }) => [ip, isSelected(device), device.addresses[0]?.ip === ip, device.name]),
  ],
  routes: (context) => [
    ['Destination', 'Source', 'Gateway', 'LinkIndex', 'Table', 'Scope', 'Priority'],
    ...routesOf(context).map(({ route, table, index }) => [
      route.dst,
      route.src ?? '',
      route.via ?? '',
      index,
      table,
      SCOPES[route.scope],
      route.metric,
    ]),
  ],
};

/** Devices through which Cilium looks at what comes from outside (pkg/datapath/linux/devices_controller.go). */
function isSelected({ kind }: Device): boolean {
  return kind === 'nic';
}

function typeOf({ device, kind }: LinkFacts): string {
  return device.kind === 'loopback' || device.kind === 'nic' ? 'device' : (kind ?? 'device');
}

/** DeviceFlags.String. */
function flagsOf({ kind }: Device): string {
  if (kind === 'loopback') return 'up|loopback|running';
  return kind === 'dummy' ? 'up|broadcast|running' : 'up|broadcast|multicast|running';
}

/** By table, device and destination: the key of a route (route.go RouteID.Key). */
function routesOf(
  context: Context,
): readonly { readonly route: Route; readonly table: number; readonly index: number }[] {
  const { lab } = context.machine;
  const node: NetnsName = nodeOf(context);
  const rows = lab.table(node, 'routes');
  context.shows({ kind: 'rows', netns: node, table: 'routes', keys: [...rows.keys()] });
  const indexOf = (dev: DeviceId | null): number => (dev === null ? 0 : (lab.world.devices.get(dev)?.ifindex ?? 0));
  return [...rows.values()]
    .map((route) => ({
      route,
      table: typeof route.table === 'number' ? route.table : TABLES[route.table],
      index: indexOf(route.dev),
      at: cidrNumbers(route.dst),
    }))
    .toSorted((a, b) => a.table - b.table || a.index - b.index || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
}

export const SHELL_TABLES = Object.keys(SHOWN);

/** `cilium-dbg shell -- db/show TABLE` (pkg/hive/shell.go, statedb's script commands): of the agent's shell what a lab can answer. */
export function* agentShell(call: CobraCall): Task {
  const { context, operands } = call;
  const { io } = context;
  // The line may come as one word or as several.
  const [command = '', ...names] = operands.join(' ').split(/\s+/);
  if (command === '') {
    yield* write(
      io.stderr,
      `cilium-dbg: no shell to type in here: cilium-dbg shell -- db/show ${SHELL_TABLES.join('|')}\n`,
    );
    return 1;
  }
  const table = names.find((name) => !name.startsWith('-')) ?? '';
  const rows = command === 'db/show' && Object.hasOwn(SHOWN, table) ? SHOWN[table]?.(context) : undefined;
  if (rows === undefined) {
    const known = SHELL_TABLES.map((name) => `db/show ${name}`).join(', ');
    yield* write(
      io.stderr,
      `cilium-dbg: '${[command, ...names].join(' ')}' is not supported in this lab; there are: ${known}\n`,
    );
    return 1;
  }
  yield* write(
    io.stdout,
    tabwriter(
      rows.map((row) => row.join('\t')),
      BPF_TABLE,
    ),
  );
  return 0;
}

/** What an agent writes about itself for a bug report is more than a lab knows. */
export function* debugInfo({ context }: CobraCall): Task {
  yield* write(
    context.io.stderr,
    'cilium-dbg: debuginfo is not part of this lab; its parts are: status --verbose, endpoint list, service list, map list, bpf ipcache list\n',
  );
  return 1;
}

/** Maps of Maglev are made where loadBalancer.algorithm is maglev: the lab's backends are drawn. */
export function* maglevList({ context }: CobraCall): Task {
  yield* write(
    context.io.stderr,
    'cilium-dbg: services of this lab draw their backends at random (loadBalancer.algorithm=random): there is no Maglev map\n',
  );
  return 1;
}
