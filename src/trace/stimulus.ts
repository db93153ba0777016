import type { LabCilium, LabPod, LabService } from '../lab/file.ts';
import type { Nanos, NetnsName } from '../lab/names.ts';
import type { TableName } from '../lab/tables.ts';
import type { Ipv4Addr } from '../wire/address.ts';

/** Where an application aims: an address, or a name that it will look up. */
export type Target =
  | { readonly kind: 'address'; readonly address: Ipv4Addr }
  | { readonly kind: 'name'; readonly name: string };

/** What is done to the lab and when. A run is fully described by the lab file and its stimuli. */
export type Stimulus = { readonly at: Nanos; readonly from: NetnsName } & (
  | {
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
    }
  | {
      readonly kind: 'ping';
      readonly target: Target;
      readonly count: number;
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
    }
  | {
      readonly kind: 'dns';
      readonly name: string;
      readonly server: Ipv4Addr | null;
      readonly types: readonly ('A' | 'AAAA')[];
    }
  | {
      readonly kind: 'traceroute';
      readonly target: Target;
      readonly method: 'udp' | 'icmp' | 'tcp';
      readonly port: number;
      readonly queries: number;
      readonly wait: number;
      readonly maxHops: number;
    }
  | { readonly kind: 'tracepath'; readonly target: Target; readonly maxHops: number }
  /** `nc -z`: is something listening there? */
  | {
      readonly kind: 'nc';
      readonly target: Target;
      readonly port: number;
      /** `-v`: without it only a name that is not found is told. */
      readonly verbose: boolean;
      /** `-w`, whole seconds that connecting may take; null: as long as TCP tries. */
      readonly wait: number | null;
    }
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

export type StimulusKind = Stimulus['kind'];
