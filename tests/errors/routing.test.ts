import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabCilium, LabFile } from '../../src/lab/file.ts';
import type { Nanos } from '../../src/lab/names.ts';
import { effectiveSettings } from '../../src/lab/settings.ts';
import type { TableRow } from '../../src/lab/tables.ts';
import { withVariant } from '../../src/lab/variant.ts';
import { uiEn } from '../../src/i18n/ui.en.ts';
import { uiKo } from '../../src/i18n/ui.ko.ts';
import { ROUTINGS } from '../../src/scenario/ask.ts';
import { packetAt } from '../../src/trace/packet-at.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { week4Clients } from '../labs/week4-clients.ts';
import { layoutOn, marksOf } from './drawn.ts';
import {
  addressOf,
  capture,
  CLIENT,
  curl,
  eventsAbout,
  everyFrame,
  everyPing,
  hookOf,
  hooksOf,
  labOf,
  nodeOf,
  NODES,
  OVERLAYS,
  ping,
  pingOf,
  ROUTER,
  run,
  runWith,
  SHORTS,
  WEBPOD,
  type Mode,
  type Short,
  expectIn,
} from './runs.ts';
import { saying, told, wordsOn } from './told.ts';

/** What decides the road, what it costs, and what it does to addresses and identities. */

const IPCACHE = 'cilium_ipcache_v2';

describe('E11: eBPF as a third way beside overlay and native', () => {
  it('E11: routing mode, host routing, load balancing and masquerading are four switches, each of its own', () => {
    for (const routing of ROUTINGS) {
      for (const hostRouting of ['bpf', 'legacy'] as const) {
        for (const socketLB of [true, false]) {
          for (const bpfMasquerade of [true, false]) {
            const lab = withVariant(week4Clients, { routing, hostRouting, socketLB, bpfMasquerade });
            expect(effectiveSettings(lab)).toMatchObject({
              routing,
              socketLB,
              bpfMasquerade,
              // The one dependency: BPF host routing needs BPF masquerading.
              hostRouting: bpfMasquerade ? hostRouting : 'legacy',
            });
          }
        }
      }
    }
  });

  it('E11: programs of Cilium decide in every routing mode', () => {
    for (const mode of ['native', ...OVERLAYS] as const) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w1);
      expect(hooksOf(trace).map(({ program }) => program)).toContain('cil_from_container');
    }
  });

  it('E11: nobody can choose eBPF as a routing mode, and no language calls it one', () => {
    expect([...ROUTINGS]).toEqual(['native', 'vxlan', 'geneve']);
    for (const words of [uiEn, uiKo]) {
      expect(Object.keys(words.controls.routings)).toEqual([...ROUTINGS]);
      expect(Object.values(words.controls.routings).filter((word) => /bpf/i.test(word))).toEqual([]);
    }
    for (const mode of ['native', 'vxlan'] as const) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w1);
      expect(saying(told(trace), /e?BPF (mode|routing mode)|e?BPF (모드|라우팅 모드)/i)).toEqual([]);
    }
  });
});

