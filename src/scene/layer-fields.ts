import { latin1Of } from '../base/bytes.ts';
import { type Layer, type LayerKind, type Packet, TCP_FLAG, type TcpOption } from '../wire/layers.ts';

/** One header field as a reader meets it in a capture: the wire's own names, values in words. */
export interface FieldLine {
  /** The layer's own key, by which changes are told. */
  readonly field: string;
  readonly name: string;
  readonly value: string;
}

type Lines<K extends LayerKind> = (
  layer: Layer<K>,
) => readonly (readonly [field: string, name: string, value: string])[];

const LINES: { readonly [K in LayerKind]: Lines<K> } = {
  sll2: (l) => [['ifindex', 'ifindex', `${l.ifindex}`]],
  ethernet: (l) => [
    ['dst', 'dst', l.dst],
    ['src', 'src', l.src],
  ],
  arp: (l) => [
    ['op', 'op', l.op],
    ['senderIp', 'sender', l.senderIp],
    ['senderMac', 'sender MAC', l.senderMac],
    ['targetIp', 'target', l.targetIp],
    ['targetMac', 'target MAC', l.targetMac],
  ],
  ipv4: (l) => [
    ['src', 'src', l.src],
    ['dst', 'dst', l.dst],
    ['ttl', 'TTL', `${l.ttl}`],
    ['id', 'id', `${l.id}`],
    [
      'df',
      'flags',
      [l.df ? 'DF' : '', l.mf ? 'MF' : '', l.fragOffset > 0 ? `offset ${l.fragOffset}` : '']
        .filter(Boolean)
        .join(' ') || '-',
    ],
  ],
  'ip-payload': (l) => [['bytes', 'bytes', `${l.bytes.length}`]],
  'icmp-echo': (l) => [
    ['type', 'type', l.type],
    ['id', 'id', `${l.id}`],
    ['seq', 'seq', `${l.seq}`],
  ],
  'icmp-unreachable': (l) => [
    ['code', 'code', `${l.code}`],
    ['mtu', 'mtu', `${l.mtu}`],
  ],
  'icmp-time-exceeded': (l) => [['code', 'code', `${l.code}`]],
  'icmp-redirect': (l) => [
    ['code', 'code', `${l.code}`],
    ['gateway', 'gateway', l.gateway],
  ],
  udp: (l) => [
    ['srcPort', 'sport', `${l.srcPort}`],
    ['dstPort', 'dport', `${l.dstPort}`],
  ],
  tcp: (l) => [
    ['srcPort', 'sport', `${l.srcPort}`],
    ['dstPort', 'dport', `${l.dstPort}`],
    ['flags', 'flags', flagText(l.flags)],
    ['seq', 'seq', `${l.seq}`],
    ['ack', 'ack', `${l.ack}`],
    ['window', 'win', `${l.window}`],
    ...l.options.flatMap((option): readonly (readonly [string, string, string])[] => optionLine(option)),
  ],
  vxlan: (l) => [['vni', 'VNI', `${l.vni}`]],
  geneve: (l) => [['vni', 'VNI', `${l.vni}`]],
  dns: (l) => [
    ['questions', 'question', l.questions.map((q) => `${q.type} ${q.name}`).join(', ')],
    ...(l.response
      ? [['answers', 'answer', l.answers.map((a) => a.data).join(', ') || `rcode ${l.rcode}`] as const]
      : []),
  ],
  http: (l) => [['head', 'head', l.head.split('\r\n', 1)[0] ?? '']],
  data: (l) => [['bytes', 'bytes', l.bytes.length > 24 ? `${l.bytes.length}` : printable(l.bytes)]],
};

export function fieldLines(layer: Layer): readonly FieldLine[] {
  const lines = LINES[layer.kind] as Lines<LayerKind>;
  return lines(layer).map(([field, name, value]) => ({ field, name, value }));
}

const FLAG_NAMES = [
  ['SYN', TCP_FLAG.syn],
  ['FIN', TCP_FLAG.fin],
  ['RST', TCP_FLAG.rst],
  ['PSH', TCP_FLAG.psh],
  ['ACK', TCP_FLAG.ack],
] as const;

function flagText(flags: number): string {
  return (
    FLAG_NAMES.filter(([, bit]) => (flags & bit) !== 0)
      .map(([name]) => name)
      .join(' ') || '-'
  );
}

function optionLine(option: TcpOption): readonly (readonly [string, string, string])[] {
  if (option.kind === 'mss') return [['options', 'MSS', `${option.value}`]];
  return option.kind === 'window-scale' ? [['options', 'WS', `${2 ** option.shift}`]] : [];
}

function printable(bytes: Uint8Array): string {
  const text = latin1Of(bytes);
  return /^[\x20-\x7e]*$/.test(text) ? text : `${bytes.length}`;
}

/** A layer of a packet before or after a hop, with what changed in it. */
export interface LayerLine {
  readonly layer: Layer;
  readonly inner: boolean;
  /** Put around here, or taken off here. */
  readonly whole: 'added' | 'removed' | null;
  readonly changed: ReadonlySet<string>;
}

/** Both packets side by side: laid on each other from the inside, since tunnels are put around the outside. */
export function compared(
  before: Packet,
  after: Packet,
): { readonly before: readonly LayerLine[]; readonly after: readonly LayerLine[] } {
  let same = 0;
  while (same < before.length && same < after.length && before.at(-1 - same)?.kind === after.at(-1 - same)?.kind)
    same++;
  const side = (own: Packet, other: Packet, whole: 'added' | 'removed'): readonly LayerLine[] => {
    const tunnel = own.findIndex((layer) => layer.kind === 'vxlan' || layer.kind === 'geneve');
    return own.map((layer, i) => {
      const twin = own.length - i <= same ? other[other.length - (own.length - i)] : undefined;
      return {
        layer,
        inner: tunnel >= 0 && i > tunnel,
        whole: twin === undefined && other.length > 0 ? whole : null,
        changed: twin === undefined ? new Set<string>() : differing(layer, twin),
      };
    });
  };
  return { before: side(before, after, 'removed'), after: side(after, before, 'added') };
}

function differing(a: Layer, b: Layer): ReadonlySet<string> {
  const others = new Map(fieldLines(b).map((line) => [`${line.field} ${line.name}`, line.value]));
  return new Set(
    fieldLines(a)
      .filter((line) => others.get(`${line.field} ${line.name}`) !== line.value)
      .map((line) => line.name),
  );
}
