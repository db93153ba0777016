import { fromContainer } from '../../src/engine/cilium/from-container.ts';
import type { Decision, Program } from '../../src/engine/datapath.ts';
import { Hook } from '../../src/engine/hooks.ts';
import type { Lab } from '../../src/engine/host.ts';
import { idleLab } from '../../src/engine/idle-lab.ts';
import type { Skb, TunnelKey } from '../../src/engine/skb.ts';
import type { Write } from '../../src/engine/state.ts';
import { SECOND } from '../../src/engine/timing.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { deviceId } from '../../src/lab/names.ts';
import type { DeviceId, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { CtRow, TableName, TableRow } from '../../src/lab/tables.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { Variant } from '../../src/lab/variant.ts';
import type { AttachPoint, Note, Observation, PacketId } from '../../src/trace/events.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { Layer, Packet } from '../../src/wire/layers.ts';
import { TCP_FLAG } from '../../src/wire/layers.ts';

export const CTR = 'k8s-ctr' as NetnsName;
export const W1 = 'k8s-w1' as NetnsName;
export const W0 = 'k8s-w0' as NetnsName;
/** The pods of the week 4 lab, by what the tests need them for. */
export const POD = {
  client: 'curl-pod' as NetnsName,
  sameNode: 'webpod-697b545f57-mn7r5' as NetnsName,
  sameSubnet: 'webpod-697b545f57-9ns5w' as NetnsName,
  otherSubnet: 'webpod-697b545f57-9nnfd' as NetnsName,
} as const;
export const IP = {
  client: '172.20.0.215',
  sameNode: '172.20.0.154',
  sameSubnet: '172.20.1.164',
  otherSubnet: '172.20.2.152',
  loop: '10.10.1.200',
  service: '10.96.111.94',
} as const;

/** What a program did: its decision, and everything that it wrote down on the way. */
export interface Ran {
  readonly decision: Decision;
  /** 'table[query]=found', a miss without the part behind '='. */
  readonly reads: readonly string[];
  readonly observations: readonly Observation[];
  readonly notes: readonly Note[];
  readonly writes: readonly Write[];
}

interface Given {
  readonly mark?: number;
  readonly tunnelKey?: TunnelKey | null;
  /** Came in by the hook's own device unless this says otherwise; null: made by this kernel. */
  readonly ingress?: DeviceId | null;
}

/** A lab in which single programs are run: packet and maps in, decision out. What they write is carried out. */
export class ProgramBench {
  readonly lab: Lab;

  constructor(variant: Variant = {}) {
    this.lab = idleLab(deriveWorld(withVariant(week4, variant)));
  }

  get world() {
    return this.lab.sim.world;
  }

  pod(name: NetnsName) {
    return this.world.pods.get(name)!;
  }

  /** The host side of a pod's veth pair. */
  lxc(name: NetnsName): DeviceId {
    return this.pod(name).lxc;
  }

  put(netns: NetnsName, write: Write): void {
    this.lab.sim.state.apply(netns, write);
  }

  row<T extends TableName>(netns: NetnsName, table: T, key: string): TableRow[T] | null {
    return this.lab.sim.state.row(netns, table, key);
  }

  keys(netns: NetnsName, table: TableName): readonly string[] {
    return [...this.lab.sim.state.table(netns, table).keys()];
  }

  ct(netns: NetnsName, key: string): CtRow | null {
    return this.row(netns, 'cilium_ct4_global', key) ?? this.row(netns, 'cilium_ct_any4_global', key);
  }

  sleep(seconds: number): void {
    this.lab.sim.after(seconds * SECOND, () => {});
    this.lab.sim.settle();
  }

  run(program: Program, device: DeviceId, attach: AttachPoint, packet: Packet, given: Given = {}): Ran {
    const hook = this.#hook(device, attach, packet, given);
    return this.#done(hook, program.run(hook, packet));
  }

  /** The endpoint's policy program, as the hook's runner calls it after a delivery. */
  policy(before: Ran, device: DeviceId, attach: AttachPoint = 'tcx/ingress', given: Given = {}): Ran {
    const { verdict, packet, delivery } = before.decision;
    if (verdict.kind !== 'policy' || !delivery) throw new Error(`not delivered: ${verdict.kind}`);
    const hook = this.#hook(device, attach, packet, given);
    const pod = this.world.pods.get(verdict.pod)!;
    return this.#done(hook, this.lab.datapath.policy!.run(hook, packet, pod, delivery));
  }

  /** What leaves a pod. */
  leave(pod: NetnsName, packet: Packet): Ran {
    return this.run(fromContainer, this.lxc(pod), 'tcx/ingress', packet);
  }

  #hook(device: DeviceId, attach: AttachPoint, packet: Packet, given: Given): Hook {
    const skb: Skb = {
      id: 0 as PacketId,
      packet,
      mark: given.mark ?? 0,
      tunnelKey: given.tunnelKey ?? null,
      ingress: given.ingress === undefined ? device : given.ingress,
      packetType: 'host',
    };
    return new Hook(this.lab, this.lab.sim.device(device), attach, skb);
  }

  #done(hook: Hook, decision: Decision): Ran {
    for (const write of hook.writes) this.put(hook.netns, write);
    return {
      decision,
      reads: hook.reads.map(({ table, query, found }) => `${table}[${query}]${found === null ? '' : `=${found}`}`),
      observations: hook.observations,
      notes: hook.notes,
      writes: hook.writes,
    };
  }
}

