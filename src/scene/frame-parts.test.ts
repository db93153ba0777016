import { expect, test } from 'vitest';
import { ETHERNET, IPV4 } from '../../tests/support/frames.ts';
import { dissect } from '../wire/dissect.ts';
import { encode } from '../wire/encode.ts';
import { type FieldKey, keyed } from '../wire/field-key.ts';
import type { Packet } from '../wire/layers.ts';
import { boxesOf, firstChange, type FrameBox, layerByByte, layersOf } from './frame-parts.ts';

const ECHO: Packet = [ETHERNET, IPV4, { kind: 'icmp-echo', type: 'request', id: 1, seq: 1 }];
const TUNNELLED: Packet = [
  ETHERNET,
  IPV4,
  { kind: 'udp', srcPort: 40000, dstPort: 8472, zeroChecksum: true },
  { kind: 'vxlan', vni: 27143 },
  ...ECHO,
];
const treeOf = (packet: Packet) => keyed(dissect(encode(packet), 'ethernet'));
const keys = (...names: readonly string[]): ReadonlySet<FieldKey> => new Set(names as readonly FieldKey[]);

test('boxes lie in each other from the outside in, and what a tunnel carries is inner', () => {
  const names: string[] = [];
  for (let box: FrameBox | null = boxesOf(treeOf(TUNNELLED)); box !== null; box = box.inside)
    names.push(`${box.key} ${box.hue}${box.inner ? ' inner' : ''}`);
  expect(names).toEqual([
    'ethernet~1 eth',
    'ipv4~1 ip',
    'udp~0 l4',
    'vxlan~0 tun',
    'ethernet~0 eth inner',
    'ipv4~0 ip inner',
    'icmp-echo~0 l4 inner',
  ]);
  expect(boxesOf(keyed([]))).toBeNull();
});

test('every byte lies on its layer, and what an error quotes on that of the quote', () => {
  const bytes = encode(TUNNELLED);
  const layers = layerByByte(treeOf(TUNNELLED), bytes.length);
  expect(layers.every((layer) => layer !== undefined)).toBe(true);
  expect([0, 13, 14, 42, 50, 64, 84].map((at) => layers[at]?.key)).toEqual([
    'ethernet~1',
    'ethernet~1',
    'ipv4~1',
    'vxlan~0',
    'ethernet~0',
    'ipv4~0',
    'icmp-echo~0',
  ]);
  const quote = encode([IPV4, { kind: 'udp', srcPort: 1, dstPort: 2, zeroChecksum: false }]);
  const error: Packet = [ETHERNET, IPV4, { kind: 'icmp-unreachable', code: 3, mtu: 0, quote }];
  const quoted = layerByByte(treeOf(error), encode(error).length);
  expect([34, 42].map((at) => quoted[at]?.key)).toEqual(['icmp-unreachable~0', 'icmp-unreachable~0/quote/ipv4~0']);
});

test('first comes the innermost layer that was put around, else a changed field that is no checksum', () => {
  const [plain, wrapped] = [treeOf(ECHO), treeOf(TUNNELLED)];
  const added = keys(...layersOf(wrapped).map(({ key }) => key));
  expect(firstChange(wrapped, added, plain)).toBe('vxlan~0');
  const changed = keys('ipv4~0', 'ipv4~0/checksum', 'ipv4~0/src', 'ipv4~0/ttl');
  expect(firstChange(plain, changed, plain)).toBe('ipv4~0/ttl');
  expect(firstChange(plain, keys('ipv4~0', 'ipv4~0/checksum'), plain)).toBe('ipv4~0/checksum');
  expect(firstChange(plain, keys(), plain)).toBeNull();
});
