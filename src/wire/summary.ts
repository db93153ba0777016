import { assertNever } from '../base/assert.ts';
import { type Layer, type Packet, TCP_FLAG, type TcpOption } from './layers.ts';

const FLAG_NAMES = (Object.keys(TCP_FLAG) as (keyof typeof TCP_FLAG)[]).map(
  (name) => [name.toUpperCase(), TCP_FLAG[name]] as const,
);

/** 'SYN, ACK', lowest bit first as tshark lists them; 'none' without any. */
export function tcpFlagNames(flags: number): string {
  const names = FLAG_NAMES.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name);
  return names.length === 0 ? 'none' : names.join(', ');
}

/** One TCP option in tshark's words. */
export function tcpOptionText(option: TcpOption): string {
  switch (option.kind) {
    case 'mss':
      return `MSS=${option.value}`;
    case 'window-scale':
      return `WS=${2 ** option.shift}`;
    case 'sack-permitted':
      return 'SACK_PERM';
    case 'timestamps':
      return `TSval=${option.value} TSecr=${option.echo}`;
    case 'sack':
      return option.blocks.map(([from, to]) => `SLE=${from} SRE=${to}`).join(' ');
    case 'nop':
      return 'NOP';
    default:
      return assertNever(option);
  }
}

/** Bytes that a TCP header carries here: the lengths of the layers after it. */
function carried(packet: Packet, index: number): number {
  let length = 0;
  for (const layer of packet.slice(index + 1)) {
    if (layer.kind === 'http') length += layer.head.length;
    if (layer.kind === 'data') length += layer.bytes.length;
  }
  return length;
}

function tcpText(layer: Layer<'tcp'>, length: number): string {
  const ack = (layer.flags & TCP_FLAG.ack) === 0 ? '' : ` Ack=${layer.ack}`;
  const options = layer.options.filter((option) => option.kind !== 'nop').map((option) => ` ${tcpOptionText(option)}`);
  return `TCP ${layer.srcPort} → ${layer.dstPort} [${tcpFlagNames(layer.flags)}] Seq=${layer.seq}${ack} Win=${layer.window} Len=${length}${options.join('')}`;
}

function ipv4Text(layer: Layer<'ipv4'>): string {
  const fragment = layer.mf || layer.fragOffset > 0 ? ` frag ${layer.fragOffset}${layer.mf ? '+' : ''}` : '';
  return `${layer.src} > ${layer.dst}${fragment}`;
}

function arpText(layer: Layer<'arp'>): string {
  return layer.op === 'request'
    ? `ARP who-has ${layer.targetIp} tell ${layer.senderIp}`
    : `ARP ${layer.senderIp} is-at ${layer.senderMac}`;
}

function dnsText(layer: Layer<'dns'>): string {
  const questions = layer.questions.map((q) => `${q.type}? ${q.name}`);
  const answers = layer.answers.map((a) => `${a.type} ${a.data}`);
  const code = layer.response ? [`rcode ${layer.rcode}`] : [];
  return ['DNS', layer.id, ...code, ...questions, ...answers].join(' ');
}

/** One layer in the words of tcpdump and tshark; protocol words and numbers only, so it needs no translation. */
export function layerSummary(packet: Packet, index: number): string {
  const layer = packet[index];
  if (layer === undefined) throw new Error(`no layer ${index} in ${packet.length}`);
  switch (layer.kind) {
    case 'sll2':
      return `SLL2 ifindex ${layer.ifindex} type ${layer.packetType}${layer.address === null ? '' : ` ${layer.address}`}`;
    case 'ethernet':
      return `${layer.src} > ${layer.dst}`;
    case 'arp':
      return arpText(layer);
    case 'ipv4':
      return ipv4Text(layer);
    case 'ip-payload':
      return `IP protocol ${layer.protocol} Len=${layer.bytes.length}`;
    case 'icmp-echo':
      return `ICMP echo ${layer.type} id=${layer.id} seq=${layer.seq}`;
    case 'icmp-unreachable':
      return `ICMP unreachable code=${layer.code}${layer.mtu === 0 ? '' : ` mtu=${layer.mtu}`}`;
    case 'icmp-time-exceeded':
      return `ICMP time exceeded code=${layer.code}`;
    case 'icmp-redirect':
      return `ICMP redirect code=${layer.code} gateway=${layer.gateway}`;
    case 'udp':
      return `UDP ${layer.srcPort} → ${layer.dstPort}`;
    case 'tcp':
      return tcpText(layer, carried(packet, index));
    case 'vxlan':
      return `VXLAN vni=${layer.vni}`;
    case 'geneve':
      return `Geneve vni=${layer.vni}${layer.options.length === 0 ? '' : ` options=${layer.options.length}`}`;
    case 'dns':
      return dnsText(layer);
    case 'http':
      return layer.head.slice(0, layer.head.indexOf('\r\n'));
    case 'data':
      return `Len=${layer.bytes.length}`;
    default:
      return assertNever(layer);
  }
}

/** Layers that say nothing which the layer around or inside them does not say better. */
const SILENT: readonly Layer['kind'][] = ['sll2', 'ethernet', 'data'];

/**
 * The packet in one line, outermost first; '|' stands before what a tunnel carries. Link layers are left out, and of
 * what TCP and UDP carry only protocols are named.
 */
export function summaryOf(packet: Packet): string {
  const parts: string[] = [];
  for (const [i, layer] of packet.entries()) {
    const only = packet.length === 1;
    if (SILENT.includes(layer.kind) && !only) continue;
    parts.push(layerSummary(packet, i));
    if (layer.kind === 'vxlan' || layer.kind === 'geneve') parts.push('|');
  }
  return parts.join(' ');
}
