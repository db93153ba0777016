import type { NetnsName } from '../../lab/names.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { dissectionLine } from './banner.ts';
import { jsonLine } from './json-lines.ts';
import type { MonitorOptions } from './options.ts';
import { matches } from './record-filter.ts';
import { recordsOf, type RingRecord } from './ring.ts';
import { dropInfo, sockInfo, traceInfo, verdictInfo } from './trace-text.ts';
import { verboseLines } from './verbose-lines.ts';

/** Lines of one record and the event of the trace that they belong to. */
export interface MonitorText {
  readonly event: EventId;
  readonly stream: 'stdout' | 'stderr';
  readonly lines: readonly string[];
}

/** A running monitor: it remembers whether it has said that it began to look into packets. */
export interface Monitor {
  /** The text of what is new in the node's ring from an event on. */
  read(trace: Trace, from: EventId | 0): readonly MonitorText[];
}

/** A monitor listens to one node's ring: it must run on the node whose endpoint it asks for. */
export function startMonitor(node: NetnsName, options: MonitorOptions): Monitor {
  let dissecting = false;
  return {
    read(trace, from) {
      const texts: MonitorText[] = [];
      for (const record of recordsOf(trace, from)) {
        if (record.node !== node || !matches(record, options)) continue;
        const lines = linesOf(record, options);
        if (lines.length === 0) continue;
        if (!dissecting && record.kind !== 'trace-sock') {
          dissecting = true;
          texts.push({ event: record.event, stream: 'stderr', lines: [dissectionLine(trace.world, record.at)] });
        }
        texts.push({ event: record.event, stream: 'stdout', lines });
      }
      return texts;
    },
  };
}

/** Everything that a monitor on `node` prints from an event on, behind its header. */
export function monitorLines(
  trace: Trace,
  node: NetnsName,
  options: MonitorOptions,
  from: EventId | 0 = 0,
): readonly string[] {
  return startMonitor(node, options)
    .read(trace, from)
    .flatMap(({ lines }) => lines);
}

/** The Dump methods of pkg/monitor: verdicts look the same at every verbosity, trace-sock is printed with -v only. */
function linesOf(record: RingRecord, options: MonitorOptions): readonly string[] {
  const { verbosity } = options;
  switch (record.kind) {
    case 'trace-sock':
      return verbosity === 'debug' ? [sockInfo(record)] : [];
    case 'policy-verdict':
      return [verdictInfo(record, options)];
    case 'trace':
    case 'drop':
      if (verbosity === 'json') return [jsonLine(record)];
      if (verbosity === 'verbose') return verboseLines(record, options);
      return [record.kind === 'drop' ? dropInfo(record, options) : traceInfo(record, options)];
  }
}
