import type { World } from '../../lab/world.ts';
import { colored, plain, type Paint } from './color.ts';
import type { Flow } from './flow.ts';
import { flowJson } from './flow-json.ts';
import { flowType, hostsOf, identityOf, verdictText } from './flow-text.ts';
import { tableLines } from './table-columns.ts';
import { timeText, type TimeFormat } from './time-format.ts';

/** What the format flags of `hubble observe` ask for. */
export interface PrintOptions {
  /** -o; `jsonpb` is the same as `json`. */
  readonly output: 'compact' | 'dict' | 'json' | 'table';
  readonly timeFormat: TimeFormat;
  /** --print-node-name. */
  readonly nodeName: boolean;
  /** --ip-translation; --numeric switches it off. */
  readonly ipTranslation: boolean;
  /** --color, once it is known whether stdout is a terminal. A table has none. */
  readonly color: boolean;
}

export const COMPACT: PrintOptions = {
  output: 'compact',
  timeFormat: 'StampMilli',
  nodeName: false,
  ipTranslation: true,
  color: false,
};

/** The value of -o, or hubble's answer to one that it does not know (hubble/cmd/observe/flows.go handleFlowArgs). */
export function parseOutput(
  value: string,
  follow: boolean,
): { readonly ok: true; readonly output: PrintOptions['output'] } | { readonly ok: false; readonly message: string } {
  switch (value) {
    case 'compact':
    case 'dict':
    case 'json':
      return { ok: true, output: value };
    case 'JSON':
    case 'jsonpb':
      return { ok: true, output: 'json' };
    case 'tab':
    case 'table':
      return follow
        ? { ok: false, message: 'table output format is not compatible with follow mode' }
        : { ok: true, output: 'table' };
    default:
      return { ok: false, message: `invalid output format: ${value}` };
  }
}

/** A running printer: it knows whether it has printed anything before. */
export interface FlowPrinter {
  linesOf(flow: Flow): readonly string[];
  /** What is left to print at the end: a table's width is known only then. */
  end(): readonly string[];
}

/** hubble/pkg/printer WriteProtoFlow. */
export function startPrinter(world: World, options: PrintOptions): FlowPrinter {
  const rows: (readonly string[])[] = [];
  let first = true;
  const paint = options.color && options.output !== 'table' ? colored : plain;
  const lines = (flow: Flow): readonly string[] => {
    switch (options.output) {
      case 'compact':
        return [compactLine(world, flow, options, paint)];
      case 'json':
        return [flowJson(world, flow)];
      case 'dict':
        return [...(first ? [] : ['------------']), ...dictLines(world, flow, options, paint)];
      case 'table':
        if (first) rows.push(tableHead(options));
        rows.push(tableRow(world, flow, options, paint));
        return [];
    }
  };
  return {
    linesOf(flow) {
      const text = lines(flow);
      first = false;
      return text;
    },
    end: () => tableLines(rows),
  };
}

/** Everything that `hubble observe` prints for these flows. */
export function flowLines(world: World, flows: readonly Flow[], options: PrintOptions = COMPACT): readonly string[] {
  const printer = startPrinter(world, options);
  return [...flows.flatMap((flow) => printer.linesOf(flow)), ...printer.end()];
}

function compactLine(world: World, flow: Flow, options: PrintOptions, paint: Paint): string {
  const hosts = hostsOf(flow, options.ipTranslation, paint);
  const near = `${hosts.src} ${identityOf(flow.source, paint)}`;
  const far = `${hosts.dst} ${identityOf(flow.destination, paint)}`;
  const ends = flow.isReply === null ? `${near} <> ${far}` : flow.isReply ? `${far} <- ${near}` : `${near} -> ${far}`;
  const node = options.nodeName ? ` [${flow.node}]` : '';
  const what = `${flowType(flow)} ${verdictText(flow, paint)} (${flow.summary})`;
  return `${timeText(world, flow.at, options.timeFormat)}${node}: ${ends} ${what}`;
}

function dictLines(world: World, flow: Flow, options: PrintOptions, paint: Paint): readonly string[] {
  const { src, dst } = hostsOf(flow, options.ipTranslation, paint);
  return [
    `  TIMESTAMP: ${timeText(world, flow.at, options.timeFormat)}`,
    ...(options.nodeName ? [`       NODE: ${flow.node}`] : []),
    `     SOURCE: ${src}`,
    `DESTINATION: ${dst}`,
    `       TYPE: ${flowType(flow)}`,
    `    VERDICT: ${verdictText(flow, paint)}`,
    `    SUMMARY: ${flow.summary}`,
  ];
}

function tableHead({ nodeName }: PrintOptions): readonly string[] {
  return ['TIMESTAMP', ...(nodeName ? ['NODE'] : []), 'SOURCE', 'DESTINATION', 'TYPE', 'VERDICT', 'SUMMARY'];
}

function tableRow(world: World, flow: Flow, options: PrintOptions, paint: Paint): readonly string[] {
  const { src, dst } = hostsOf(flow, options.ipTranslation, paint);
  const node = options.nodeName ? [flow.node] : [];
  const time = timeText(world, flow.at, options.timeFormat);
  return [time, ...node, src, dst, flowType(flow), verdictText(flow, paint), flow.summary];
}
