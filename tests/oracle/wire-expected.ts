/** What tshark must say about a packet of ours: its names for our fields, and their values as it prints them. */
import { hexOf } from '../../src/base/bytes.ts';
import { encode, encodedLength } from '../../src/wire/encode.ts';
import type { Layer, LayerBody, LayerKind, Packet, TcpOption } from '../../src/wire/layers.ts';

/** Values of a field in their order; a field that must be absent has none. */
export type Fields = Readonly<Record<string, readonly string[]>>;

export interface ExpectedLayer {
  /** tshark's name of the protocol. */
  readonly protocol: string;
  readonly fields: Fields;
}

const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;
const bit = (value: boolean): readonly string[] => [value ? '1' : '0'];
const colons = (bytes: Uint8Array): string => (hexOf(bytes).match(/../g) ?? []).join(':');
const number = (value: number): readonly string[] => [`${value}`];

/** A layer of the packet with what is inside it. */
interface Place<K extends LayerKind> {
  readonly layer: Layer<K>;
  readonly inner: Layer | null;
  /** Bytes of the layer and of all inside. */
  readonly length: number;
  readonly payload: Uint8Array;
}

function optionFields(options: readonly TcpOption[]): Fields {
  const of = <K extends TcpOption['kind']>(kind: K) =>
    options.filter((option): option is Extract<TcpOption, { kind: K }> => option.kind === kind);
  return {
    'tcp.options.mss_val': of('mss').map(({ value }) => `${value}`),
    'tcp.options.wscale.shift': of('window-scale').map(({ shift }) => `${shift}`),
    'tcp.options.timestamp.tsval': of('timestamps').map(({ value }) => `${value}`),
    'tcp.options.timestamp.tsecr': of('timestamps').map(({ echo }) => `${echo}`),
    'tcp.options.sack_le': of('sack').flatMap(({ blocks }) => blocks.map(([from]) => `${from}`)),
    'tcp.options.sack_re': of('sack').flatMap(({ blocks }) => blocks.map(([, to]) => `${to}`)),
    'tcp.options.sack_perm': of('sack-permitted').map(() => '04:02'),
  };
}

const DNS_TYPE = { A: '1', CNAME: '5', PTR: '12', AAAA: '28' } as const;

/** 'fe80::1' as tshark prints it is not what we hold: 16 bytes in hex. */
export function hexOfIpv6(text: string): string {
  const [left = '', right] = text.split('::');
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));
  const tail = right === undefined ? [] : groups(right);
  const zeros = right === undefined ? 0 : 8 - groups(left).length - tail.length;
  const all = [...groups(left), ...Array.from({ length: zeros }, () => '0'), ...tail];
  return all.map((group) => group.padStart(4, '0')).join('');
}

function dnsFields(layer: Layer<'dns'>): Fields {
  const { questions, answers } = layer;
  const data = (type: string): readonly string[] => answers.filter((a) => a.type === type).map((a) => a.data);
  return {
    'dns.id': [hex(layer.id, 4)],
    'dns.flags.response': bit(layer.response),
    'dns.flags.recdesired': bit(layer.recursionDesired),
    'dns.count.queries': number(questions.length),
    'dns.count.answers': number(answers.length),
    'dns.qry.name': questions.map(({ name }) => name),
    'dns.qry.type': questions.map(({ type }) => DNS_TYPE[type]),
    'dns.resp.name': answers.map(({ name }) => name),
    'dns.resp.type': answers.map(({ type }) => DNS_TYPE[type]),
    'dns.resp.ttl': answers.map(({ ttl }) => `${ttl}`),
    'dns.a': data('A'),
    'dns.aaaa': data('AAAA'),
    'dns.cname': data('CNAME'),
    'dns.ptr.domain_name': data('PTR'),
    ...(layer.response
      ? {
          'dns.flags.authoritative': bit(layer.authoritative),
          'dns.flags.recavail': bit(layer.recursionAvailable),
          'dns.flags.rcode': number(layer.rcode),
        }
      : {}),
  };
}

