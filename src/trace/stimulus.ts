import type { LabCilium, LabPod, LabService } from '../lab/file.ts';
import type { Nanos, NetnsName } from '../lab/names.ts';
import type { TableName } from '../lab/tables.ts';
import type { Ipv4Addr } from '../wire/address.ts';

/** Where an application aims: an address, or a name that it will look up. */
export type Target =
  | { readonly kind: 'address'; readonly address: Ipv4Addr }
  | { readonly kind: 'name'; readonly name: string };

/** What a web server is asked for beyond a plain GET. Absent, as in traces from before there were these: stimulus-defaults.ts. */
export interface CurlOptions {
  /** `-v`. */
  readonly verbose: boolean;
  /** `-I`: a HEAD request, whose answer's head is printed. */
  readonly head: boolean;
  /** `-i`: the head of the answer before its body. */
  readonly include: boolean;
  /** `-S`: error messages in spite of `-s`. */
  readonly showError: boolean;
  /** `-f`: a status of 400 or more ends curl with 22. */
  readonly fail: boolean;
  /** `-o FILE`: the body's output steps carry `file`, so that a shell can put them there. */
  readonly output: 'stdout' | 'file';
  /** What is fetched does not go to a terminal: without `-s` the progress meter is shown, and `-v` counts bytes. */
  readonly meter: boolean;
  /** `-m`, seconds for the whole run; null: none. */
  readonly maxTime: number | null;
  /** `-w`, with its `%{name}` and backslashes as typed; null: none. */
  readonly writeOut: string | null;
  /** `-H` other than Host: 'Name: value' as typed. */
  readonly headers: readonly string[];
  /** `-X`; null: GET, with data POST. */
  readonly method: string | null;
  /** `-d`; null: no body. */
  readonly data: string | null;
  /** `--interface`: a device or an address; null: chosen by the kernel. */
  readonly interface: string | null;
  /** `-4`: no AAAA is asked for. */
  readonly ipv4: boolean;
  /** `--retry`: how often a run that took too long or found no name is repeated. */
  readonly retry: number;
}

export interface PingOptions {
  /** `-q`: only the first line and the statistics. */
  readonly quiet: boolean;
  /** `-n`: addresses are not given names. */
  readonly numeric: boolean;
  /** `-D`: the time before every line. */
  readonly timestamps: boolean;
  /** `-O`: tells of a request without an answer before the next is sent. */
  readonly outstanding: boolean;
  /** `-I`: a device or an address; null: chosen by the kernel. */
  readonly source: string | null;
  /** `-p`: up to 16 bytes in hex that fill the packet; null: 0x00, 0x01 and so on. */
  readonly pattern: string | null;
}

/** The program that asks: BIND's `nslookup`, `host`, `dig`, `dig +short`, `dig +noall +answer`. */
export type DnsStyle = 'nslookup' | 'host' | 'dig' | 'dig-short' | 'dig-answer';
export interface DnsOptions {
  readonly style: DnsStyle;
}

export interface TracerouteOptions {
  /** Without `-n`: names before the addresses. */
  readonly names: boolean;
}

export interface NcOptions {
  /** `-u`. */
  readonly udp: boolean;
}