describe('E15: the TTL', () => {
  const AT_THE_POD: readonly (readonly [Mode, Short, Short, number])[] = [
    ['native', 'ctr', 'ctr', 63],
    ['vxlan', 'ctr', 'ctr', 63],
    ['native', 'ctr', 'w1', 62],
    ['native', 'w1', 'ctr', 62],
    ['endpoint routes', 'ctr', 'w1', 62],
    ['repaired', 'ctr', 'w0', 61],
    ['repaired', 'w0', 'w1', 61],
    ['by way of the router', 'ctr', 'w1', 61],
    ['vxlan', 'ctr', 'w1', 63],
    ['vxlan', 'ctr', 'w0', 63],
    ['geneve', 'w0', 'w1', 63],
  ];

  it('E15: 63 in a node and in every overlay, 62 in a subnet, 61 through a router: in the pod, in ping and in words', () => {
    for (const [mode, from, to, ttl] of AT_THE_POD) {
      const trace = ping(mode, CLIENT[from], WEBPOD[to]);
      const arrived = [WEBPOD[to], CLIENT[from]].map((pod, i) => capture(trace, pod, 'eth0', trace.packets[i]).at(-1));
      expectIn(
        mode,
        arrived.map((frame) => [frame?.tap, frame?.facts.ttl]),
      ).toEqual([
        ['In', ttl],
        ['In', ttl],
      ]);
      expectIn(mode, trace.jobs[0]?.stdout).toContain(`ttl=${ttl} `);
      for (const { sentence } of wordsOn(trace, trace.events[arrived[0]!.event]!)) {
        expectIn(mode, sentence).toContain(`TTL ${ttl}`);
      }
    }
  });

  it('E15: overlay: nothing touches the inner TTL before the receiver, and the router decrements the outer one', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const steps = ['k8s-ctr', ROUTER, 'k8s-w0', WEBPOD.w0].flatMap((netns) =>
        capture(trace, netns, 'any', trace.packets[0]).map(({ facts }) => [facts.ttl, facts.outer?.ttl ?? null]),
      );
      expect(steps).toEqual([
        [64, null], // lxc In
        [64, null], // tunnel device Out
        [64, 64], // eth1 Out
        [64, 64], // router In
        [64, 63], // router Out
        [64, 63], // eth1 In
        [64, null], // tunnel device P
        [63, null], // the pod
      ]);
    }
  });

  it('E15: native: one at the sender’s lxc, one per router, one at the receiver', () => {
    const trace = ping('repaired', CLIENT.ctr, WEBPOD.w0);
    const steps = ['k8s-ctr', ROUTER, 'k8s-w0', WEBPOD.w0].flatMap((netns) =>
      capture(trace, netns, 'any', trace.packets[0]).map(({ facts }) => facts.ttl),
    );
    expect(steps).toEqual([64, 63, 63, 62, 62, 61]);
  });

  it('E15: the drawn packet says the TTL that its frame has, inside and out', () => {
    for (const mode of ['repaired', 'vxlan'] as const) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const drawn = marksOf(trace, trace.packets[0]!, layoutOn(trace)).map(({ ttl }) => ttl);
      // One after the other: a mark that spoke of the outer header would go up again behind the tunnel.
      const seen = drawn.filter((ttl, i) => ttl !== drawn[i - 1]);
      expectIn(mode, seen).toEqual(mode === 'vxlan' ? [64, 63] : [64, 63, 62, 61]);
    }
  });

  it('E15: the sentence of the router is about the outer TTL', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const forward = eventsAbout(trace, trace.packets[0]!).find(({ kind }) => kind === 'forward')!;
    for (const { sentence } of wordsOn(trace, forward)) {
      expect(sentence).toMatch(/outer TTL 64→63; the inner TTL stays 64|바깥 TTL 64→63\. 안쪽 TTL은 64 그대로/);
    }
  });
});

describe('E17: autoDirectNodeRoutes adds routes to every node', () => {
  const podRoutes = (lab: LabFile, node: Short): readonly string[] => {
    const rows = deriveWorld(lab).netns.get(nodeOf(node))?.tables.routes.values() ?? [];
    return [...rows]
      .filter(({ proto, dst }) => proto === 'kernel' && dst.startsWith('172.20.') && dst.endsWith('/24'))
      .map(({ dst, via, dev }) => `${dst} via ${via} dev ${dev?.split(':')[1]}`);
  };

  it('E17: only to the node on the same wire: ctr and w1 know each other, w0 knows nobody', () => {
    const lab = labOf('native');
    expect(podRoutes(lab, 'ctr')).toEqual([
      '172.20.0.0/24 via 172.20.0.84 dev cilium_host',
      '172.20.1.0/24 via 192.168.10.101 dev eth1',
    ]);
    expect(podRoutes(lab, 'w1')).toEqual([
      '172.20.0.0/24 via 192.168.10.100 dev eth1',
      '172.20.1.0/24 via 172.20.1.179 dev cilium_host',
    ]);
    expect(podRoutes(lab, 'w0')).toEqual(['172.20.2.0/24 via 172.20.2.70 dev cilium_host']);
  });

  it('E17: what decides is the wire: with w0 in the same subnet it gets its route', () => {
    const lab = labOf('native');
    const nodes = lab.nodes.map((node) =>
      node.name === 'k8s-w0' ? { ...node, ip: '192.168.10.102', staticRoutes: lab.nodes[0]!.staticRoutes } : node,
    );
    expect(podRoutes({ ...lab, nodes }, 'ctr')).toContain('172.20.2.0/24 via 192.168.10.102 dev eth1');
  });

  it('E17: off in overlay and when switched off, where no route of that kind is left', () => {
    for (const lab of [
      labOf('vxlan'),
      { ...labOf('vxlan'), cilium: { ...labOf('vxlan').cilium, autoDirectNodeRoutes: true } },
      labOf('by way of the router'),
    ]) {
      for (const node of SHORTS) expect(podRoutes(lab, node).filter((row) => row.endsWith('dev eth1'))).toEqual([]);
    }
  });

  it('E17: both languages say why there is none to the other subnet, and name the row that is left', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w0);
    for (const { sentence, detail } of wordsOn(trace, hookOf(trace, trace.packets[0]!, 'cil_from_container'))) {
      expect(sentence).toContain('172.20.0.0/16 via 192.168.10.200');
      expect(detail).toContain('172.20.2.0/24');
      expect(detail).toMatch(/192\.168\.20\.100 lies behind a gateway|192\.168\.20\.100이 게이트웨이 너머에/);
    }
    const direct = ping('native', CLIENT.ctr, WEBPOD.w1);
    for (const { detail } of wordsOn(direct, hookOf(direct, direct.packets[0]!, 'cil_from_container'))) {
      expect(detail).toMatch(/autoDirectNodeRoutes put|autoDirectNodeRoutes가 넣었다/);
    }
  });
});