/** The tables that were looked into, in order. */
export function tablesOf({ reads }: Ran): readonly string[] {
  return reads.map((read) => read.slice(0, read.indexOf('[')));
}

/** 'to-network hidden', 'drop shown': what went into the events ring. */
export function pointsOf({ observations }: Ran): readonly string[] {
  return observations.map(({ point, shown }) => `${point} ${shown ? 'shown' : 'hidden'}`);
}

export function device(netns: NetnsName, name: string): DeviceId {
  return deviceId(netns, name);
}

interface Ip {
  readonly ttl?: number;
  readonly tos?: number;
}

function ip(src: string, dst: string, { ttl = 64, tos = 0 }: Ip): Layer<'ipv4'> {
  const rest = { tos, id: 7, df: true, mf: false, fragOffset: 0 } as const;
  return { kind: 'ipv4', src: ipv4(src), dst: ipv4(dst), ttl, ...rest };
}

const ETHERNET = {
  kind: 'ethernet',
  src: '02:00:00:00:00:01',
  dst: '02:00:00:00:00:02',
} as unknown as Layer<'ethernet'>;

export function echo(
  src: string,
  dst: string,
  more: Ip & { readonly type?: 'request' | 'reply'; readonly id?: number } = {},
): Packet {
  const { type = 'request', id = 163 } = more;
  return [ETHERNET, ip(src, dst, more), { kind: 'icmp-echo', type, id, seq: 1 }];
}

export const FLAGS = {
  syn: TCP_FLAG.syn,
  synAck: TCP_FLAG.syn | TCP_FLAG.ack,
  ack: TCP_FLAG.ack,
  push: TCP_FLAG.psh | TCP_FLAG.ack,
  fin: TCP_FLAG.fin | TCP_FLAG.ack,
  rst: TCP_FLAG.rst,
} as const;

/** 'A:p' to 'B:q'. */
export function tcp(from: string, to: string, flags: number = FLAGS.syn, more: Ip = {}): Packet {
  const [src, srcPort] = split(from);
  const [dst, dstPort] = split(to);
  const rest = { seq: 1, ack: 0, window: 64240, options: [] };
  return [ETHERNET, ip(src, dst, more), { kind: 'tcp', srcPort, dstPort, flags, ...rest }];
}

export function udp(from: string, to: string, more: Ip = {}): Packet {
  const [src, srcPort] = split(from);
  const [dst, dstPort] = split(to);
  return [ETHERNET, ip(src, dst, more), { kind: 'udp', srcPort, dstPort, zeroChecksum: false }];
}

/** One piece of a larger packet. */
export function piece(src: string, dst: string, protocol: number, offset = 0, more: Ip = {}): Packet {
  const head = { ...ip(src, dst, more), df: false, mf: true, fragOffset: offset };
  return [ETHERNET, head, { kind: 'ip-payload', protocol, bytes: new Uint8Array(1424) }];
}

export function unreachable(src: string, dst: string, quote: Uint8Array, code = 3): Packet {
  return [ETHERNET, ip(src, dst, {}), { kind: 'icmp-unreachable', code, mtu: 0, quote }];
}

function split(end: string): readonly [address: string, port: number] {
  const [address, port] = end.split(':');
  return [address!, Number(port)];
}

export function ipv4Of(packet: Packet): Layer<'ipv4'> {
  return packet.find((layer) => layer.kind === 'ipv4') as Layer<'ipv4'>;
}
