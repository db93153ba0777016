import { ipv4Number, cidrNumbers } from '../../../wire/address.ts';
import { RESERVED } from '../../../capture/monitor/identity-name.ts';
import { IDENTITY, type Identity } from '../../../lab/names.ts';
import type { LbServiceRow } from '../../../lab/tables.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';
import { knownIdentities, labelsOf } from './identity-labels.ts';
import { mapRows, nodeOf } from './map-rows.ts';
import { fatal, printOutput, usage, wantsOutput } from './output-flag.ts';

/** `service list` of 1.18.0: by number, the first column. */
export function* serviceList(call: CobraCall): Task {
  const { context } = call;
  const rows: readonly LbServiceRow[] = mapRows(context, 'cilium_lb4_services_v2');
  const backends = new Map(mapRows(context, 'cilium_lb4_backends_v3').map((row) => [row.id, row]));
  const masters = rows.filter((row) => row.slot === 0).toSorted((a, b) => a.revNat - b.revNat);
  const services = masters.map((master) => ({
    id: master.revNat,
    frontend: `${master.address}:${master.port}/${master.proto}`,
    type: master.type,
    backends: rows
      .filter((row) => row.slot > 0 && row.revNat === master.revNat && row.address === master.address)
      .toSorted((a, b) => a.slot - b.slot)
      .map((row) => {
        const backend = backends.get(row.backendId);
        return `${row.slot} => ${backend?.address ?? ''}:${backend?.port ?? 0}/${row.proto} (active)`;
      }),
  }));
  if (wantsOutput(call)) return yield* printOutput(call, services);
  const lines = services.flatMap(({ id, frontend, type, backends: [first = '', ...rest] }) => [
    `${id}\t${frontend}\t${type}\t${first}\t`,
    ...rest.map((backend) => `\t\t\t${backend}\t`),
  ]);
  yield* write(context.io.stdout, tabwriter(['ID\tFrontend\tService Type\tBackend\t', ...lines], BPF_TABLE));
  return 0;
}

/** `node list`: this node is known by itself, the others from their CiliumNode objects. */
export function* nodeList(call: CobraCall): Task {
  const { context } = call;
  const own = nodeOf(context);
  const nodes = context.machine.world.nodes.map(({ name, ip, podCIDR }) => ({
    name,
    ip,
    podCIDR,
    source: name === own ? 'local' : 'custom-resource',
  }));
  if (wantsOutput(call)) return yield* printOutput(call, nodes);
  const rows = nodes
    .map(({ name, ip, podCIDR, source }) => `${name}\t${ip}\t${podCIDR}\t\t\t${source}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const head = 'Name\tIPv4 Address\tEndpoint CIDR\tIPv6 Address\tEndpoint CIDR\tSource';
  yield* write(context.io.stdout, tabwriter([head, ...rows], { min: 0, padding: 3 }));
  return 0;
}

/** Who has told the agent of an address. unverified: 'custom-resource' for pods of the own node as well. */
function sourceOf({ context }: CobraCall, identity: Identity, address: string): string {
  const { world } = context.machine;
  const own = world.nodes.find((node) => node.name === nodeOf(context));
  if (identity === IDENTITY.host || address === `${own?.ip ?? ''}/32`) return 'local';
  if (identity === IDENTITY.kubeApiserver) return 'kube-apiserver';
  return identity === IDENTITY.world ? 'local' : 'custom-resource';
}

export function* ipList(call: CobraCall): Task {
  const { context, flags } = call;
  const rows = mapRows(context, 'cilium_ipcache_v2').toSorted((a, b) => {
    const [one, other] = [cidrNumbers(a.prefix), cidrNumbers(b.prefix)];
    return one[0] - other[0] || one[1] - other[1];
  });
  if (wantsOutput(call)) return yield* printOutput(call, rows);
  const verbose = flags.has('verbose');
  const head = verbose ? 'IP\tIDENTITY\tSOURCE\tHOST\tENCRYPT_KEY' : 'IP\tIDENTITY\tSOURCE';
  const lines = rows.flatMap((row) => {
    const source = sourceOf(call, row.identity, row.prefix);
    const reserved = RESERVED[row.identity];
    const labels = labelsOf(context, row.identity);
    const names = flags.has('numeric')
      ? [`${row.identity}`]
      : reserved !== undefined
        ? [reserved]
        : labels.length > 0
          ? labels
          : [`${row.identity}`];
    const [first = '', ...rest] = names;
    const host = ipv4Number(row.tunnelEndpoint) === 0 ? '' : row.tunnelEndpoint;
    const more = verbose ? `\t${host}\t${row.encryptKey}` : '';
    return [`${row.prefix}\t${first}\t${source}${more}`, ...rest.map((label) => `\t${label}\t`)];
  });
  yield* write(context.io.stdout, tabwriter([head, ...lines], BPF_TABLE));
  return 0;
}

function identitiesText(call: CobraCall, ids: readonly Identity[]): string {
  const lines = ids.flatMap((id) => {
    const [first = '', ...rest] = labelsOf(call.context, id);
    return [`${id}\t${first}`, ...rest.map((label) => `\t${label}`)];
  });
  return tabwriter(['ID\tLABELS', ...lines], { min: 2, padding: 3 });
}

export function* identityList(call: CobraCall): Task {
  const { context, operands } = call;
  const wanted = operands.map((label) => (label.includes(':') ? label : `k8s:${label}`));
  const ids = knownIdentities(context).filter((id) => {
    const labels = labelsOf(context, id);
    return wanted.every((label) => labels.includes(label));
  });
  if (wantsOutput(call))
    return yield* printOutput(
      call,
      ids.map((id) => ({ id, labels: labelsOf(context, id) })),
    );
  yield* write(context.io.stdout, identitiesText(call, ids));
  return 0;
}

export function* identityGet(call: CobraCall): Task {
  const { context, operands } = call;
  const [asked] = operands;
  if (asked === undefined) return yield* usage(call, 'Invalid identity ID');
  const id = knownIdentities(context).find((each) => `${each}` === asked);
  if (id === undefined) {
    const answer = /^\d+$/.test(asked)
      ? '[GET /identity/{id}][404] getIdentityIdNotFound '
      : `[GET /identity/{id}][400] getIdentityIdBadRequest`;
    return yield* fatal(call, `Cannot get identity for given ID ${asked}: ${answer}\n`);
  }
  if (wantsOutput(call)) return yield* printOutput(call, [{ id, labels: labelsOf(context, id) }]);
  yield* write(context.io.stdout, identitiesText(call, [id]));
  return 0;
}
