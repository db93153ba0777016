/** Types of messages by name, as `-t` takes them, with their numbers (pkg/monitor/api/types.go MessageTypeNames). */
export const MESSAGE_TYPES = {
  agent: 130,
  capture: 3,
  debug: 2,
  drop: 1,
  l7: 129,
  'policy-verdict': 5,
  recorder: 6,
  trace: 4,
  'trace-sock': 7,
} as const;
export type MessageType = keyof typeof MESSAGE_TYPES;

/** What the flags of a `cilium-dbg monitor` command line ask for. An empty list asks for everything. */
export interface MonitorOptions {
  /** -t, --type. */
  readonly types: readonly MessageType[];
  /** --from, --to, --related-to: endpoint ids. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly relatedTo: readonly number[];
  /** 'debug' is -v, 'verbose' is -vv (more of them is 'info' again: setVerbosity), 'json' is -j, which wins over both. */
  readonly verbosity: 'info' | 'debug' | 'verbose' | 'json';
  /** -n, --numeric: identities as numbers. */
  readonly numeric: boolean;
}

export const PLAIN: MonitorOptions = {
  types: [],
  from: [],
  to: [],
  relatedTo: [],
  verbosity: 'info',
  numeric: false,
};

export function isMessageType(name: string): name is MessageType {
  return Object.hasOwn(MESSAGE_TYPES, name);
}

/**
 * What `-t` answers to a name it does not know (pkg/monitor/api/types.go MessageTypeFilter.Set): Go prints the map with
 * its keys sorted.
 */
export function unknownTypeText(name: string): string {
  const known = Object.entries(MESSAGE_TYPES).map(([type, number]) => `${type}:${number}`);
  return `Unknown type (${name}). Please use one of the following ones map[${known.join(' ')}]`;
}

const ENDPOINT_ID = /^\d{1,5}$/;
const HIGHEST = 65535;

/** An endpoint id of --from, --to and --related-to (pkg/monitor/format Uint16Flags.Set), or null when it is none. */
export function parseEndpointId(text: string): number | null {
  return ENDPOINT_ID.test(text) && Number(text) <= HIGHEST ? Number(text) : null;
}
