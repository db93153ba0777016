import { expect, test } from 'vitest';
import { ETHERNET, IPV4 } from '../../tests/support/frames.ts';
import { dissect } from './dissect.ts';
import { encode } from './encode.ts';
import { type FieldKey, keyed, nodeAt } from './field-key.ts';
import type { Packet } from './layers.ts';

const ECHO: Packet = [ETHERNET, IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }];
const TUNNELLED: Packet = [
  ETHERNET,
  { ...IPV4, ttl: 17 },
  { kind: 'udp', srcPort: 40000, dstPort: 8472, zeroChecksum: true },
  { kind: 'vxlan', vni: 27143 },
  ...ECHO,
];
const key = (text: string): FieldKey => text as FieldKey;
const treeOf = (packet: Packet) => keyed(dissect(encode(packet), 'ethernet'));

test('the inner TTL keeps its name when a tunnel is put around the packet', () => {
  const [plain, wrapped] = [treeOf(ECHO), treeOf(TUNNELLED)];
  expect(plain.byKey.get(key('ipv4~0/ttl'))).toMatchObject({ id: 'ipv4/ttl', value: '64' });
  expect(wrapped.byKey.get(key('ipv4~0/ttl'))).toMatchObject({ id: 'ipv4[1]/ttl', value: '64' });
  expect(wrapped.byKey.get(key('ipv4~1/ttl'))).toMatchObject({ id: 'ipv4/ttl', value: '17' });
  expect(wrapped.keyOf.get('ethernet')).toBe('ethernet~1');
  expect(wrapped.layerOf.get(key('ipv4~1/tos/dscp'))).toBe('ipv4~1');
});

test('what an ICMP error quotes is counted by itself', () => {
  const quote = encode([IPV4, { kind: 'udp', srcPort: 1, dstPort: 2, zeroChecksum: false }]);
  const tree = treeOf([ETHERNET, { ...IPV4, ttl: 9 }, { kind: 'icmp-unreachable', code: 3, mtu: 0, quote }]);
  expect(tree.byKey.get(key('ipv4~0/ttl'))).toMatchObject({ value: '9' });
  expect(tree.byKey.get(key('icmp-unreachable~0/quote/ipv4~0/ttl'))).toMatchObject({ value: '64' });
});

test('every node has one key, and every key one node', () => {
  const tree = treeOf(TUNNELLED);
  expect(tree.byKey.size).toBe(tree.keyOf.size);
  for (const [id, name] of tree.keyOf) expect(tree.byKey.get(name)?.id).toBe(id);
});

test('a byte selects the smallest field that holds it, and the field its byte', () => {
  const bytes = encode(TUNNELLED);
  const { tree, byKey } = treeOf(TUNNELLED);
  const at = (byte: number) => nodeAt(tree, byte)?.id;
  expect(at(22)).toBe('ipv4/ttl');
  expect(at(72)).toBe('ipv4[1]/ttl');
  expect(at(47)).toBe('vxlan/vni');
  expect(at(bytes.length)).toBeUndefined();
  for (const node of byKey.values()) {
    if (node.children.length > 0 || node.bits !== null || node.length === 0) continue;
    for (let byte = node.offset; byte < node.offset + node.length; byte++) expect(at(byte)).toBe(node.id);
  }
});

test('of the fields that share a byte the one that is set says more than the wide one that is not', () => {
  const tree = treeOf([ETHERNET, { ...IPV4, df: true }, ...ECHO.slice(2)]).tree;
  expect(nodeAt(tree, 20)?.id).toBe('ipv4/df');
  expect(nodeAt(tree, 21)?.id).toBe('ipv4/fragOffset');
  expect(nodeAt(tree, 14)?.id).toBe('ipv4/version');
  expect(nodeAt(tree, 15)?.id).toBe('ipv4/tos');
});
