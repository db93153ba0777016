import { innermost, type Packet } from '../wire/layers.ts';

/** 'a:1 > b:80' of the innermost addresses; 'a asks for b' for ARP; '' when there are none. */
export function addressesText(packet: Packet): string {
  const arp = innermost(packet, 'arp');
  if (arp !== null)
    return arp.op === 'request' ? `${arp.senderIp} asks for ${arp.targetIp}` : `${arp.senderIp} is at ${arp.senderMac}`;
  const ip = innermost(packet, 'ipv4');
  if (ip === null) return '';
  const l4 = transportInside(packet);
  return l4 === null ? `${ip.src} > ${ip.dst}` : `${ip.src}:${l4.srcPort} > ${ip.dst}:${l4.dstPort}`;
}

/** The TCP or UDP header that belongs to the innermost IPv4 header, not the tunnel's. */
function transportInside(packet: Packet): { readonly srcPort: number; readonly dstPort: number } | null {
  const ip = packet.findLastIndex((layer) => layer.kind === 'ipv4');
  const next = packet[ip + 1];
  return next !== undefined && (next.kind === 'udp' || next.kind === 'tcp') ? next : null;
}
