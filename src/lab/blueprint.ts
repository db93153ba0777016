import type { Cidr, Ipv4Addr, Mac } from '../wire/address.ts';
import type { LabFile } from './file.ts';
import type { DeviceId, NetnsName } from './names.ts';
import type { StaticRoute } from './static-route.ts';
import type { Device, Node, Pod, Service, Settings } from './world.ts';

/** A machine's NIC on a wire with other machines of the lab. */
export interface Port {
  readonly dev: DeviceId;
  readonly ip: Ipv4Addr;
  readonly subnet: Cidr;
  readonly mac: Mac;
}

/** A machine's first NIC, with the NAT behind it. */
export interface Uplink extends Port {
  readonly gateway: Ipv4Addr;
  readonly dns: Ipv4Addr | null;
  /** The namespace of the NAT. */
  readonly outside: NetnsName;
}

export interface NodePlan {
  readonly node: Node;
  readonly port: Port;
  readonly uplink: Uplink | null;
  readonly mtu: number;
  readonly rpFilter: 0 | 1 | 2;
  readonly staticRoutes: readonly StaticRoute[];
  readonly ciliumHostDev: DeviceId;
  readonly tunnel: { readonly dev: DeviceId; readonly mac: Mac } | null;
  /** In the order of the file. */
  readonly pods: readonly Pod[];
}

export interface RouterPlan {
  readonly name: NetnsName;
  readonly uplink: Uplink | null;
  readonly defaultRoute: boolean;
  readonly ports: readonly Port[];
  readonly loops: readonly Port[];
  readonly rpFilter: 0 | 1 | 2;
  readonly staticRoutes: readonly StaticRoute[];
}

/** Everything that is numbered and named once, from which the tables of any namespace can be worked out on their own. */
export interface Blueprint {
  readonly lab: LabFile;
  readonly settings: Settings;
  readonly nodes: readonly NodePlan[];
  readonly router: RouterPlan | null;
  readonly pods: ReadonlyMap<NetnsName, Pod>;
  readonly services: readonly Service[];
  readonly devices: ReadonlyMap<DeviceId, Device>;
  /** NICs that share a wire, by subnet, in the order of the file. */
  readonly wires: ReadonlyMap<Cidr, readonly Port[]>;
}
