import { ANY_ADDR, type Ipv4Addr } from '../../wire/address.ts';
import { layerIndex, TCP_FLAG, type Layer, type Packet } from '../../wire/layers.ts';
import { icmpType } from '../monitor/icmp-name.ts';
import { unwrapped } from '../monitor/summary.ts';
import type { Flow, FlowIp, FlowL4, TcpFlags } from './flow.ts';

type Facts = Pick<Flow, 'ethernet' | 'ip' | 'sourceXlated' | 'l4' | 'tunnel' | 'summary'> & {
  readonly src: Ipv4Addr | null;
  readonly dst: Ipv4Addr | null;
};

/**
 * decodeLayers (pkg/hubble/parser/threefour): what the packet says. `origIp` is the source before a reverse NAT, which takes
 * the place of the packet's own unless it is unspecified. Out of a tunnel's packet comes the inner one.
 */
export function packetFacts(packet: Packet, origIp: Ipv4Addr | null): Facts {
  const { inner, tunnel } = unwrapped(packet);
  const ethernet = inner[0];
  const at = layerIndex(inner, 'ipv4');
  const ip = inner[at];
  const head = {
    ethernet: ethernet?.kind === 'ethernet' ? { source: ethernet.src, destination: ethernet.dst } : null,
    tunnel: tunnel === null ? null : tunnelFacts(tunnel),
  };
  if (ip?.kind !== 'ipv4')
    return { ...head, ip: null, sourceXlated: null, l4: null, summary: 'Ethernet', src: null, dst: null };
  const src = origIp === null || origIp === ANY_ADDR ? ip.src : origIp;
  const next = inner[at + 1];
  return {
    ...head,
    ip: { source: src, destination: ip.dst },
    sourceXlated: src === ip.src ? null : ip.src,
    l4: l4Facts(next),
    summary: summaryOf(next),
    src,
    dst: ip.dst,
  };
}

function tunnelFacts(tunnel: Packet): Flow['tunnel'] {
  const ip = tunnel.findLast((layer) => layer.kind === 'ipv4');
  const udp = tunnel.findLast((layer) => layer.kind === 'udp');
  if (ip?.kind !== 'ipv4' || udp?.kind !== 'udp') return null;
  const outer: FlowIp = { source: ip.src, destination: ip.dst };
  const l4: FlowL4 = { kind: 'UDP', srcPort: udp.srcPort, dstPort: udp.dstPort };
  return { protocol: tunnel.at(-1)?.kind === 'geneve' ? 'GENEVE' : 'VXLAN', ip: outer, l4 };
}

function l4Facts(layer: Layer | undefined): FlowL4 | null {
  if (layer?.kind === 'tcp')
    return { kind: 'TCP', srcPort: layer.srcPort, dstPort: layer.dstPort, flags: flagsOf(layer.flags) };
  if (layer?.kind === 'udp') return { kind: 'UDP', srcPort: layer.srcPort, dstPort: layer.dstPort };
  const icmp = icmpType(layer);
  return icmp === null ? null : { kind: 'ICMPv4', type: icmp.type, code: icmp.code };
}

function flagsOf(flags: number): TcpFlags {
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return {
    FIN: has(TCP_FLAG.fin),
    SYN: has(TCP_FLAG.syn),
    RST: has(TCP_FLAG.rst),
    PSH: has(TCP_FLAG.psh),
    ACK: has(TCP_FLAG.ack),
    URG: has(TCP_FLAG.urg),
  };
}

/** The order in which getTCPFlags names them. */
const FLAG_ORDER = ['SYN', 'ACK', 'RST', 'FIN', 'PSH', 'URG'] as const;

function summaryOf(layer: Layer | undefined): string {
  if (layer?.kind === 'tcp') {
    const flags = flagsOf(layer.flags);
    return `TCP Flags: ${FLAG_ORDER.filter((name) => flags[name]).join(', ')}`;
  }
  if (layer?.kind === 'udp') return 'UDP';
  const icmp = icmpType(layer);
  return icmp === null ? 'IPv4' : `ICMPv4 ${icmp.text}`;
}
