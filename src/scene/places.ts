import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { Cidr } from '../wire/address.ts';
import type { Box, Point } from './geometry.ts';
import type { FontName } from './text-width.ts';

/** Text that is known to fit: `full` is what it says when `text` had to be cut. */
export interface Label {
  readonly text: string;
  readonly full: string;
  /** Baseline. */
  readonly at: Point;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly font: FontName;
  readonly box: Box;
}

export type Role = 'pod' | 'lxc' | 'nic' | 'uplink' | 'tunnel' | 'cilium_host' | 'cilium_net' | 'door' | 'loop';

/** A place where a packet can be. `at` is where paths go through, `card` where the packet rests so that names stay readable. */
export interface Spot {
  readonly at: Point;
  readonly card: Point;
}

export interface DevicePlace extends Spot {
  readonly id: DeviceId;
  readonly role: Role;
  /** The node or router whose box it is drawn in: for a pod's eth0, the pod's node. */
  readonly host: NetnsName;
  readonly box: Box;
  readonly label: Label;
  /** Cilium has a program here: drawn as a hook. */
  readonly hook: boolean;
}

export interface PodPlace extends Spot {
  readonly netns: NetnsName;
  readonly host: NetnsName;
  readonly box: Box;
  readonly name: Label;
  readonly ip: Label | null;
  readonly identity: Label | null;
  readonly minor: boolean;
  /** Where bpf_redirect_peer climbs past the lxc. */
  readonly corridor: number;
}

export interface HostPlace extends Spot {
  readonly netns: NetnsName;
  readonly kind: 'node' | 'router';
  readonly box: Box;
  readonly title: Label;
  readonly subtitle: Label | null;
  /** On which side of a node the wire of its subnet runs. */
  readonly wire: 'left' | 'right';
  /** Only its name is drawn: nothing of the run happens here, and there is no room. */
  readonly folded: boolean;
  /** Pods that found no room. */
  readonly more: { readonly names: readonly NetnsName[]; readonly box: Box } | null;
  /** Where user space ends: a dashed line, and room for its name. */
  readonly kernelLine: {
    readonly y: number;
    readonly label: { readonly at: Point; readonly anchor: 'start' | 'end' } | null;
  } | null;
  /** Heights of the two lanes inside a node: below the lxc row, and below the NIC row. */
  readonly lanes: readonly [upper: number, lower: number];
  /** Room for the rows that a lookup read. */
  readonly zone: Box | null;
  /** Room beside the signposts for the reason why nobody goes there: first baseline and width. */
  readonly lowNote: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly anchor: 'start' | 'end';
  } | null;
}

export interface OutsidePlace extends Spot {
  readonly netns: NetnsName;
  /** The router's NAT is a cloud; a node's own uplink is a stub. */
  readonly kind: 'cloud' | 'stub';
  readonly box: Box;
  /** Where the stone of a packet that was lost here stands. */
  readonly stone: Point;
}

export interface Region {
  readonly segment: string;
  readonly subnet: Cidr;
  readonly box: Box;
  readonly label: Label;
  /** Alternates, so that neighbours differ. */
  readonly tint: 0 | 1;
}

/** The wire of a segment: a vertical rail that NICs and doors plug into. */
export interface Rail {
  readonly segment: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly plugs: readonly { readonly device: DeviceId; readonly from: Point; readonly to: Point }[];
}

export interface RouterTable {
  readonly box: Box;
  readonly rowHeight: number;
}

export interface Layout {
  readonly arrangement: 'columns' | 'stack';
  /** Smaller packets: there is little room between the rows. */
  readonly slim: boolean;
  readonly size: { readonly w: number; readonly h: number };
  readonly regions: readonly Region[];
  readonly rails: readonly Rail[];
  readonly hosts: ReadonlyMap<NetnsName, HostPlace>;
  readonly pods: ReadonlyMap<NetnsName, PodPlace>;
  readonly devices: ReadonlyMap<DeviceId, DevicePlace>;
  readonly outside: ReadonlyMap<NetnsName, OutsidePlace>;
  readonly routerTable: RouterTable | null;
  /** Free room for the caption of the moment, or null: then it goes under the stage. */
  readonly caption: Box | null;
}

/** What a namespace or a device contributes to a layout. */
export interface Placed {
  readonly host: HostPlace;
  readonly pods: readonly PodPlace[];
  readonly devices: readonly DevicePlace[];
  readonly outside: readonly OutsidePlace[];
}