/** What is done to the lab and when. A run is fully described by the lab file and its stimuli. */
export type Stimulus = { readonly at: Nanos; readonly from: NetnsName } & (
  | ({
      readonly kind: 'curl';
      readonly target: Target;
      readonly port: number;
      readonly path: string;
      /** `--connect-timeout`, seconds; null: curl's default of 300. */
      readonly connectTimeout: number | null;
      /** `--local-port`; null: chosen by the kernel. */
      readonly localPort: number | null;
      /** The Host header; null: the target as typed. */
      readonly host: string | null;
      readonly userAgent: string;
      /** `-s`: no error messages; `-o /dev/null`: no body. */
      readonly silent: boolean;
      readonly discard: boolean;
    } & Partial<CurlOptions>)
  | ({
      readonly kind: 'ping';
      readonly target: Target;
      /** `-c`; null: until a signal or the deadline ends it. */
      readonly count: number | null;
      /** `-i`, seconds. */
      readonly interval: number;
      /** `-W`, seconds to wait for each reply. */
      readonly wait: number;
      /** `-w`, seconds for the whole run; null: none. */
      readonly deadline: number | null;
      /** `-s`, data bytes. */
      readonly size: number;
      readonly ttl: number;
      /** `-M`: 'do' sets DF and refuses to fragment, 'want' (the default) sets DF when it fits, 'dont' clears it. */
      readonly pmtudisc: 'do' | 'want' | 'dont';
      /** `-e`; null: chosen by the kernel. */
      readonly id: number | null;
    } & Partial<PingOptions>)
  | ({
      readonly kind: 'dns';
      readonly name: string;
      readonly server: Ipv4Addr | null;
      readonly types: readonly ('A' | 'AAAA' | 'PTR')[];
    } & Partial<DnsOptions>)
  | ({
      readonly kind: 'traceroute';
      readonly target: Target;
      readonly method: 'udp' | 'icmp' | 'tcp';
      readonly port: number;
      readonly queries: number;
      readonly wait: number;
      readonly maxHops: number;
    } & Partial<TracerouteOptions>)
  | ({ readonly kind: 'tracepath'; readonly target: Target; readonly maxHops: number } & Partial<TracerouteOptions>)
  /** `mtr -r`: a report of losses and round trips to every hop. */
  | {
      readonly kind: 'mtr';
      readonly target: Target;
      readonly method: 'icmp' | 'udp' | 'tcp';
      /** `-P`, of TCP. */
      readonly port: number;
      /** `-c`, rounds. */
      readonly count: number;
      /** `-i`, seconds that a round takes. */
      readonly interval: number;
      readonly maxHops: number;
      /** `-w`: host names are not cut. */
      readonly wide: boolean;
      /** Without `-n`. */
      readonly names: boolean;
    }
  /** `nc -z`: is something listening there? */
  | ({
      readonly kind: 'nc';
      readonly target: Target;
      readonly port: number;
      /** `-v`: without it only a name that is not found is told. */
      readonly verbose: boolean;
      /** `-w`, whole seconds that connecting may take; null: as long as TCP tries. */
      readonly wait: number | null;
    } & Partial<NcOptions>)
  /** A signal for the program that an earlier stimulus has started: `stimulus` is its place in the list. */
  | { readonly kind: 'signal'; readonly stimulus: number; readonly signal: SignalName }
  /** A row added to or taken from a routing table while the lab runs. `spec` as `ip route add` takes it. */
  | { readonly kind: 'ip-route'; readonly action: RouteAction; readonly spec: string }
  /** The Cilium agent of the node `from` starts with this configuration; the other nodes keep theirs. */
  | { readonly kind: 'agent'; readonly cilium: LabCilium }
  /** The cluster's pods and services are these from now on, as somebody has told the API server on `from`. */
  | { readonly kind: 'cluster'; readonly pods: readonly LabPod[]; readonly services: readonly LabService[] }
  /** All rows of a table are taken away: `conntrack -F`, `cilium-dbg bpf ct flush global`, `ip neigh flush all`. */
  | { readonly kind: 'flush'; readonly table: FlushTable }
);

export type RouteAction = 'add' | 'append' | 'change' | 'del' | 'replace';
/** The tables that a command empties. */
export type FlushTable = Extract<
  TableName,
  'neigh' | 'cilium_ct4_global' | 'cilium_ct_any4_global' | 'cilium_snat_v4_external'
>;

/** SIGINT as by Ctrl-C, SIGTERM as by kill. */
export type SignalName = 'INT' | 'TERM';
export type StimulusKind = Stimulus['kind'];
