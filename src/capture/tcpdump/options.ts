import type { Ipv4Addr } from '../../wire/address.ts';

/** -t: 'clock' is the default, then -t, -tt, -ttt, -tttt and -ttttt. */
export type TimeStyle = 'clock' | 'none' | 'unix' | 'delta' | 'date' | 'since-first';
/** -x, -xx, -X, -XX, -A, -AA: two letters show the link-layer header as well. tcpdump takes -X before -x before -A. */
export type DumpStyle = 'none' | 'hex' | 'hex-link' | 'text' | 'text-link' | 'ascii' | 'ascii-link';

/** What the flags of a tcpdump command line ask for (tcpdump.1). */
export interface TcpdumpOptions {
  /** -n, which -nn only repeats: no names for hosts, ports, protocols and vendors of MACs. */
  readonly numeric: boolean;
  /** -e: the link-layer header. */
  readonly link: boolean;
  /** How many times -v. */
  readonly verbose: number;
  /** -q: less about protocols. */
  readonly quiet: boolean;
  /** -S: sequence numbers as they are, not counted from the first one seen. */
  readonly absolute: boolean;
  readonly time: TimeStyle;
  readonly dump: DumpStyle;
  /** -c: stop after this many packets; null: never. */
  readonly count: number | null;
  /** tcpdump prints the clock of the machine it runs on. */
  readonly utcOffsetMinutes: number;
  /** The name of a host unless `numeric`, or null where nobody knows one: labs have no reverse DNS. */
  readonly hostName: (address: Ipv4Addr) => string | null;
  /** Whether the C library lists port names to tcpdump: musl, in Alpine's images, has an empty getservent (src/network/serv.c). */
  readonly portNames: boolean;
}

export const DEFAULTS: TcpdumpOptions = {
  numeric: false,
  link: false,
  verbose: 0,
  quiet: false,
  absolute: false,
  time: 'clock',
  dump: 'none',
  count: null,
  utcOffsetMinutes: 0,
  hostName: () => null,
  portNames: true,
};

/** `tcpdump -nn`: what the study types. */
export const NUMERIC: TcpdumpOptions = { ...DEFAULTS, numeric: true };