describe('E18: native routing uses no kernel routing table', () => {
  it('E18: the program on the lxc asks the kernel’s table, and the longest prefix wins there', () => {
    const found = (to: Short): unknown => {
      const trace = ping('native', CLIENT.ctr, WEBPOD[to]);
      return hookOf(trace, trace.packets[0]!, 'cil_from_container').reads.find(({ table }) => table === 'routes')
        ?.found;
    };
    expect(found('w1')).toBe('172.20.1.0/24');
    expect(found('w0')).toBe('172.20.0.0/16');
    expect(found('ctr')).toBeUndefined();
  });

  it('E18: a route that a person adds to the node moves the next packet', () => {
    const add = {
      at: 1_000_000_000 as Nanos,
      from: nodeOf('ctr'),
      kind: 'ip-route',
      action: 'add',
      spec: '172.20.2.0/24 via 192.168.10.101',
    } as const;
    const late = { ...pingOf(CLIENT.ctr, WEBPOD.w0), at: 2_000_000_000 as Nanos };
    const trace = run('native', pingOf(CLIENT.ctr, WEBPOD.w0), add, late);
    const next = trace.packets.map(
      (packet) => capture(trace, 'k8s-ctr', 'eth1', packet).find(({ tap }) => tap === 'Out')?.facts.dmac,
    );
    const macOf = (device: string): unknown => trace.world.devices.get(device as never)?.mac;
    expect(next.slice(0, 2)).toEqual([macOf('router:eth1'), macOf('k8s-w1:eth1')]);
  });

  it('E18: but the stack is left out: no kernel lookup and no ip_forward on a node, for any packet between pods', () => {
    for (const mode of ['native', 'repaired'] as const) {
      for (const { trace } of everyPing(mode)) {
        const byKernels = trace.events.filter(
          ({ kind, netns }) => (kind === 'route' || kind === 'forward') && NODES.includes(netns),
        );
        expectIn(mode, byKernels).toEqual([]);
      }
    }
    const legacy = ping('legacy', CLIENT.ctr, WEBPOD.w1);
    expect(legacy.events.filter(({ kind }) => kind === 'forward').length).toBeGreaterThan(0);
  });

  it('E18: overlay asks no route for the packet of the pod, only for the outer one', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const hook = hookOf(trace, trace.packets[0]!, 'cil_from_container');
    expect(hook.reads.map(({ table }) => table)).not.toContain('routes');
    const asked = eventsAbout(trace, trace.packets[0]!).flatMap((event) =>
      event.kind === 'route' && event.netns === nodeOf('ctr') ? event.reads.map(({ query }) => query) : [],
    );
    expect(asked).toEqual(['192.168.20.100']);
  });

  it('E18: both languages name the helper that asks, and the row', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w1);
    for (const { sentence } of wordsOn(trace, hookOf(trace, trace.packets[0]!, 'cil_from_container'))) {
      expect(sentence).toContain('bpf_fib_lookup: 172.20.1.0/24');
    }
  });
});

