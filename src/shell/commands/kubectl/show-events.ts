import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import type { EventRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import type { Flags } from './flags.ts';
import { eventsOf } from './kinds-of-events.ts';
import { demandKind, namespaceOf } from './resource-arguments.ts';
import { tableText } from './table-text.ts';

/** kubectl events: sorted by time, by contrast to `get events`. */
export function* showEvents(context: Context, flags: Flags): Task {
  const { io, machine } = context;
  const target = flags.value('condition');
  const [type = '', name = ''] = target === null ? [] : target.includes('/') ? target.split('/') : ['pod', target];
  const kind = target === null ? null : demandKind(machine, type).kind;
  const wanted = (): readonly EventRecord[] =>
    eventsOf(machine).filter(
      (event) =>
        (flags.has('all') || event.namespace === namespaceOf(flags)) &&
        (kind === null || (event.kind === kind && event.object === name)),
    );
  const found = wanted();
  if (found.length === 0 && !flags.has('watch')) {
    yield* write(
      io.stderr,
      flags.has('all') ? 'No events found.\n' : `No events found in ${namespaceOf(flags)} namespace.\n`,
    );
    return 0;
  }
  const head = [...(flags.has('all') ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  const rows = found.map((event) => row(machine, flags, event));
  const widths: number[] = [];
  yield* write(io.stdout, tableText(flags.has('noHeaders') ? rows : [head, ...rows], widths));
  let told = new Set(found);
  while (flags.has('watch')) {
    yield* until(() => wanted().some((event) => !told.has(event)));
    const fresh = wanted().filter((event) => !told.has(event));
    yield* write(
      io.stdout,
      tableText(
        fresh.map((event) => row(machine, flags, event)),
        widths,
      ),
    );
    told = new Set(wanted());
  }
  return 0;
}

function row(machine: Machine, flags: Flags, event: EventRecord): readonly string[] {
  const { namespace, first, last, count, type, reason, kind, object, message } = event;
  const seen = count > 1 ? `${ageOf(machine, last)} (x${count} over ${ageOf(machine, first)})` : ageOf(machine, last);
  return [...(flags.has('all') ? [namespace] : []), seen, type, reason, `${kind}/${object}`, message];
}