function httpFields(head: string): Fields {
  const [start = '', ...lines] = head.split('\r\n');
  const [first = '', second = ''] = start.split(' ');
  const field = (name: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const common = { 'http.host': field('Host'), 'http.server': field('Server') };
  return first.startsWith('HTTP/')
    ? { 'http.response.code': [second], ...common }
    : { 'http.request.method': [first], 'http.request.uri': [second], ...common };
}

function protocolNumber(inner: Layer | null): number {
  if (inner?.kind === 'tcp') return 6;
  if (inner?.kind === 'udp') return 17;
  return inner?.kind === 'ip-payload' ? inner.protocol : 1;
}

const icmp = (type: number, code: number, more: Fields = {}): ExpectedLayer => ({
  protocol: 'icmp',
  fields: { 'icmp.type': number(type), 'icmp.code': number(code), 'icmp.checksum.status': ['1'], ...more },
});

type Expectations = { readonly [K in keyof LayerBody]: (place: Place<K>) => ExpectedLayer | null };

const EXPECTED: Expectations = {
  sll2: ({ layer, inner }) => ({
    protocol: 'sll',
    fields: {
      'sll.etype': [inner?.kind === 'arp' ? '0x0806' : '0x0800'],
      'sll.ifindex': number(layer.ifindex),
      'sll.hatype': number(layer.arphrd),
      'sll.pkttype': number(layer.packetType),
      'sll.halen': number(layer.address === null ? 0 : 6),
      'sll.src.eth': layer.address === null ? [] : [layer.address],
    },
  }),
  ethernet: ({ layer, inner }) => ({
    protocol: 'eth',
    fields: {
      'eth.dst': [layer.dst],
      'eth.src': [layer.src],
      'eth.type': [inner?.kind === 'arp' ? '0x0806' : '0x0800'],
    },
  }),
  arp: ({ layer }) => ({
    protocol: 'arp',
    fields: {
      'arp.hw.type': ['1'],
      'arp.proto.type': ['0x0800'],
      'arp.opcode': [layer.op === 'request' ? '1' : '2'],
      'arp.src.hw_mac': [layer.senderMac],
      'arp.src.proto_ipv4': [layer.senderIp],
      'arp.dst.hw_mac': [layer.targetMac],
      'arp.dst.proto_ipv4': [layer.targetIp],
    },
  }),
  ipv4: ({ layer, inner, length }) => ({
    protocol: 'ip',
    fields: {
      'ip.version': ['4'],
      'ip.hdr_len': ['20'],
      'ip.dsfield': [hex(layer.tos, 2)],
      'ip.len': number(length),
      'ip.id': [hex(layer.id, 4)],
      'ip.flags.df': bit(layer.df),
      'ip.flags.mf': bit(layer.mf),
      // The number on the wire, in units of eight bytes.
      'ip.frag_offset': number(layer.fragOffset / 8),
      'ip.ttl': number(layer.ttl),
      'ip.proto': number(protocolNumber(inner)),
      'ip.checksum.status': ['1'],
      'ip.src': [layer.src],
      'ip.dst': [layer.dst],
    },
  }),
  'ip-payload': () => null,
  'icmp-echo': ({ layer, payload }) =>
    icmp(layer.type === 'request' ? 8 : 0, 0, {
      'icmp.ident': number(layer.id),
      'icmp.seq': number(layer.seq),
      'data.data': payload.length === 0 ? [] : [colons(payload)],
    }),
  'icmp-unreachable': ({ layer }) => icmp(3, layer.code, { 'icmp.mtu': layer.code === 4 ? number(layer.mtu) : [] }),
  'icmp-time-exceeded': ({ layer }) => icmp(11, layer.code),
  'icmp-redirect': ({ layer }) => icmp(5, layer.code, { 'icmp.redir_gw': [layer.gateway] }),
  udp: ({ layer, length, payload }) => ({
    protocol: 'udp',
    fields: {
      'udp.srcport': number(layer.srcPort),
      'udp.dstport': number(layer.dstPort),
      'udp.length': number(length),
      // 1 is good, 3 is not present.
      'udp.checksum.status': [layer.zeroChecksum ? '3' : '1'],
      'udp.payload': payload.length === 0 ? [] : [colons(payload)],
    },
  }),
  tcp: ({ layer, length, payload }) => ({
    protocol: 'tcp',
    fields: {
      'tcp.srcport': number(layer.srcPort),
      'tcp.dstport': number(layer.dstPort),
      'tcp.seq': number(layer.seq),
      'tcp.ack_raw': number(layer.ack),
      'tcp.hdr_len': number(length - payload.length),
      'tcp.flags': [hex(layer.flags, 4)],
      'tcp.window_size_value': number(layer.window),
      'tcp.checksum.status': ['1'],
      'tcp.urgent_pointer': ['0'],
      'tcp.payload': payload.length === 0 ? [] : [colons(payload)],
      ...optionFields(layer.options),
    },
  }),
  vxlan: ({ layer }) => ({
    protocol: 'vxlan',
    fields: { 'vxlan.flags': ['0x0800'], 'vxlan.vni': number(layer.vni), 'vxlan.reserved8': ['0'] },
  }),
  geneve: ({ layer, length, payload }) => ({
    protocol: 'geneve',
    fields: {
      'geneve.version': ['0'],
      'geneve.proto_type': ['0x6558'],
      'geneve.vni': [hex(layer.vni, 6)],
      'geneve.option.class': layer.options.map((option) => hex(option.class, 4)),
      'geneve.option.type': layer.options.map((option) => hex(option.type, 2)),
      'geneve.option.length': [length - payload.length - 8, ...layer.options.map((o) => 4 + o.data.length)].map(String),
      'geneve.option.unknown.data': layer.options.map((option) => colons(option.data)),
      'geneve.flags.critical': bit(layer.options.some((option) => option.type >= 0x80)),
    },
  }),
  dns: ({ layer }) => ({ protocol: 'dns', fields: dnsFields(layer) }),
  http: ({ layer }) => ({ protocol: 'http', fields: httpFields(layer.head) }),
  data: () => null,
};

/** What tshark must find in `encode(packet)`, outermost first. Bytes are compared where they are a payload. */
export function expectedLayers(packet: Packet): readonly ExpectedLayer[] {
  const bytes = encode(packet);
  return packet.flatMap((layer, i) => {
    const length = encodedLength(packet.slice(i));
    const payload = bytes.slice(bytes.length - encodedLength(packet.slice(i + 1)));
    const place = { layer, inner: packet[i + 1] ?? null, length, payload };
    const expected = (EXPECTED[layer.kind] as (place: Place<LayerKind>) => ExpectedLayer | null)(place);
    return expected === null ? [] : [expected];
  });
}
