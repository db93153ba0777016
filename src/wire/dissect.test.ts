import { describe, expect, test } from 'vitest';
import { ETHERNET, IPV4 } from '../../tests/support/frames.ts';
import { bytesOf } from '../../tests/support/hex.ts';
import { ipv4 } from './address.ts';
import { dissect } from './dissect.ts';
import type { DissectNode } from './dissect-node.ts';
import { encode } from './encode.ts';
import type { Layer, Packet } from './layers.ts';

const TCP: Layer<'tcp'> = {
  kind: 'tcp',
  srcPort: 48220,
  dstPort: 80,
  seq: 1,
  ack: 0,
  flags: 2,
  window: 64240,
  options: [{ kind: 'mss', value: 1460 }, { kind: 'nop' }, { kind: 'window-scale', shift: 7 }],
};
const SYN: Packet = [ETHERNET, IPV4, TCP];
const TUNNELLED: Packet = [
  ETHERNET,
  IPV4,
  { kind: 'udp', srcPort: 40000, dstPort: 8472, zeroChecksum: true },
  { kind: 'vxlan', vni: 27143 },
  ...SYN,
];

function flat(nodes: readonly DissectNode[]): readonly DissectNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

function node(nodes: readonly DissectNode[], id: string): DissectNode {
  const found = flat(nodes).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

test('layers are siblings, outermost first; tunnels make the rest deeper', () => {
  const nodes = dissect(encode(TUNNELLED), 'ethernet');
  expect(nodes.map(({ id, depth, offset, length }) => [id, depth, offset, length])).toEqual([
    ['ethernet', 0, 0, 14],
    ['ipv4', 0, 14, 20],
    ['udp', 0, 34, 8],
    ['vxlan', 0, 42, 8],
    ['ethernet[1]', 1, 50, 14],
    ['ipv4[1]', 1, 64, 20],
    ['tcp', 1, 84, 28],
  ]);
});

test('a field has its name, its value and its place', () => {
  const nodes = dissect(encode(TUNNELLED), 'ethernet');
  expect(node(nodes, 'ipv4[1]/ttl')).toEqual({
    id: 'ipv4[1]/ttl',
    layer: 'ipv4',
    label: 'ipv4.ttl',
    value: '64',
    offset: 72,
    length: 1,
    bits: null,
    depth: 1,
    note: null,
    children: [],
  });
  expect(node(nodes, 'ipv4/ihl')).toMatchObject({ value: '20', offset: 14, length: 1, bits: [4, 8] });
  expect(node(nodes, 'ipv4/fragOffset')).toMatchObject({ value: '0', offset: 20, length: 2, bits: [3, 16] });
  expect(node(nodes, 'tcp/flags')).toMatchObject({ value: '0x02', bits: null });
  expect(node(nodes, 'tcp/flags/syn')).toMatchObject({ value: '1', label: 'tcp.flags.syn', bits: [6, 7] });
  expect(node(nodes, 'vxlan/vni')).toMatchObject({ value: '27143', offset: 46, length: 3 });
});

test('options are told apart', () => {
  const { children } = node(dissect(encode(SYN), 'ethernet'), 'tcp/options');
  expect(children.map(({ id, label, value, offset, length }) => [id, label, value, offset, length])).toEqual([
    ['tcp/options/mss[0]', 'tcp.options.mss', 'MSS=1460', 54, 4],
    ['tcp/options/nop[1]', 'tcp.options.nop', 'NOP', 58, 1],
    ['tcp/options/windowScale[2]', 'tcp.options.windowScale', 'WS=128', 59, 3],
  ]);
});

describe('checksums', () => {
  const notes = (bytes: Uint8Array, id: string) => node(dissect(bytes, 'ethernet'), id).note;

  test('are good, bad after a change, absent, or unknown after a cut', () => {
    const bytes = encode(SYN);
    expect(notes(bytes, 'ipv4/checksum')).toBe('checksum-good');
    expect(notes(bytes, 'tcp/checksum')).toBe('checksum-good');
    expect(notes(bytes.slice(0, 60), 'tcp/checksum')).toBe('checksum-unknown');
    bytes[22] = 63;
    expect(notes(bytes, 'ipv4/checksum')).toBe('checksum-bad');
    expect(notes(encode(TUNNELLED), 'udp/checksum')).toBe('zero');
  });

  test('of an inner packet are judged by the inner addresses', () => {
    const bytes = encode(TUNNELLED);
    bytes[29] = (bytes[29] ?? 0) ^ 1;
    expect(notes(bytes, 'tcp/checksum')).toBe('checksum-good');
    expect(notes(bytes, 'ipv4/checksum')).toBe('checksum-bad');
  });

  test('of ICMP cover its payload', () => {
    const bytes = encode([
      ETHERNET,
      IPV4,
      { kind: 'icmp-echo', type: 'reply', id: 1, seq: 1 },
      { kind: 'data', bytes: bytesOf('01') },
    ]);
    expect(notes(bytes, 'icmp-echo/checksum')).toBe('checksum-good');
    bytes[42] = 2;
    expect(notes(bytes, 'icmp-echo/checksum')).toBe('checksum-bad');
  });
});

test('what an ICMP error quotes is a packet inside it', () => {
  const quote = encode([IPV4, TCP]).slice(0, 40);
  const nodes = dissect(encode([ETHERNET, IPV4, { kind: 'icmp-unreachable', code: 0, mtu: 0, quote }]), 'ethernet');
  expect(node(nodes, 'icmp-unreachable/quote/ipv4/dst')).toMatchObject({ value: '192.0.2.2', depth: 1, offset: 58 });
  expect(node(nodes, 'icmp-unreachable/quote/ipv4')).toMatchObject({ note: 'truncated' });
  expect(node(nodes, 'icmp-unreachable/quote/tcp')).toMatchObject({ note: 'truncated', offset: 62, length: 20 });
});

test('a redirect names its gateway, and its quote is a packet too', () => {
  const quote = encode([IPV4, TCP]);
  const gateway = ipv4('192.0.2.9');
  const nodes = dissect(encode([ETHERNET, IPV4, { kind: 'icmp-redirect', code: 1, gateway, quote }]), 'ethernet');
  expect(node(nodes, 'icmp-redirect/gateway')).toMatchObject({ value: '192.0.2.9', offset: 38, length: 4 });
  expect(node(nodes, 'icmp-redirect/checksum')).toMatchObject({ note: 'checksum-good' });
  expect(node(nodes, 'icmp-redirect/quote/tcp')).toMatchObject({ depth: 1, offset: 62 });
});

test('the records of a DNS message', () => {
  const message: Layer<'dns'> = {
    kind: 'dns',
    id: 1,
    response: true,
    authoritative: false,
    recursionDesired: true,
    recursionAvailable: true,
    rcode: 0,
    questions: [{ name: 'webpod', type: 'A' }],
    answers: [{ name: 'webpod', type: 'A', ttl: 30, data: '192.0.2.7' }],
  };
  const nodes = dissect(
    encode([ETHERNET, IPV4, { kind: 'udp', srcPort: 53, dstPort: 40000, zeroChecksum: false }, message]),
    'ethernet',
  );
  expect(node(nodes, 'dns/question[0]')).toMatchObject({ value: 'A webpod', offset: 54, length: 12 });
  expect(node(nodes, 'dns/answer[0]')).toMatchObject({ value: 'A webpod 30 192.0.2.7', offset: 66, length: 16 });
  expect(node(nodes, 'dns/answer[0]/ttl')).toMatchObject({
    label: 'dns.answer.ttl',
    value: '30',
    offset: 72,
    length: 4,
  });
  expect(node(nodes, 'dns/answer[0]/data')).toMatchObject({ value: '192.0.2.7', offset: 78, length: 4 });
});

test('the lines of an HTTP head', () => {
  const head = 'GET / HTTP/1.1\r\nHost: webpod\r\nAccept: */*\r\n\r\n';
  const nodes = dissect(encode([ETHERNET, IPV4, { ...TCP, options: [] }, { kind: 'http', head }]), 'ethernet');
  expect(node(nodes, 'http').children.map(({ id, value, offset, length }) => [id, value, offset, length])).toEqual([
    ['http/startLine', 'GET / HTTP/1.1', 54, 14],
    ['http/field[0]', 'Host: webpod', 70, 12],
    ['http/field[1]', 'Accept: */*', 84, 11],
  ]);
});

test('the options of Geneve', () => {
  const options = [{ class: 0x0102, type: 0x80, data: bytesOf('deadbeef') }];
  const packet: Packet = [
    ETHERNET,
    IPV4,
    { kind: 'udp', srcPort: 40000, dstPort: 6081, zeroChecksum: true },
    { kind: 'geneve', vni: 1, options },
    ...SYN,
  ];
  const nodes = dissect(encode(packet), 'ethernet');
  expect(node(nodes, 'geneve')).toMatchObject({ offset: 42, length: 16 });
  expect(node(nodes, 'geneve/options/option[0]')).toMatchObject({ value: 'deadbeef', offset: 50, length: 8 });
  expect(node(nodes, 'geneve/options/option[0]/class')).toMatchObject({ value: '0x0102', offset: 50 });
});

describe('what decode refuses', () => {
  test('IPv4 options are shown, and the field that is to blame is marked', () => {
    const bytes = bytesOf('46 00 001c 0000 0000 40 01 0000 c0000201 c0000202 01010100 0800f7ff');
    const nodes = dissect(bytes, 'ipv4');
    expect(nodes.map(({ id, offset, length, note }) => [id, offset, length, note])).toEqual([
      ['ipv4', 0, 24, 'unsupported'],
      ['data', 24, 4, null],
    ]);
    expect(node(nodes, 'ipv4/ihl')).toMatchObject({ value: '24' });
    expect(node(nodes, 'ipv4/bytes')).toMatchObject({ value: '01010100', offset: 20, length: 4 });
  });

  test('an unknown TCP option is shown as it is', () => {
    const bytes = encode([IPV4, { ...TCP, options: [{ kind: 'mss', value: 1460 }] }]);
    bytes[40] = 0x1c;
    const nodes = dissect(bytes, 'ipv4');
    expect(node(nodes, 'tcp')).toMatchObject({ note: 'unsupported', length: 24 });
    expect(node(nodes, 'tcp/options/unknown[0]')).toMatchObject({ value: '1c0405b4' });
  });

  test('a field with a value that we never write is marked', () => {
    const bytes = encode(TUNNELLED);
    bytes[42] = 0x88;
    expect(node(dissect(bytes, 'ethernet'), 'vxlan/flags')).toMatchObject({ value: '0x88', note: 'unsupported' });
  });

  test('of a header that is cut, the fields that are there', () => {
    const nodes = dissect(encode(SYN).slice(0, 38), 'ethernet');
    expect(node(nodes, 'tcp')).toMatchObject({ note: 'truncated', offset: 34, length: 4 });
    expect(node(nodes, 'tcp').children.map(({ id }) => id)).toEqual(['tcp/srcPort', 'tcp/dstPort']);
  });

  test('bytes after the packet come last', () => {
    const bytes = Uint8Array.from([...encode(SYN), 1, 2, 3]);
    expect(dissect(bytes, 'ethernet').at(-1)).toMatchObject({ id: 'data', offset: 62, length: 3, note: 'trailing' });
  });
});
