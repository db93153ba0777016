import { encodedLength } from '../wire/encode.ts';
import { innermost, type Layer, type Packet, TCP_FLAG } from '../wire/layers.ts';

/** 'a:1 > b:80' of the innermost addresses; 'a asks for b' for ARP; '' when there are none. */
export function addressesText(packet: Packet): string {
  const arp = innermost(packet, 'arp');
  if (arp !== null)
    return arp.op === 'request' ? `${arp.senderIp} asks for ${arp.targetIp}` : `${arp.senderIp} is at ${arp.senderMac}`;
  const ip = innermost(packet, 'ipv4');
  if (ip === null) return '';
  const l4 = payloadOf(packet)[0];
  if (l4?.kind !== 'udp' && l4?.kind !== 'tcp') return `${ip.src} > ${ip.dst}`;
  return `${ip.src}:${l4.srcPort} > ${ip.dst}:${l4.dstPort}`;
}

/** What follows the innermost IPv4 header. */
function payloadOf(packet: Packet): Packet {
  const ip = packet.findLastIndex((layer) => layer.kind === 'ipv4');
  return ip < 0 ? [] : packet.slice(ip + 1);
}

/**
 * The numbers of the innermost packet that its label does not tell: IP length, fragment offset, and of TCP what a
 * capture prints. Sequence numbers as they are on the wire.
 */
export function numbersText(packet: Packet): string {
  const at = packet.findLastIndex((layer) => layer.kind === 'ipv4');
  const ip = packet[at];
  if (ip?.kind !== 'ipv4') return '';
  const length = `length ${encodedLength(packet.slice(at))}`;
  const fragment = ip.mf || ip.fragOffset > 0 ? ` fragment at ${ip.fragOffset}${ip.mf ? '+' : ''}` : '';
  const [l4, ...data] = payloadOf(packet);
  return l4?.kind === 'tcp' ? `${length}${fragment} ${tcpText(l4, data)}` : `${length}${fragment}${ip.df ? ' DF' : ''}`;
}

function tcpText(tcp: Layer<'tcp'>, data: Packet): string {
  const parts = [`seq ${tcp.seq}`];
  if ((tcp.flags & TCP_FLAG.ack) !== 0) parts.push(`ack ${tcp.ack}`);
  parts.push(`win ${tcp.window}`);
  for (const option of tcp.options) {
    if (option.kind === 'mss') parts.push(`mss ${option.value}`);
    if (option.kind === 'window-scale') parts.push(`wscale ${option.shift}`);
    if (option.kind === 'sack-permitted') parts.push('sackOK');
    if (option.kind === 'timestamps') parts.push(`TS ${option.value} ecr ${option.echo}`);
    if (option.kind === 'sack') parts.push(`sack ${option.blocks.map(([from, to]) => `${from}-${to}`).join(',')}`);
  }
  if (data.length > 0) parts.push(`len ${encodedLength(data)}`);
  return parts.join(' ');
}
