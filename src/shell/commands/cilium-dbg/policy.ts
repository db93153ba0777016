import type { PolicyRow } from '../../../lab/tables.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';
import { labelsOf } from './identity-labels.ts';
import { nodeOf } from './map-rows.ts';
import { fatal, printOutput, usage, wantsOutput } from './output-flag.ts';

const GLOBALS = '/sys/fs/bpf/tc/globals';

export function policyMapName(endpoint: number): string {
  return `cilium_policy_v2_${`${endpoint}`.padStart(5, '0')}`;
}

/** The rows of one endpoint as PolicyEntriesDump.Less orders them: by direction, identity, port. */
function sorted(rows: readonly PolicyRow[]): readonly PolicyRow[] {
  const direction = (row: PolicyRow): number => (row.direction === 'Ingress' ? 0 : 1);
  // The own host stands before everybody: its key is the longer prefix.
  return rows.toSorted((a, b) => direction(a) - direction(b) || b.identity - a.identity || a.port - b.port);
}

function tableOf(call: CobraCall, rows: readonly PolicyRow[]): string {
  const numeric = call.flags.has('numeric');
  const who = numeric ? 'IDENTITY' : 'LABELS (source:key[=value])';
  const head = `POLICY\tDIRECTION\t${who}\tPORT/PROTO\tPROXY PORT\tAUTH TYPE\tBYTES\tPACKETS\tPREFIX`;
  const lines = sorted(rows).flatMap((row) => {
    const labels = numeric ? [`${row.identity}`] : names(call, row);
    const port = row.proto === 'ANY' && row.port === 0 ? 'ANY' : `${row.port}/${row.proto}`;
    const proxy = row.proxyPort === 0 ? 'NONE' : `${row.proxyPort}`;
    const [first = '', ...rest] = labels;
    const policy = row.deny ? 'Deny' : 'Allow';
    // Counters are in a map of their own that the lab does not keep.
    const line = `${policy}\t${row.direction}\t${first}\t${port}\t${proxy}\tdisabled\t0\t0\t0`;
    return [line, ...rest.map((label) => `\t\t${label}\t\t\t\t\t\t`)];
  });
  return tabwriter([head, ...lines], BPF_TABLE);
}

function names({ context }: CobraCall, { identity }: PolicyRow): readonly string[] {
  if (Number(identity) === 0) return ['ANY'];
  const labels = labelsOf(context, identity);
  return labels.length === 0 ? [`${identity}`] : labels;
}

export function* getPolicy(call: CobraCall): Task {
  const { context, flags, operands } = call;
  const node = nodeOf(context);
  const table = context.machine.lab.table(node, 'cilium_policy_v2');
  const shown = (rows: readonly (readonly [string, PolicyRow])[]): readonly PolicyRow[] => {
    context.shows({ kind: 'rows', netns: node, table: 'cilium_policy_v2', keys: rows.map(([key]) => key) });
    return rows.map(([, row]) => row);
  };
  if (flags.has('all')) {
    const ids = [...new Set([...table.values()].map((row) => row.endpoint))].toSorted((a, b) => a - b);
    for (const id of ids) {
      const rows = shown([...table].filter(([, row]) => row.endpoint === id));
      const head = `Endpoint ID: ${id}\nPath: ${GLOBALS}/${policyMapName(id)}\n\n`;
      yield* write(context.io.stdout, `${head}${tableOf(call, rows)}\n\n`);
    }
    if (ids.length === 0) yield* write(context.io.stdout, 'no maps found\n');
    return 0;
  }
  const [asked] = operands;
  if (asked === undefined) return yield* usage(call, 'Missing endpoint id argument');
  if (!/^\d+$/.test(asked)) return yield* fatal(call, `Failed to parse endpointID "${asked}"`);
  const rows = shown([...table].filter(([, row]) => row.endpoint === Number(asked)));
  if (rows.length === 0) {
    const path = `${GLOBALS}/${policyMapName(Number(asked))}`;
    return yield* fatal(call, `Failed to open map: Unable to get object ${path}: no such file or directory\n`);
  }
  if (wantsOutput(call)) return yield* printOutput(call, sorted(rows));
  yield* write(context.io.stdout, tableOf(call, rows));
  return 0;
}
