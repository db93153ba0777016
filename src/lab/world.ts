import type { Cidr, Ipv4Addr, Mac } from '../wire/address.ts';
import type { LabFile } from './file.ts';
import type { DeviceId, EndpointId, Identity, NetnsName } from './names.ts';
import type { Tables } from './tables.ts';

/** An address of a device with its prefix length. */
export interface DeviceAddress {
  readonly ip: Ipv4Addr;
  readonly length: number;
  readonly scope: 'global' | 'host';
}

export type TunnelProtocol = 'vxlan' | 'geneve';

/** A network device. `mtu` is the device's own; routes may carry a smaller one. */
export type Device = {
  readonly id: DeviceId;
  readonly netns: NetnsName;
  readonly name: string;
  readonly ifindex: number;
  readonly mac: Mac;
  readonly mtu: number;
  readonly noarp: boolean;
  readonly addresses: readonly DeviceAddress[];
} & (
  | { readonly kind: 'loopback' }
  | { readonly kind: 'nic'; readonly segment: string }
  /** A pod's veth pair, and cilium_host with cilium_net. */
  | { readonly kind: 'veth'; readonly peer: DeviceId }
  /** External mode (collect metadata): one device per node, no peers, no FDB. */
  | {
      readonly kind: 'tunnel';
      readonly protocol: TunnelProtocol;
      readonly port: number;
      readonly srcPorts: readonly [low: number, high: number];
    }
  | { readonly kind: 'dummy' }
);

/** One Ethernet broadcast domain. `subnet` is null for what lies between a VM's first NIC and its NAT. */
export interface Segment {
  readonly id: string;
  readonly subnet: Cidr | null;
  readonly members: readonly DeviceId[];
}

export interface Sysctls {
  readonly ipForward: boolean;
  /** 0 off, 1 strict, 2 loose (RFC 3704). */
  readonly rpFilter: 0 | 1 | 2;
}

export type NetnsKind = 'node' | 'router' | 'pod' | 'outside';

export interface Netns {
  readonly name: NetnsName;
  readonly kind: NetnsKind;
  readonly sysctls: Sysctls;
  /** In ifindex order. */
  readonly devices: readonly DeviceId[];
  /** The node that a pod runs on, or whose NAT an outside namespace is; else null. */
  readonly on: NetnsName | null;
  /** Its tables at t = 0. */
  readonly tables: Tables;
}

export interface Pod {
  /** Bare in the default namespace, 'namespace/name' elsewhere: also the name of its network namespace. */
  readonly name: NetnsName;
  readonly namespace: string;
  readonly shortName: string;
  readonly node: NetnsName;
  readonly ip: Ipv4Addr;
  readonly identity: Identity;
  readonly endpoint: EndpointId;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly image: string;
  readonly ports: readonly number[];
  readonly lxc: DeviceId;
  readonly eth0: DeviceId;
  readonly role: 'client' | 'web' | 'dns' | 'other';
}

export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly shortName: string;
  readonly clusterIP: Ipv4Addr;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly revNat: number;
  readonly backends: readonly { readonly address: Ipv4Addr; readonly port: number; readonly pod: NetnsName | null }[];
}

export interface Node {
  readonly name: NetnsName;
  readonly ip: Ipv4Addr;
  readonly dev: DeviceId;
  readonly uplink: DeviceId | null;
  readonly podCIDR: Cidr;
  readonly ciliumHost: Ipv4Addr;
  readonly controlPlane: boolean;
}

/** What decides the packets on a node: Cilium's programs, or the kernel alone. A datapath is one folder of engine/. */
export type DatapathName = 'cilium' | 'linux';

/** Every switch that the engine knows, with its effective value. Made from the lab file by settings.ts. */
export interface Settings {
  readonly datapath: DatapathName;
  readonly routing: 'native' | TunnelProtocol;
  readonly autoDirectNodeRoutes: boolean;
  readonly endpointRoutes: boolean;
  readonly hostRouting: 'bpf' | 'legacy';
  readonly socketLB: boolean;
  readonly kubeProxyReplacement: boolean;
  readonly bpfMasquerade: boolean;
  readonly ipv4NativeRoutingCIDR: Cidr;
  /** monitor-aggregation: at medium, from-* events and repeated to-* events stay hidden. */
  readonly monitorAggregation: 'none' | 'medium';
}

/** The lab with everything that the agent, the kubelet and the kernel would have made of it: the state at t = 0. */
export interface World {
  readonly file: LabFile;
  readonly settings: Settings;
  readonly netns: ReadonlyMap<NetnsName, Netns>;
  readonly devices: ReadonlyMap<DeviceId, Device>;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly nodes: readonly Node[];
  readonly router: NetnsName | null;
  readonly pods: ReadonlyMap<NetnsName, Pod>;
  readonly services: readonly Service[];
  readonly seed: number;
  /** Seconds since 1970 at lab time 0, and the offset of the lab's clock from UTC in minutes. */
  readonly epoch: { readonly seconds: number; readonly offsetMinutes: number };
}
