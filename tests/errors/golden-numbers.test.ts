import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { IDENTITY } from '../../src/lab/names.ts';
import type { Mode } from './runs.ts';
import { capture, CLIENT, curl, labOf, NODES, nodeOf, packetCalled, ROUTER, WEBPOD, expectIn } from './runs.ts';
import { read } from './told.ts';

/** Lengths and numbers that readers of the study have in their own terminals. All of them reconcile. */

/** Label, inner frame, with the outer headers, on `-i any` (20 more, 14 less on eth1), native on eth1. */
const LENGTHS = [
  ['SYN', 74, 110, 130, 124, 74],
  ['SYN, ACK', 74, 110, 130, 124, 74],
  ['ACK', 66, 102, 122, 116, 66],
  ['GET /', 136, 172, 192, 186, 136],
  ['200 OK', 388, 424, 444, 438, 388],
  ['FIN, ACK', 66, 102, 122, 116, 66],
] as const;

const lengthAt = (mode: Mode, label: string, device: string): number => {
  const trace = curl(mode, CLIENT.ctr, WEBPOD.w0);
  const frames = capture(trace, ROUTER, device, packetCalled(trace, label));
  return frames[0]?.bytes.length ?? 0;
};

describe('frame lengths', () => {
  it('through VXLAN on -i any of the router: SYN 130, ACK 122, GET 192, 200 OK 444', () => {
    for (const [label, inner, outer, any] of LENGTHS) {
      expectIn(label, lengthAt('vxlan', label, 'any')).toBe(any);
      expectIn(label, outer).toBe(inner + 20 + 8 + 8);
      expectIn(label, any).toBe(20 + outer);
    }
  });

  it('through VXLAN on eth1: SYN 124, ACK 116, GET 186, 200 OK 438', () => {
    for (const [label, , outer, , eth1] of LENGTHS) {
      expectIn(label, lengthAt('vxlan', label, 'eth1')).toBe(eth1);
      expectIn(label, eth1).toBe(14 + outer);
    }
  });

  it('native on eth1: SYN 74, ACK 66, GET 136, 200 OK 388', () => {
    for (const [label, inner, , , , native] of LENGTHS) {
      expectIn(label, lengthAt('repaired', label, 'eth1')).toBe(native);
      expectIn(label, native).toBe(inner);
    }
  });

  it('the request is 70 bytes of HTTP, the answer 322', () => {
    const trace = curl('vxlan', CLIENT.ctr, WEBPOD.w0);
    const payload = (label: string): number | undefined =>
      capture(trace, ROUTER, 'eth1', packetCalled(trace, label))[0]?.facts.tcp?.len;
    expect(payload('GET /')).toBe(70);
    expect(payload('200 OK')).toBe(322);
  });

  it('one connection on -i any of the router: ten segments, each seen twice', () => {
    // The study has 22 lines: its server's ACK of the GET is there four times, which no clean run shows.
    const trace = curl('vxlan', CLIENT.ctr, WEBPOD.w0);
    expect(trace.packets.map(({ label }) => label)).toEqual([
      'SYN',
      'SYN, ACK',
      'ACK',
      'GET /',
      'ACK',
      '200 OK',
      'ACK',
      'FIN, ACK',
      'FIN, ACK',
      'ACK',
    ]);
    expect(capture(trace, ROUTER, 'any')).toHaveLength(20);
    expect(read('docs/decisions/013-the-extra-ack-pair.md')).toContain('22');
  });
});

describe('sizes that the peers agree on', () => {
  const mssOf = (mode: Mode): readonly unknown[] => {
    const trace = curl(mode, CLIENT.ctr, WEBPOD.w0);
    return ['SYN', 'SYN, ACK'].map(
      (label) => capture(trace, ROUTER, 'eth1', packetCalled(trace, label))[0]?.facts.tcp?.mss,
    );
  };

  it('MSS 1410 in overlay, which is 1450 - 40, and 1460 in native routing', () => {
    expect(mssOf('vxlan')).toEqual([1410, 1410]);
    expect(mssOf('geneve')).toEqual([1410, 1410]);
    expect(mssOf('repaired')).toEqual([1460, 1460]);
  });

  it('mtu 1450 on the routes of overlay, 1500 on every device in every mode', () => {
    const mtus = (mode: Mode) =>
      NODES.flatMap((node) => [...deriveWorld(labOf(mode)).netns.get(node)!.tables.routes.values()])
        .filter(({ dst }) => /^172\.20\.\d\.0\/24$/.test(dst))
        .map(({ mtu }) => mtu);
    // Own podCIDR without, two remote ones with it, on three nodes.
    expect(mtus('vxlan').filter((mtu) => mtu === 1450)).toHaveLength(6);
    expect(mtus('vxlan').filter((mtu) => mtu === null)).toHaveLength(3);
    expect(mtus('native').every((mtu) => mtu === null)).toBe(true);
    for (const mode of ['native', 'vxlan', 'geneve'] as const) {
      const devices = [...deriveWorld(labOf(mode)).devices.values()].filter(({ kind }) => kind !== 'loopback');
      expect(new Set(devices.map(({ mtu }) => mtu))).toEqual(new Set([1500]));
    }
  });
});

describe('identities', () => {
  it('1 host, 2 world, 6 remote-node, 7 kube-apiserver', () => {
    expect(IDENTITY).toMatchObject({ host: 1, world: 2, remoteNode: 6, kubeApiserver: 7 });
    const rows = deriveWorld(labOf('vxlan')).netns.get(nodeOf('w1'))!.tables.cilium_ipcache_v2;
    const at = (prefix: string): number | undefined => rows.get(prefix)?.identity;
    expect(['192.168.10.101/32', '0.0.0.0/0', '192.168.20.100/32', '192.168.10.100/32'].map(at)).toEqual([1, 2, 6, 7]);
  });

  it('27143 for the client and 16202 for every webpod', () => {
    const { pods } = deriveWorld(labOf('vxlan'));
    expect(Object.values(CLIENT).map((name) => pods.get(name as never)?.identity)).toEqual([27143, 27143, 27143]);
    expect(Object.values(WEBPOD).map((name) => pods.get(name as never)?.identity)).toEqual([16202, 16202, 16202]);
  });
});
