import { layerIndex, TCP_FLAG, type Layer, type Packet } from '../../wire/layers.ts';
import { icmpType } from './icmp-name.ts';

/** The outer packet up to a tunnel header, and what is in the tunnel; one of them when there is none. */
export function unwrapped(packet: Packet): { readonly inner: Packet; readonly tunnel: Packet | null } {
  const at = Math.max(layerIndex(packet, 'vxlan'), layerIndex(packet, 'geneve'));
  return at < 0 ? { inner: packet, tunnel: null } : { inner: packet.slice(at + 1), tunnel: packet.slice(0, at + 1) };
}

/** The flags that the monitor knows, in its order: PSH is not among them (pkg/monitor/dissect.go getTCPInfo). */
export function tcpInfo({ flags }: Pick<Layer<'tcp'>, 'flags'>): string {
  const names = [
    ['SYN', TCP_FLAG.syn],
    ['ACK', TCP_FLAG.ack],
    ['RST', TCP_FLAG.rst],
    ['FIN', TCP_FLAG.fin],
  ] as const;
  return names
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name)
    .join(', ');
}

/** 'ADDRESS:PORT -> ADDRESS:PORT tcp SYN' (pkg/monitor/dissect.go GetConnectionSummary). */
export function connectionSummary(packet: Packet): string {
  if (packet.length === 0) return '[unknown]';
  const { inner, tunnel } = unwrapped(packet);
  const text = plainSummary(inner);
  if (tunnel === null) return text;
  // unverified: whether 1.18.0 prints what is around the packet.
  const ends = endsText(
    tunnel.findLast((layer) => layer.kind === 'ipv4'),
    tunnel.find((layer) => layer.kind === 'udp'),
  );
  return `${text} [tunnel ${ends} ${tunnel.at(-1)?.kind ?? ''}]`;
}

function plainSummary(packet: Packet): string {
  const at = layerIndex(packet, 'ipv4');
  const ip = packet[at];
  const ethernet = packet[0];
  if (ip?.kind !== 'ipv4') {
    if (ethernet?.kind !== 'ethernet') return '[unknown]';
    const type = packet[1]?.kind === 'arp' ? 'ARP' : 'UnknownEthernetType';
    return `${ethernet.src} -> ${ethernet.dst} ${type}`;
  }
  const next = packet[at + 1];
  const icmp = icmpType(next);
  if (icmp !== null) return `${ip.src} -> ${ip.dst} icmp ${icmp.text}`;
  if (next?.kind === 'tcp') return `${endsText(ip, next)} tcp ${tcpInfo(next)}`;
  if (next?.kind === 'udp') return `${endsText(ip, next)} udp`;
  return `${ip.src} -> ${ip.dst}`;
}

function endsText(ip: Layer | undefined, ports: Layer | undefined): string {
  if (ip?.kind !== 'ipv4' || (ports?.kind !== 'tcp' && ports?.kind !== 'udp')) return '[unknown]';
  return `${ip.src}:${ports.srcPort} -> ${ip.dst}:${ports.dstPort}`;
}
