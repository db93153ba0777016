import { frameLink } from '../../trace/frame.ts';
import { u16, u32, u8 } from '../../wire/byte-order.ts';
import type { Layer, TcpOption } from '../../wire/layers.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import { icmpType } from './icmp-name.ts';
import type { Sample } from './ring.ts';

/** One layer in the words of gopacket.LayerString. */
export interface LayerText {
  readonly kind: 'Ethernet' | 'IPv4' | 'TCP' | 'UDP' | 'ICMPv4';
  readonly text: string;
}

const ETHERNET = 14;
const LISTED = 4;

/** Registered ports that gopacket names (layers/ports.go); those a lab meets. */
const TCP_PORTS: Readonly<Record<number, string>> = { 22: 'ssh', 53: 'domain', 80: 'http', 443: 'https' };
const UDP_PORTS: Readonly<Record<number, string>> = { 53: 'domain', 6081: 'geneve' };

/** The layers that the monitor has decoders for, outermost first, up to the first one it has none for. */
export function layerTexts({ bytes, packet }: Sample): readonly LayerText[] {
  const texts: LayerText[] = [];
  let at = 0;
  for (const layer of packet) {
    switch (layer.kind) {
      case 'ethernet':
        if (frameLink(bytes) !== 'ethernet' || texts.length > 0) return texts;
        at = ETHERNET;
        texts.push(ethernetText(bytes, layer));
        continue;
      case 'ipv4': {
        const header = (u8(bytes, at) & 15) * 4;
        texts.push(ipv4Text(bytes, at, header, layer));
        at += header;
        continue;
      }
      case 'tcp':
        return [...texts, tcpText(bytes, at, layer)];
      case 'udp':
        return [...texts, udpText(bytes, at, layer)];
      default: {
        const icmp = icmpType(layer);
        return icmp === null ? texts : [...texts, icmpText(bytes, at, icmp.text)];
      }
    }
  }
  return texts;
}

/** Dissect (pkg/monitor/dissect.go): a line per layer, and one more when the record did not hold all of the packet. */
export function dissectLines(sample: Sample): readonly string[] {
  const lines = layerTexts(sample).map(({ text }) => text);
  return sample.bytes.length < sample.length ? [...lines, '  Packet has been truncated'] : lines;
}

/** gopacket shows how long a list is when it has more than four members. */
function list(length: number, members: () => readonly (string | number)[]): string {
  return length > LISTED ? `[..${length}..]` : `[${members().join(', ')}]`;
}

function parts(bytes: Uint8Array, at: number, header: number): string {
  const show = (from: number, to: number): string => list(to - from, () => [...bytes.subarray(from, to)]);
  const end = Math.min(at + header, bytes.length);
  return `Contents=${show(at, end)} Payload=${show(end, bytes.length)}`;
}

function ethernetText(bytes: Uint8Array, { src, dst }: Layer<'ethernet'>): LayerText {
  const type = u16(bytes, 12) === 0x0806 ? 'ARP' : 'IPv4';
  const text = `${parts(bytes, 0, ETHERNET)} SrcMAC=${src} DstMAC=${dst} EthernetType=${type} Length=0`;
  return { kind: 'Ethernet', text: `Ethernet\t{${text}}` };
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMPv4', 6: 'TCP', 17: 'UDP' };

function ipv4Text(bytes: Uint8Array, at: number, header: number, ip: Layer<'ipv4'>): LayerText {
  const length = u16(bytes, at + 2);
  const flags = [ip.df ? 'DF' : '', ip.mf ? 'MF' : ''].filter((flag) => flag !== '').join('|');
  const protocol = u8(bytes, at + 9);
  const whole = bytes.subarray(0, Math.min(bytes.length, at + length));
  const facts = [
    parts(whole, at, header),
    `Version=4 IHL=${header / 4} TOS=${ip.tos} Length=${length} Id=${ip.id} Flags=${flags} FragOffset=${ip.fragOffset / 8}`,
    `TTL=${ip.ttl} Protocol=${PROTOCOLS[protocol] ?? protocol} Checksum=${u16(bytes, at + 10)}`,
    `SrcIP=${ip.src} DstIP=${ip.dst} Options=[] Padding=[]`,
  ];
  return { kind: 'IPv4', text: `IPv4\t{${facts.join(' ')}}` };
}

function port(number: number, names: Readonly<Record<number, string>>): string {
  const name = names[number];
  return name === undefined ? `${number}` : `${number}(${name})`;
}

function tcpText(bytes: Uint8Array, at: number, tcp: Layer<'tcp'>): LayerText {
  const offset = u8(bytes, at + 12) >> 4;
  const flags = (['fin', 'syn', 'rst', 'psh', 'ack', 'urg'] as const)
    .map((name) => `${name.toUpperCase()}=${(tcp.flags & TCP_FLAG[name]) !== 0}`)
    .join(' ');
  const facts = [
    parts(bytes, at, offset * 4),
    `SrcPort=${port(tcp.srcPort, TCP_PORTS)} DstPort=${port(tcp.dstPort, TCP_PORTS)}`,
    `Seq=${tcp.seq} Ack=${tcp.ack} DataOffset=${offset} ${flags} ECE=false CWR=false NS=false`,
    `Window=${tcp.window} Checksum=${u16(bytes, at + 16)} Urgent=${u16(bytes, at + 18)}`,
    `Options=${list(tcp.options.length, () => tcp.options.map(optionText))} Padding=[]`,
  ];
  return { kind: 'TCP', text: `TCP\t{${facts.join(' ')}}` };
}

function optionText(option: TcpOption): string {
  switch (option.kind) {
    case 'nop':
      return 'TCPOption(NOP:)';
    case 'mss':
      return `TCPOption(MSS:${option.value} 0x${hexOf(option.value, 4)})`;
    case 'window-scale':
      return `TCPOption(WindowScale: 0x${hexOf(option.shift, 2)})`;
    case 'sack-permitted':
      return 'TCPOption(SACKPermitted:)';
    case 'sack':
      return `TCPOption(SACK: 0x${option.blocks
        .flat()
        .map((edge) => hexOf(edge, 8))
        .join('')})`;
    case 'timestamps': {
      const { value, echo } = option;
      return `TCPOption(Timestamps:${value}/${echo} 0x${hexOf(value, 8)}${hexOf(echo, 8)})`;
    }
  }
}

function hexOf(n: number, digits: number): string {
  return n.toString(16).padStart(digits, '0');
}

function udpText(bytes: Uint8Array, at: number, udp: Layer<'udp'>): LayerText {
  const ports = `SrcPort=${port(udp.srcPort, UDP_PORTS)} DstPort=${port(udp.dstPort, UDP_PORTS)}`;
  const text = `${parts(bytes, at, 8)} ${ports} Length=${u16(bytes, at + 4)} Checksum=${u16(bytes, at + 6)}`;
  return { kind: 'UDP', text: `UDP\t{${text}}` };
}

function icmpText(bytes: Uint8Array, at: number, type: string): LayerText {
  const rest = u32(bytes, at + 4);
  const ids = `Checksum=${u16(bytes, at + 2)} Id=${rest >>> 16} Seq=${rest & 0xffff}`;
  return { kind: 'ICMPv4', text: `ICMPv4\t{${parts(bytes, at, 8)} TypeCode=${type} ${ids}}` };
}
