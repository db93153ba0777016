import { type DisplayFilter, parseDisplayFilter } from '../display-filter.ts';
import { Conversations } from './conversations.ts';
import { Endpoints } from './endpoints.ts';
import { ProtocolHierarchy } from './protocol-hierarchy.ts';
import { type Counted, type CountedLayer, type Shown, type Statistic } from './statistic.ts';

export type ParsedStatistic =
  | { readonly ok: true; readonly statistic: Statistic }
  /** What tshark writes to stderr, line by line; it then exits with 1. */
  | { readonly ok: false; readonly message: readonly string[] };

interface Kind {
  /** The word by which tshark calls the tap in its complaints. */
  readonly tap: string;
  readonly make: (counted: Counted, shown: Shown) => Statistic;
}

const LAYERS: readonly CountedLayer[] = ['eth', 'ip', 'tcp', 'udp'];

/** By their names. Wireshark has a hundred more. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...LAYERS.map((layer): [string, Kind] => [
    `conv,${layer}`,
    { tap: 'conversations', make: (counted, shown) => new Conversations(layer, counted, shown) },
  ]),
  ...LAYERS.map((layer): [string, Kind] => [
    `endpoints,${layer}`,
    { tap: 'endpoint', make: (counted, shown) => new Endpoints(layer, counted, shown) },
  ]),
  ['io,phs', { tap: 'io,phs', make: (counted) => new ProtocolHierarchy(counted) }],
]);

export const STATISTICS: readonly string[] = [...KINDS.keys()];

/** The statistic of -z, 'conv,ip' or 'conv,ip,FILTER', or tshark 4.0's complaint; its list is cut to what is here. */
export function parseStatistic(text: string, shown: Shown): ParsedStatistic {
  // Names are compared as beginnings (stat_tap_ui.c process_stat_cmd_arg).
  const found = [...KINDS].find(([name]) => text.startsWith(name));
  if (found === undefined) {
    return {
      ok: false,
      message: [
        `tshark: Invalid -z argument "${text}"; it must be one of:`,
        ...STATISTICS.map((name) => `     ${name}`),
      ],
    };
  }
  const [name, { tap, make }] = found;
  const said = text.startsWith(`${name},`) ? text.slice(name.length + 1) : null;
  let filter: DisplayFilter | null = null;
  if (said !== null) {
    const parsed = parseDisplayFilter(said, shown);
    if (!parsed.ok) {
      const why = (parsed.message[0] ?? '').replace(/^tshark: /, '');
      return { ok: false, message: [`tshark: Couldn't register ${tap} tap: Filter "${said}" is invalid - ${why}`] };
    }
    filter = parsed.filter;
  }
  return { ok: true, statistic: make({ said, filter }, shown) };
}
