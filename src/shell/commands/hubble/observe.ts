import { isFilterFlag, parseFlowFilter, type FlagValue } from '../../../capture/hubble/filter.ts';
import type { Flow } from '../../../capture/hubble/flow.ts';
import { flowsOf } from '../../../capture/hubble/flows.ts';
import { unavailableLine } from '../../../capture/hubble/node-status.ts';
import { parseOutput, startPrinter, type FlowPrinter, type PrintOptions } from '../../../capture/hubble/printer.ts';
import { parseSelection, selectFlows, type Selection } from '../../../capture/hubble/select.ts';
import { timeFormatOf } from '../../../capture/hubble/time-format.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { Signalled, until, type Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { connect } from './connection.ts';
import { UNKNOWN_HERE } from './observe-flags.ts';
import { relayOf, unavailableNodes, unseenNodes } from './relay.ts';

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** The filter flags in the order in which they were given: what --not is before matters. */
function filterPairs({ flags }: CobraCall): readonly FlagValue[] {
  return flags.given.flatMap(([key, value]): readonly FlagValue[] => {
    const flag = `${key}`;
    if (!isFilterFlag(flag)) return [];
    return [[flag, flag === 'not' ? '' : value]];
  });
}

function printOptions({ context, flags }: CobraCall): Read<PrintOptions> {
  const output = parseOutput(flags.value('output') ?? 'compact', flags.has('follow'));
  if (!output.ok) return output;
  const color = flags.value('color') ?? 'auto';
  const wanted =
    color === 'always' || (color === 'auto' && context.io.stdout.tty && !context.environment.has('NO_COLOR'));
  const translated = !flags.has('numeric') && flags.value('ipTranslation') !== 'false';
  return {
    ok: true,
    value: {
      output: output.output,
      timeFormat: timeFormatOf(flags.value('timeFormat') ?? 'StampMilli'),
      nodeName: flags.has('printNode'),
      ipTranslation: translated,
      color: wanted,
    },
  };
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text) || 0;
}

function selectionOf({ context, flags }: CobraCall): Read<Omit<Selection, 'filter'>> {
  const { machine } = context;
  const answer = parseSelection(
    machine.world,
    {
      first: numberOf(flags.value('first')),
      last: numberOf(flags.value('last')),
      all: flags.has('all'),
      follow: flags.has('follow'),
      since: flags.value('since'),
      until: flags.value('until'),
    },
    machine.now,
  );
  return answer.ok ? { ok: true, value: answer.selection } : answer;
}

/** The relay asks every node for that many and puts what they have seen in order of time. */
function pastFlows(context: Context, selection: Selection, hidden: ReadonlySet<string>): readonly Flow[] {
  const { trace } = context.machine.lab;
  const flows = flowsOf(trace).filter((flow) => !hidden.has(flow.node));
  const nodes = [...new Set(flows.map((flow) => flow.node))];
  const chosen = new Set(
    nodes.flatMap((node) =>
      selectFlows(
        flows.filter((flow) => flow.node === node),
        selection,
      ),
    ),
  );
  return flows.filter((flow) => chosen.has(flow));
}

function* print(context: Context, printer: FlowPrinter, flows: readonly Flow[]): Task<void> {
  if (flows.length > 0) context.shows({ kind: 'packets', events: flows.map(({ event }) => event) });
  const lines = flows.flatMap((flow) => printer.linesOf(flow));
  yield* write(context.io.stdout, lines.map((line) => `${line}\n`).join(''));
}

function* fail({ context }: CobraCall, message: string): Task {
  yield* write(context.io.stderr, `${message}\n`);
  return 1;
}

/** `hubble observe`: what the nodes' agents have seen, by way of the relay. */
export function* observe(call: CobraCall): Task {
  const { flags } = call;
  const foreign = Object.keys(UNKNOWN_HERE).find((flag) => flags.has(flag));
  if (foreign !== undefined)
    return yield* fail(call, `the flows of this lab end at layer 4: --${foreign} has nothing to match`);
  const filter = parseFlowFilter(filterPairs(call));
  if (!filter.ok) return yield* fail(call, filter.message);
  const options = printOptions(call);
  if (!options.ok) return yield* fail(call, options.message);
  const chosen = selectionOf(call);
  if (!chosen.ok) return yield* fail(call, chosen.message);
  const connection = yield* connect(call);
  if (connection === null) return 1;
  try {
    return yield* stream(call, { ...chosen.value, filter: filter.filter }, options.value);
  } catch (error) {
    // The client takes an interrupt for the end of what it wanted.
    if (error instanceof Signalled && error.signal === 'INT') return flags.has('follow') ? 0 : 130;
    throw error;
  } finally {
    connection.close();
  }
}

function* stream(call: CobraCall, selection: Selection, options: PrintOptions): Task {
  const { context, flags } = call;
  const { machine, io } = context;
  const printer = startPrinter(machine.world, options);
  const hidden = unseenNodes(context);
  const relay = relayOf(machine);
  if (hidden.size > 0 && context.host.kind !== 'agent' && relay !== null && options.output !== 'json') {
    const names = unavailableNodes(machine);
    const line = unavailableLine(machine.world, machine.now, relay.name, names, options.timeFormat);
    yield* write(io.stderr, `${line}\n`);
  }
  let seen = machine.lab.trace.events.length;
  yield* print(context, printer, pastFlows(context, selection, hidden));
  if (!flags.has('follow')) {
    yield* write(
      io.stdout,
      printer
        .end()
        .map((line) => `${line}\n`)
        .join(''),
    );
    return 0;
  }
  for (;;) {
    yield* until(() => machine.lab.trace.events.length > seen);
    const { trace } = machine.lab;
    const from = trace.events[seen]?.id ?? 0;
    seen = trace.events.length;
    const away = unseenNodes(context);
    const fresh = flowsOf(trace, from).filter((flow) => !away.has(flow.node) && selection.filter.takes(flow));
    yield* print(context, printer, fresh);
  }
}
