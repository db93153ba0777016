import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { labSource } from '../../src/lab/lab-source.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { PRESETS, presetLab } from '../../src/lab/presets/presets.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { World } from '../../src/lab/world.ts';
import { labArbitrary } from '../property/arbitrary-lab.ts';
import { deviceOf, tablesOf } from './printed.ts';
import { smallFile, week4File } from './week4-file.ts';

function lab(value: unknown): LabFile {
  const parsed = parseLab(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.lab;
}

/** Every byte of what was derived: maps as lists of pairs, in their order. */
function written(world: World): string {
  return JSON.stringify({ ...world, file: null }, (_, value: unknown) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
  );
}

describe('the presets', () => {
  it('are read from their own source unchanged', () => {
    for (const preset of PRESETS) expect(lab(labSource(preset.lab))).toEqual(preset.lab);
    expect(presetLab('week4')).toBe(week4);
    expect(presetLab('constructor')).toBeNull();
  });

  it('week 4 is its file', () => {
    expect(lab(week4File())).toEqual(week4);
  });
});

describe('a derived world', () => {
  it('is the same to the byte, however often and from whichever form of the lab', () => {
    const once = written(deriveWorld(week4));
    expect(written(deriveWorld(week4)) === once).toBe(true);
    expect(written(deriveWorld(lab(JSON.parse(JSON.stringify(labSource(week4)))))) === once).toBe(true);
    expect(written(deriveWorld({ ...week4, seed: 2 })) === once).toBe(false);
  });

  it('does not depend on the order in which its tables are looked at', () => {
    const one = deriveWorld(week4);
    const other = deriveWorld(week4);
    for (const netns of [...other.netns.values()].toReversed()) expect(netns.tables.routes.size).toBeGreaterThan(0);
    expect(written(other) === written(one)).toBe(true);
  });

  it('draws nothing anew for what is already there when a pod or a node joins', () => {
    const file = week4File();
    const before = deriveWorld(lab(file));
    const pods = { aaa: { ip: '172.20.0.7', node: 'k8s-ctr' }, ...file.pods };
    const nodes = { zzz: { ip: '192.168.10.9', podCIDR: '172.20.9.0/24' }, ...file.nodes };
    const after = deriveWorld(lab({ ...file, nodes, pods }));
    for (const [id, device] of before.devices) expect(deviceOf(after, id)).toEqual(device);
    for (const [name, pod] of before.pods) expect(after.pods.get(name)).toEqual(pod);
    expect(after.services.map(({ revNat }) => revNat)).toEqual(before.services.map(({ revNat }) => revNat));
  });

  it('keeps every number and MAC when the routing mode changes', () => {
    const native = deriveWorld(week4);
    const overlay = deriveWorld(withVariant(week4, { routing: 'vxlan' }));
    for (const [id, device] of native.devices) expect(deviceOf(overlay, id)).toEqual(device);
    const added = [...overlay.devices.keys()].filter((id) => !native.devices.has(id));
    expect(added).toEqual(['k8s-ctr:cilium_vxlan', 'k8s-w1:cilium_vxlan', 'k8s-w0:cilium_vxlan']);
  });

  it('has the devices of the lab', () => {
    const world = deriveWorld(withVariant(week4, { routing: 'geneve' }));
    expect(world.netns.get('k8s-w0' as never)?.devices.map((id) => id.replace(/lxc.*/, 'lxc'))).toEqual(
      expect.arrayContaining([
        'k8s-w0:lo',
        'k8s-w0:eth0',
        'k8s-w0:eth1',
        'k8s-w0:cilium_net',
        'k8s-w0:cilium_host',
        'k8s-w0:cilium_geneve',
        'k8s-w0:lxc',
      ]),
    );
    expect(deviceOf(world, 'k8s-w0:cilium_geneve')).toMatchObject({
      kind: 'tunnel',
      port: 6081,
      srcPorts: [1, 65535],
      mtu: 1500,
    });
    expect(deviceOf(world, 'k8s-w0:cilium_host')).toMatchObject({
      noarp: true,
      peer: 'k8s-w0:cilium_net',
      addresses: [{ ip: '172.20.2.70', length: 32 }],
    });
    expect(deviceOf(world, 'k8s-w0:cilium_net')).toMatchObject({ noarp: true, addresses: [] });
    expect(deviceOf(world, 'k8s-w0:eth1').mac).toMatch(/^08:00:27:/);
    expect(deviceOf(world, 'nat@router:eth0').mac).toBe('52:54:00:12:35:02');
    expect([...world.segments.values()].map(({ id, members }) => [id, members])).toEqual([
      ['subnet:192.168.10.0/24', ['k8s-ctr:eth1', 'k8s-w1:eth1', 'router:eth1']],
      ['subnet:192.168.20.0/24', ['k8s-w0:eth1', 'router:eth2']],
      ['uplink:k8s-ctr', ['k8s-ctr:eth0', 'nat@k8s-ctr:eth0']],
      ['uplink:k8s-w1', ['k8s-w1:eth0', 'nat@k8s-w1:eth0']],
      ['uplink:k8s-w0', ['k8s-w0:eth0', 'nat@k8s-w0:eth0']],
      ['uplink:router', ['router:eth0', 'nat@router:eth0']],
    ]);
    expect(world.epoch).toEqual({ seconds: Date.UTC(2025, 7, 9, 18, 13) / 1000, offsetMinutes: 540 });
  });

  it('writes the load balancer’s maps in the order of the backends’ addresses', () => {
    const tables = tablesOf(deriveWorld(week4), 'k8s-w1');
    const backend = (id: number) => tables.cilium_lb4_backends_v3.get(`${id}`);
    const rows = [...tables.cilium_lb4_services_v2.entries()].filter(([key]) => key.startsWith('10.96.111.94:80/TCP'));
    expect(rows.map(([key, row]) => [key, row.count, backend(row.backendId)?.address])).toEqual([
      ['10.96.111.94:80/TCP (0)', 3, undefined],
      ['10.96.111.94:80/TCP (1)', 0, '172.20.0.154'],
      ['10.96.111.94:80/TCP (2)', 0, '172.20.1.164'],
      ['10.96.111.94:80/TCP (3)', 0, '172.20.2.152'],
    ]);
    const api = tables.cilium_lb4_services_v2.get('10.96.0.1:443/TCP (1)');
    expect(backend(api!.backendId)).toMatchObject({ address: '192.168.10.100', port: 6443 });
    expect(tables.cilium_lb4_reverse_nat.get(`${api!.revNat}`)).toMatchObject({ address: '10.96.0.1', port: 443 });
  });

  it('gives node ports a frontend on every address of the node', () => {
    const file = week4File();
    const services = { ...file.services, webpod: { ...file.services.webpod, type: 'NodePort', nodePort: 30080 } };
    const world = deriveWorld(lab({ ...file, services }));
    const places = (node: string) =>
      [...tablesOf(world, node).cilium_lb4_services_v2.values()]
        .filter((row) => row.type === 'NodePort' && row.slot === 0)
        .map((row) => row.address);
    expect(places('k8s-w0')).toEqual(['0.0.0.0', '10.0.2.15', '192.168.20.100']);
    const ids = [...tablesOf(world, 'k8s-w0').cilium_lb4_services_v2.values()]
      .filter((row) => row.slot === 0)
      .map((row) => row.revNat);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows local pods and its own addresses in cilium_lxc, and three open rows per endpoint', () => {
    const tables = tablesOf(deriveWorld(week4), 'k8s-w0');
    expect([...tables.cilium_lxc.values()].map(({ ip, host }) => [ip, host])).toEqual([
      ['172.20.2.152', false],
      ['10.0.2.15', true],
      ['192.168.20.100', true],
      ['172.20.2.70', true],
    ]);
    const [pod] = tables.cilium_lxc.values();
    expect([...tables.cilium_policy_v2.keys()]).toEqual([
      `${pod!.lxcId} Ingress 1 ANY/0`,
      `${pod!.lxcId} Ingress 0 ANY/0`,
      `${pod!.lxcId} Egress 0 ANY/0`,
    ]);
  });

  it('tells what pods are for', () => {
    const file = smallFile({
      pods: {
        web: { ip: '10.1.0.2', node: 'n', ports: [80] },
        'app-1': { ip: '10.1.0.3', node: 'n' },
        'curl-pod': { ip: '10.1.0.4', node: 'n' },
        dns: { ip: '10.1.0.5', node: 'n', labels: { 'k8s-app': 'kube-dns' } },
        db: { ip: '10.1.0.6', node: 'n', image: 'postgres:17' },
      },
      services: { app: { clusterIP: '10.96.0.1', port: 8080, targetPort: 80 } },
    });
    expect([...deriveWorld(lab(file)).pods.values()].map(({ role }) => role)).toEqual([
      'web',
      'web',
      'client',
      'dns',
      'other',
    ]);
  });

  it('shares an identity among pods of the same labels', () => {
    const pods = {
      a: { ip: '10.1.0.2', node: 'n', labels: { app: 'x', tier: 'y' } },
      b: { ip: '10.1.0.3', node: 'n', labels: { tier: 'y', app: 'x' } },
      c: { ip: '10.1.0.4', node: 'n', labels: { app: 'z' } },
      d: { ip: '10.1.0.5', node: 'n', labels: { app: 'z' }, identity: 4711 },
      'other/a': { ip: '10.1.0.6', node: 'n', labels: { app: 'x', tier: 'y' } },
    };
    const [a, b, c, d, other] = [...deriveWorld(lab(smallFile({ pods }))).pods.values()].map(
      ({ identity }) => identity,
    );
    expect(b).toBe(a);
    expect(c).toBe(4711);
    expect(d).toBe(4711);
    expect(other).not.toBe(a);
  });

  it('has values in effect where switches depend on each other', () => {
    const settings = (more: Readonly<Record<string, unknown>>) =>
      deriveWorld(lab(smallFile({ cilium: more }))).settings;
    expect(settings({})).toMatchObject({
      routing: 'native',
      autoDirectNodeRoutes: true,
      hostRouting: 'bpf',
      socketLB: true,
    });
    expect(settings({ routingMode: 'tunnel' })).toMatchObject({ routing: 'vxlan', autoDirectNodeRoutes: false });
    expect(settings({ kubeProxyReplacement: false })).toMatchObject({ hostRouting: 'legacy', socketLB: false });
    expect(settings({ bpfMasquerade: false })).toMatchObject({ hostRouting: 'legacy' });
    expect(settings({}).ipv4NativeRoutingCIDR).toBe('10.1.0.0/24');
  });
});

/** What is numbered twice, or refers to something that is not there: nothing, in a sound world. */
function* flaws(world: World): Generator<string> {
  for (const { name, devices: ids, tables } of world.netns.values()) {
    const devices = ids.map((id) => deviceOf(world, id));
    const numbers = devices.map(({ ifindex }) => ifindex);
    if (numbers.some((ifindex, i) => i > 0 && ifindex <= numbers[i - 1]!)) yield `${name}: ifindexes ${numbers.join()}`;
    for (const device of devices) {
      const back = device.kind === 'veth' ? world.devices.get(device.peer) : null;
      if (back !== null && (back?.kind !== 'veth' || back.peer !== device.id)) yield `${device.id}: peer`;
    }
    for (const { dst, dev } of tables.routes.values()) if (dev !== null && !ids.includes(dev)) yield `${name}: ${dst}`;
    for (const { ip, dev } of tables.neigh.values()) if (!ids.includes(dev)) yield `${name}: neighbour ${ip}`;
    for (const [key, { slot, backendId }] of tables.cilium_lb4_services_v2) {
      if (slot > 0 && !tables.cilium_lb4_backends_v3.has(`${backendId}`)) yield `${name}: backend of ${key}`;
    }
  }
  for (const { id, members } of world.segments.values()) {
    if (new Set(members.map((member) => deviceOf(world, member).mac)).size !== members.length) yield `${id}: MACs`;
  }
  const pods = [...world.pods.values()];
  for (const { name, ciliumHost } of world.nodes) {
    const ids = pods.filter((pod) => pod.node === name).map((pod) => pod.endpoint);
    if (new Set(ids).size !== ids.length) yield `${name}: endpoints ${ids.join()}`;
    if (pods.some((pod) => pod.ip === ciliumHost)) yield `${name}: cilium_host ${ciliumHost}`;
  }
}

describe('any lab', () => {
  it('numbers nothing twice where it must be unique, and refers to nothing that is not there', () => {
    fc.assert(
      fc.property(labArbitrary, (raw) => {
        const world = deriveWorld(lab(raw));
        expect([...flaws(world)]).toEqual([]);
        expect(lab(labSource(world.file))).toEqual(world.file);
      }),
      { numRuns: 100 },
    );
  });
});
