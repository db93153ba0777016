import { flowsOf } from '../../../capture/hubble/flows.ts';
import type { NetnsName } from '../../../lab/names.ts';
import { CLUSTER_AGE } from '../../cluster/helm-release.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { tabwriter } from '../cobra/tabwriter.ts';
import { connect } from './connection.ts';
import { unavailableNodes, unseenNodes } from './relay.ts';

/** Flows that an agent keeps (hubble-event-buffer-capacity). */
const CAPACITY = 4095;
const SECOND = 1_000_000_000;

interface NodeFlows {
  readonly name: NetnsName;
  readonly connected: boolean;
  readonly seen: number;
}

function nodesOf(machine: Machine): readonly NodeFlows[] {
  const away = new Set(unavailableNodes(machine));
  const flows = flowsOf(machine.lab.trace);
  return machine.world.nodes
    .map(({ name }) => ({
      name,
      connected: !away.has(name),
      seen: flows.filter((flow) => flow.node === name).length,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function grouped(n: number): string {
  return `${n}`.replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Go's time.Duration.String of whole seconds: '3h0m12s'. */
function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${seconds % 60}s`;
  return hours > 0 ? `${hours}h${minutes}m${rest}` : minutes > 0 ? `${minutes}m${rest}` : rest;
}

function uptime(machine: Machine): number {
  return Math.round((machine.now + CLUSTER_AGE) / SECOND);
}

/** `hubble status`, in its compact form. */
export function* hubbleStatus(call: CobraCall): Task {
  const { machine, io } = call.context;
  const connection = yield* connect(call, 'failed getting status: ');
  if (connection === null) return 1;
  try {
    const format = call.flags.value('output') ?? 'compact';
    if (format !== 'compact') {
      const known = ['dict', 'json', 'JSON', 'jsonpb', 'tab', 'table'].includes(format);
      yield* write(
        io.stderr,
        known ? `this lab prints the compact form only: -o ${format}\n` : `invalid output format: ${format}\n`,
      );
      return 1;
    }
    const single = call.context.host.kind === 'agent';
    const nodes = nodesOf(machine);
    const up = nodes.filter((node) => (single ? node.name === call.context.host.node : node.connected));
    const down = nodes.filter((node) => !single && !node.connected);
    const current = up.reduce((sum, node) => sum + Math.min(node.seen, CAPACITY), 0);
    const seen = up.reduce((sum, node) => sum + node.seen, 0);
    const max = CAPACITY * up.length;
    const ratio = max === 0 ? '' : ` (${((current / max) * 100).toFixed(2)}%)`;
    const lines = [
      `Healthcheck (via ${connection.target}): Ok`,
      `Current/Max Flows: ${grouped(current)}/${grouped(max)}${ratio}`,
      `Flows/s: ${(seen / uptime(machine)).toFixed(2)}`,
      ...(single ? [] : [`Connected Nodes: ${up.length}/${nodes.length}`]),
      ...(down.length === 0 ? [] : [`Unavailable Nodes: ${down.length}`, ...down.map((node) => `  - ${node.name}`)]),
    ];
    yield* write(io.stdout, lines.map((line) => `${line}\n`).join(''));
    return 0;
  } finally {
    connection.close();
  }
}

/** `hubble list nodes`. What the relay cannot ask has no numbers. */
export function* listNodes(call: CobraCall): Task {
  const { machine, io } = call.context;
  const connection = yield* connect(call);
  if (connection === null) return 1;
  try {
    if (call.context.host.kind === 'agent') {
      yield* write(io.stderr, 'rpc error: code = Unimplemented desc = GetNodes not implemented\n');
      return 1;
    }
    const format = call.flags.value('output') ?? 'table';
    if (format !== 'table' && format !== 'wide') {
      yield* write(
        io.stderr,
        format === 'json' ? 'this lab prints tables only: -o json\n' : `unknown output format: ${format}\n`,
      );
      return 1;
    }
    const wide = format === 'wide';
    const seconds = uptime(machine);
    const { cilium } = machine.world.file.versions;
    const rows = nodesOf(machine).map(({ name, connected, seen }) => {
      const current = Math.min(seen, CAPACITY);
      const percent = ((current / CAPACITY) * 100).toFixed(2).padStart(6);
      const numbers = [duration(seconds), (seen / seconds).toFixed(2), `${current}/${CAPACITY} (${percent}%)`];
      const node = machine.world.nodes.find((each) => each.name === name);
      const more = wide ? [connected ? `v${cilium}` : 'N/A', `${node?.ip ?? ''}:4244`, 'Enabled'] : [];
      const cells = [name, connected ? 'Connected' : 'Unavailable', ...(connected ? numbers : ['N/A', 'N/A', 'N/A'])];
      return [...cells, ...more].join('\t');
    });
    const head = `NAME\tSTATUS\tAGE\tFLOWS/S\tCURRENT/MAX-FLOWS${wide ? '\tVERSION\tADDRESS\tTLS' : ''}`;
    yield* write(io.stdout, tabwriter([head, ...rows], { min: 2, padding: 3 }));
    return 0;
  } finally {
    connection.close();
  }
}

/** `hubble list namespaces`: those that flows have been seen of. */
export function* listNamespaces(call: CobraCall): Task {
  const { machine, io } = call.context;
  const connection = yield* connect(call);
  if (connection === null) return 1;
  const away = unseenNodes(call.context);
  const flows = flowsOf(machine.lab.trace).filter((flow) => !away.has(flow.node));
  const names = [...new Set(flows.flatMap((flow) => [flow.source.namespace, flow.destination.namespace]))];
  const sorted = names.filter((name) => name !== '').toSorted((a, b) => (a < b ? -1 : 1));
  yield* write(io.stdout, `NAMESPACE\n${sorted.map((name) => `${name}\n`).join('')}`);
  connection.close();
  return 0;
}
