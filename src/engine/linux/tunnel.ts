import { hash32 } from '../../base/prng.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { Device, TunnelProtocol } from '../../lab/world.ts';
import { linux, rfc } from '../../trace/cite.ts';
import type { Cite } from '../../trace/cite.ts';
import { layerIndex, outermost } from '../../wire/layers.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Lab } from '../host.ts';
import { ipOf } from '../skb.ts';
import type { Skb } from '../skb.ts';
import { TIMING } from '../timing.ts';
import { receive } from './device.ts';
import { decisionOf, finishOutput, nextIpId, routeOutput } from './ip-output.ts';

type Tunnel = Device & { readonly kind: 'tunnel' };

const CITES: Readonly<Record<TunnelProtocol, { readonly out: readonly Cite[]; readonly in: readonly Cite[] }>> = {
  vxlan: {
    out: [linux('drivers/net/vxlan/vxlan_core.c', 'vxlan_xmit_one'), rfc('RFC 7348 section 5')],
    in: [linux('drivers/net/vxlan/vxlan_core.c', 'vxlan_rcv')],
  },
  geneve: {
    out: [linux('drivers/net/geneve.c', 'geneve_xmit_skb'), rfc('RFC 8926 section 3')],
    in: [linux('drivers/net/geneve.c', 'geneve_udp_encap_recv')],
  },
};

/** The flow as skb_get_hash sees it: addresses, protocol and ports; for ICMP no id, so all pings of a pair are one flow. */
function flowOf(inner: Packet): { readonly text: string; readonly proto: string } {
  const ip = outermost(inner, 'ipv4');
  if (!ip) return { text: 'non-ip', proto: 'other' };
  const l4 = outermost(inner, 'tcp') ?? outermost(inner, 'udp');
  const ends = [`${ip.src}:${l4?.srcPort ?? 0}`, `${ip.dst}:${l4?.dstPort ?? 0}`];
  // The hash is the same in both directions; that the ports differ comes from each kernel's own seed.
  const proto = l4?.kind ?? 'icmp';
  return { text: `${proto} ${[...ends].sort().join(' ')}`, proto };
}

/** A port that was seen in a recorded run, or null. */
function recordedPort(lab: Lab, inner: Packet, proto: string): number | null {
  const ip = outermost(inner, 'ipv4');
  if (!ip) return null;
  const { world } = lab.sim;
  const byIp = (addr: string) => [...world.pods.values()].find((pod) => pod.ip === addr)?.name ?? addr;
  for (const [flow, ports] of world.file.recorded.flowPorts) {
    if (flow === `${byIp(ip.src)}->${byIp(ip.dst)} ${proto}`) return ports.request;
    if (flow === `${byIp(ip.dst)}->${byIp(ip.src)} ${proto}`) return ports.reply;
  }
  return null;
}

/** udp_flow_src_port: a hash of the inner flow, scaled into the device's port range. */
function sourcePort(lab: Lab, device: Tunnel, inner: Packet): number {
  const flow = flowOf(inner);
  const [low, high] = device.srcPorts;
  const seen = recordedPort(lab, inner, flow.proto);
  if (seen !== null) return seen;
  const hash = hash32(`${device.netns} ${flow.text}`, lab.sim.world.seed);
  return low + Math.floor((hash / 0x1_0000_0000) * (high - low));
}

/** vxlan_xmit and geneve_xmit in external mode: the tunnel key says where to; DF is clear and the UDP checksum zero. */
export function tunnelTransmit(lab: Lab, device: Tunnel, skb: Skb): void {
  const { sim } = lab;
  const { netns } = device;
  const key = skb.tunnelKey;
  const cites = CITES[device.protocol].out;
  const found = key ? routeOutput(lab, netns, key.remote, null, 0) : null;
  if (!key || !found?.ok) {
    const text = key ? 'no route' : 'no tunnel key';
    sim.end(
      { netns, device: device.id, skb, cites },
      { kind: 'dropped', reason: { by: 'kernel', text }, netns, device: device.id },
    );
    return;
  }
  const inner = skb.packet;
  const header: Layer =
    device.protocol === 'vxlan' ? { kind: 'vxlan', vni: key.id } : { kind: 'geneve', vni: key.id, options: [] };
  skb.packet = [
    {
      kind: 'ipv4',
      tos: 0,
      id: nextIpId(lab, netns, found.src, key.remote),
      df: false,
      mf: false,
      fragOffset: 0,
      ttl: 64,
      src: found.src,
      dst: key.remote,
    },
    { kind: 'udp', srcPort: sourcePort(lab, device, inner), dstPort: device.port, zeroChecksum: true },
    header,
    ...inner,
  ];
  skb.tunnelKey = null;
  skb.ingress = null;
  sim.record({ netns, skb, hop: 'VX.XMIT', cites }, { kind: 'encap', protocol: device.protocol, vni: key.id });
  const route = {
    kind: 'route',
    reads: found.reads,
    direction: 'output',
    decision: decisionOf(found.way, false),
  } as const;
  sim.record({ netns, skb, cites: [linux('net/ipv4/route.c', 'ip_route_output_key_hash_rcu')] }, route);
  sim.after(TIMING.tunnel, () => finishOutput(lab, netns, found.way, skb));
}

/** The tunnel device of this namespace that listens on a UDP port, or null. */
export function tunnelOn(lab: Lab, netns: NetnsName, port: number): Tunnel | null {
  for (const id of lab.sim.netns(netns).devices) {
    const device = lab.sim.device(id);
    if (device.kind === 'tunnel' && device.port === port) return device;
  }
  return null;
}

/** The UDP tunnel receive path: the outer headers come off before any program of the tunnel device runs. */
export function tunnelReceive(lab: Lab, device: Tunnel, skb: Skb): boolean {
  const at = layerIndex(skb.packet, device.protocol);
  if (at < 0) return false;
  const header = skb.packet[at] as Layer<'vxlan' | 'geneve'>;
  skb.tunnelKey = { id: header.vni, remote: ipOf(skb.packet).src };
  skb.packet = skb.packet.slice(at + 1);
  skb.mark = 0;
  const where = { netns: device.netns, skb, hop: 'UDP.RCV', cites: CITES[device.protocol].in } as const;
  lab.sim.record(where, { kind: 'decap', protocol: device.protocol, vni: header.vni });
  lab.sim.after(TIMING.tunnel, () => receive(lab, device, skb));
  return true;
}
