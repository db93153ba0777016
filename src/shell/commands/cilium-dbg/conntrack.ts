import type { CtRow, SnatRow } from '../../../lab/tables.ts';
import type { Nanos } from '../../../lab/names.ts';
import { write } from '../../process/stream.ts';
import { sleepUntil, type Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { conntrackLine, natLine } from './conntrack-text.ts';
import { mapRows, nodeOf } from './map-rows.ts';
import { printOutput, usage, wantsOutput } from './output-flag.ts';

const GLOBALS = '/sys/fs/bpf/tc/globals';
const CT_MAPS = ['cilium_ct4_global', 'cilium_ct_any4_global'] as const;

/** Null: go on; else the exit code of a refusal (requireEndpointIDorGlobal). */
function* needsGlobal(call: CobraCall): Task<number | null> {
  const { context, operands } = call;
  const [kind] = operands;
  if (kind === 'global') return null;
  if (kind === undefined) return yield* usage(call, "Missing endpoint id or 'global' argument");
  yield* write(
    context.io.stderr,
    kind === 'endpoint' || kind === 'cluster' ? '' : `Invalid argument: unknown type ${kind}`,
  );
  return 0;
}

/** The map of TCP, then the one of everything else; an empty line after each. */
export function* ctList(call: CobraCall): Task {
  const refused = yield* needsGlobal(call);
  if (refused !== null) return refused;
  const { context, flags } = call;
  const tables: readonly (readonly CtRow[])[] = CT_MAPS.map((name) => mapRows(context, name));
  if (wantsOutput(call)) return yield* printOutput(call, tables.flat());
  const now = flags.has('timeDiff') ? context.machine.now : null;
  for (const rows of tables) {
    yield* write(context.io.stdout, `${rows.map((row) => `${conntrackLine(row, now)}\n`).join('')}\n`);
  }
  return 0;
}

export function* natList(call: CobraCall): Task {
  const { context } = call;
  const rows: readonly SnatRow[] = mapRows(context, 'cilium_snat_v4_external');
  if (wantsOutput(call)) return yield* printOutput(call, rows);
  const { now } = context.machine;
  yield* write(context.io.stdout, `${rows.map((row) => `${natLine(row, now)}\n`).join('')}\n`);
  return 0;
}

type Flushed = (typeof CT_MAPS)[number] | 'cilium_snat_v4_external';

function* flush(call: CobraCall, maps: readonly Flushed[]): Task {
  const { machine, io } = call.context;
  const from = nodeOf(call.context);
  for (const table of maps) {
    const { size } = machine.lab.table(from, table);
    const at = machine.soon();
    machine.lab.act({ kind: 'flush', at, from, table });
    yield* sleepUntil((at + 1) as Nanos);
    // unverified: whether the path is printed in full.
    yield* write(io.stdout, `Flushed ${size} entries from ${GLOBALS}/${table}\n`);
  }
  return 0;
}

export function* ctFlush(call: CobraCall): Task {
  return (yield* needsGlobal(call)) ?? (yield* flush(call, CT_MAPS));
}

export function* natFlush(call: CobraCall): Task {
  return yield* flush(call, ['cilium_snat_v4_external']);
}