describe('E19: overlay translates addresses, or native masquerades between pods', () => {
  it('E19: the pods’ addresses are the same on every tap of every way between pods', () => {
    for (const mode of ['native', 'repaired', 'vxlan', 'geneve'] as const) {
      for (const { from, to, trace } of everyPing(mode)) {
        const ends = new Set([addressOf(CLIENT[from]), addressOf(WEBPOD[to])]);
        for (const { facts } of everyFrame(trace)) expectIn(mode, new Set([facts.src, facts.dst])).toEqual(ends);
        for (const hook of hooksOf(trace)) {
          expectIn(
            mode,
            hook.notes.filter((note) => note.kind === 'snat' && note.to !== null),
          ).toEqual([]);
          expectIn(
            mode,
            hook.deltas.filter(({ table }) => table === 'cilium_snat_v4_external'),
          ).toEqual([]);
        }
      }
    }
  });

  it('E19: outside of ipv4NativeRoutingCIDR both masquerade, to the address of the device it leaves by', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      const trace = ping(mode, CLIENT.ctr, '10.10.1.200');
      const [request] = trace.packets;
      expectIn(
        mode,
        capture(trace, 'k8s-ctr', 'any', request).map(({ facts }) => facts.src),
      ).toEqual([addressOf(CLIENT.ctr), '192.168.10.100']);
      expectIn(mode, capture(trace, CLIENT.ctr, 'eth0').at(-1)?.facts).toMatchObject({ dst: addressOf(CLIENT.ctr) });
    }
  });

  it('E19: it is the range that decides: a pod outside of it is reached from the node’s address, native', () => {
    const lab = labOf('native');
    const cilium: LabCilium = { ...lab.cilium, ipv4NativeRoutingCIDR: '172.20.0.0/24' };
    const trace = ping({ ...lab, cilium }, CLIENT.ctr, WEBPOD.w1);
    expect(capture(trace, 'k8s-w1', 'eth1')[0]?.facts.src).toBe('192.168.10.100');
  });

  it('E19: both languages say why there is no SNAT, in native by the range, in overlay by the mark', () => {
    const native = ping('native', CLIENT.ctr, WEBPOD.w1);
    for (const { sentence } of wordsOn(native, hookOf(native, native.packets[0]!, 'cil_to_netdev'))) {
      expect(sentence).toMatch(/No SNAT.*ipv4NativeRoutingCIDR|SNAT 없음.*ipv4NativeRoutingCIDR/);
    }
    const overlay = ping('vxlan', CLIENT.ctr, WEBPOD.w1);
    for (const { sentence } of wordsOn(overlay, hookOf(overlay, overlay.packets[0]!, 'cil_to_netdev'))) {
      expect(sentence).toMatch(/overlay mark: no NAT|overlay mark가 있어 NAT를 하지 않는다/);
    }
    for (const trace of [native, overlay]) expect(saying(told(trace), /masquerade:|masquerade 되어/i)).toEqual([]);
  });
});

describe('E23: the identity travels with the packet in native mode', () => {
  it('E23: nothing of it is on the wire: the frame is the pod’s IP packet behind one Ethernet header', () => {
    const trace = curl('repaired', CLIENT.ctr, WEBPOD.w0);
    for (const { event, facts } of ['k8s-ctr:eth1', 'k8s-w0:eth1'].flatMap((device) =>
      capture(trace, device.split(':')[0]!, 'eth1'),
    )) {
      expect(facts.outer).toBeNull();
      const kinds = packetAt(trace, trace.events[event]!.frame).map(({ kind }) => kind);
      expect(kinds.slice(0, 3)).toEqual(['ethernet', 'ipv4', 'tcp']);
    }
  });

  /** k8s-w1 or k8s-w0 has not yet heard of the client. */
  const unheard = (mode: Mode, to: Short): Trace =>
    runWith(
      labOf(mode),
      nodeOf(to),
      IPCACHE,
      (rows: Map<string, TableRow[typeof IPCACHE]>) => void rows.delete('172.20.0.215/32'),
      pingOf(CLIENT.ctr, WEBPOD[to]),
    );
  const judged = (trace: Trace): unknown =>
    hookOf(trace, trace.packets[0]!, 'cil_lxc_policy').observations.at(-1)?.srcIdentity;

  it('E23: the receiver finds it by the source address, and takes a stranger for world', () => {
    const known = ping('native', CLIENT.ctr, WEBPOD.w1);
    const hook = hookOf(known, known.packets[0]!, 'cil_from_netdev');
    expect(hook.reads).toContainEqual(
      expect.objectContaining({ table: IPCACHE, netns: nodeOf('w1'), query: addressOf(CLIENT.ctr) }),
    );
    expect(hook.notes).toContainEqual({ kind: 'identity', identity: 27143, from: 'ipcache' });
    expect(judged(known)).toBe(27143);
    expect(judged(unheard('native', 'w1'))).toBe(2);
  });

  it('E23: in overlay it does travel: the receiver believes the VNI, whatever its ipcache knows', () => {
    for (const mode of OVERLAYS) expect(judged(unheard(mode, 'w0'))).toBe(27143);
  });

  it('E23: both languages say that the native wire does not tell', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w1);
    for (const { detail } of wordsOn(trace, hookOf(trace, trace.packets[0]!, 'cil_from_netdev'))) {
      expect(detail).toMatch(/Nothing on a native wire tells who sent it|회선에 누가 보냈는지가 없다/);
      expect(detail).toContain('ipcache');
    }
  });

  it('E23: the packet that is drawn in native mode wears no identity, from beginning to end', () => {
    for (const { trace } of everyPing('repaired')) {
      for (const packet of trace.packets) {
        const marks = marksOf(trace, packet, layoutOn(trace));
        expect(marks.filter(({ vni }) => vni !== null)).toEqual([]);
        expect(
          marks.flatMap(({ card }) => card.rings).filter(({ text }) => /VNI|27143|16202/.test(text ?? '')),
        ).toEqual([]);
      }
    }
  });
});
