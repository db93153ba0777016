import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { deviceName } from '../../src/lab/names.ts';
import { TABLE_NAMES } from '../../src/lab/tables.ts';
import { beat, packetsAt } from '../../src/scene/packets.ts';
import { cidrHas } from '../../src/wire/address.ts';
import { u16 } from '../../src/wire/byte-order.ts';
import { encodedLength } from '../../src/wire/encode.ts';
import { packetAt } from '../../src/trace/packet-at.ts';
import type { Layer } from '../../src/wire/layers.ts';
import { layoutOn, marksOf, stopsOf, wornAt } from './drawn.ts';
import {
  addressOf,
  capture,
  CLIENT,
  cold,
  curl,
  curlOf,
  eventsAbout,
  everyFrame,
  everyPing,
  hookOf,
  hooksOf,
  labOf,
  NODES,
  nodeOf,
  OVERLAYS,
  packetsFrom,
  ping,
  pingOf,
  printed,
  podOf,
  ROUTER,
  run,
  runWith,
  taps,
  verdictOf,
  WEBPOD,
  expectIn,
} from './runs.ts';
import { meaningOf, pagesSaying, productSaying, saying, told, wordsOn } from './told.ts';

/** The tunnel: who decides it, who builds it, and what is in its headers. */

const overlayOf = (mode: (typeof OVERLAYS)[number]): string => `cilium_${mode}`;

describe('E3: a map called cilium_vxlan4', () => {
  it('E3: the row that decides the tunnel is one of cilium_ipcache_v2, found by the destination', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const hook = hookOf(trace, trace.packets[0]!, 'cil_from_container');
      expect(hook.reads.find(({ table }) => table === 'cilium_ipcache_v2')).toMatchObject({
        query: addressOf(WEBPOD.w0),
        found: '172.20.2.152/32',
      });
    }
  });

  it('E3: no table, no line of the product and no page but those about errors has such a name', () => {
    expect(TABLE_NAMES.filter((name) => /vxlan|tunnel/.test(name))).toEqual([]);
    expect(productSaying(/cilium_vxlan\d/)).toEqual([]);
    expect(pagesSaying(/cilium_vxlan\d/)).toEqual([]);
  });

  it('E3: both languages name ipcache where the tunnel is chosen', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    for (const { sentence } of wordsOn(trace, hookOf(trace, trace.packets[0]!, 'cil_from_container'))) {
      expect(sentence).toContain('ipcache');
    }
    expect(meaningOf('ipcache')).toContain('cilium_ipcache_v2');
  });
});

describe('E4: cilium_tunnel_map is asked', () => {
  it('E4: a pod that nobody knows is found behind its node by the podCIDR’s row of ipcache, with identity 2', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, '172.20.2.99');
      const hook = hookOf(trace, trace.packets[0]!, 'cil_from_container');
      expect(hook.reads.find(({ table }) => table === 'cilium_ipcache_v2')).toMatchObject({ found: '172.20.2.0/24' });
      expect(hook.notes).toContainEqual({ kind: 'tunnel', vni: 27143, remote: '192.168.20.100' });
      expect(hook.observations.find(({ point }) => point === 'to-overlay')).toMatchObject({ dstIdentity: 2 });
      expect(taps(trace, ROUTER, 'any', trace.packets[0])).toEqual(['eth1 In', 'eth2 Out']);
    }
  });

  it('E4: there is no such table, and no line of the product or of a page but those about errors has its name', () => {
    expect(TABLE_NAMES).not.toContain('cilium_tunnel_map');
    expect(productSaying(/tunnel_map/)).toEqual([]);
    expect(pagesSaying(/tunnel_map/)).toEqual([]);
  });
});

describe('E5: the VNI is the number of a network', () => {
  it('E5: the wire carries 27143 one way and 16202 the other', () => {
    for (const mode of OVERLAYS) {
      for (const trace of [ping(mode, CLIENT.ctr, WEBPOD.w0), curl(mode, CLIENT.ctr, WEBPOD.w0)]) {
        for (const { facts } of capture(trace, ROUTER, 'any')) {
          expectIn(mode, facts.outer?.vni).toBe(facts.src === addressOf(CLIENT.ctr) ? 27143 : 16202);
        }
      }
    }
  });

  it('E5: another identity of the sender is another VNI, and the receiver’s identity is none', () => {
    const lab = labOf('vxlan');
    const pods = lab.pods.map((pod) =>
      pod.name === CLIENT.ctr ? { ...pod, identity: 4242, labels: [['app', 'other'] as const] } : pod,
    );
    const trace = ping({ ...lab, pods }, CLIENT.ctr, WEBPOD.w0);
    expect(capture(trace, ROUTER, 'eth1').map(({ facts }) => facts.outer?.vni)).toEqual([4242, 16202]);
  });

  it('E5: what a node itself sends travels as 6, remote-node, and never as 1, host', () => {
    const trace = ping('vxlan', 'k8s-ctr', WEBPOD.w0);
    expect(capture(trace, ROUTER, 'eth1').map(({ facts }) => facts.outer?.vni)).toEqual([6, 16202]);
  });

  it('E5: the receiver believes the VNI: its policy sees the identity of the sender', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const hook = hookOf(trace, trace.packets[0]!, 'cil_from_overlay');
    expect(hook.notes).toContainEqual({ kind: 'identity', identity: 27143, from: 'vni' });
    const policy = hookOf(trace, trace.packets[0]!, 'cil_lxc_policy');
    expect(policy.observations.at(-1)).toMatchObject({ srcIdentity: 27143, dstIdentity: 16202 });
  });

  it('E5: both languages call it the identity of the sender', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const encaps = trace.events.filter(({ kind }) => kind === 'encap');
    expect(encaps).toHaveLength(2);
    for (const [i, event] of encaps.entries()) {
      for (const { sentence } of wordsOn(trace, event)) {
        expect(sentence).toContain(`VNI ${i === 0 ? 27143 : 16202}`);
        expect(sentence).toMatch(/the sender's identity|보낸 쪽의 identity/);
      }
    }
    expect(saying(told(trace), /network (number|id)\b|네트워크 (식별자|ID)/i)).toEqual([]);
    expect(meaningOf('VNI')).toMatch(/sender's identity, not a network.*네트워크 번호가 아니라/s);
  });

  it('E5: the drawn packet wears the identity of its sender', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const worn = trace.packets.map((packet) => [
      ...new Set(marksOf(trace, packet, layoutOn(trace)).flatMap(({ vni }) => (vni === null ? [] : [vni]))),
    ]);
    expect(worn).toEqual([[27143], [16202]]);
  });
});

describe('E6: Cilium builds the outer header itself, on eth1', () => {
  it('E6: key by BPF on the lxc, headers by the kernel behind the tunnel device, then eth1', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const events = eventsAbout(trace, trace.packets[0]!);
      const at = (is: (event: (typeof events)[number]) => boolean): number => events.findIndex(is);
      const program = (name: string): number => at((event) => event.kind === 'hook' && event.program === name);
      const order = [
        program('cil_from_container'),
        program('cil_to_overlay'),
        at((event) => event.kind === 'tx' && event.device === `k8s-ctr:${overlayOf(mode)}`),
        at((event) => event.kind === 'encap'),
        program('cil_to_netdev'),
        at((event) => event.kind === 'tx' && event.device === 'k8s-ctr:eth1'),
        program('cil_from_netdev'),
        at((event) => event.kind === 'decap'),
        at((event) => event.kind === 'rx' && event.device === `k8s-w0:${overlayOf(mode)}`),
        program('cil_from_overlay'),
      ];
      expectIn(mode, order).not.toContain(-1);
      expectIn(mode, order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('E6: no program puts a tunnel header on or takes one off', () => {
    for (const mode of OVERLAYS) {
      for (const { trace } of everyPing(mode)) {
        for (const packet of trace.packets) {
          let tunnelled = false;
          for (const event of eventsAbout(trace, packet)) {
            if (event.frame === null) continue;
            const now = packetAt(trace, event.frame).some(({ kind }) => kind === 'vxlan' || kind === 'geneve');
            if (now !== tunnelled) expectIn(mode, [event.kind, event.device]).toEqual([now ? 'encap' : 'decap', null]);
            tunnelled = now;
          }
        }
      }
    }
  });

  it('E6: both languages leave it to the kernel', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const [request] = trace.packets;
    for (const event of eventsAbout(trace, request!)) {
      if (event.kind !== 'encap' && event.kind !== 'decap') continue;
      for (const { sentence } of wordsOn(trace, event)) expect(sentence).toMatch(/kernel|커널/i);
    }
    for (const { sentence } of wordsOn(trace, hookOf(trace, request!, 'cil_from_netdev'))) {
      expect(sentence).toMatch(/kernel, which will decapsulate|캡슐은 커널이 벗긴다/);
    }
    for (const { detail } of wordsOn(trace, hookOf(trace, request!, 'cil_to_overlay'))) {
      expect(detail).toMatch(
        /the kernel puts the outer headers on behind this hook|바깥 헤더는 이 훅 뒤에서 커널이 씌운다/,
      );
    }
    expect(meaningOf('cil_to_overlay')).toMatch(/the kernel encapsulates.*캡슐은 커널이 씌운다/s);
  });

  it('E6: it is drawn bare on the tunnel device and wrapped on eth1, at both ends', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const [request] = trace.packets;
      const on = (device: string): readonly boolean[] =>
        eventsAbout(trace, request!).flatMap((event) =>
          event.device === device ? [wornAt(trace, request!, event.id)] : [],
        );
      for (const node of ['k8s-ctr', 'k8s-w0']) {
        expectIn(mode, new Set(on(`${node}:${overlayOf(mode)}`))).toEqual(new Set([false]));
        expectIn(mode, new Set(on(`${node}:eth1`))).toEqual(new Set([true]));
      }
      expectIn(mode, stopsOf(trace, request!)).toEqual([
        'pod curl-pod',
        'curl-pod:eth0',
        podOf(trace, CLIENT.ctr).lxc,
        `k8s-ctr:${overlayOf(mode)}`,
        'kernel k8s-ctr',
        'k8s-ctr:eth1',
        'router:eth1',
        'kernel router',
        'router:eth2',
        'k8s-w0:eth1',
        'kernel k8s-w0',
        `k8s-w0:${overlayOf(mode)}`,
        `${WEBPOD.w0}:eth0`,
        `pod ${WEBPOD.w0}`,
      ]);
    }
  });
});

describe('E7: VXLAN learns its peers, like Flannel', () => {
  it('E7: one tunnel device per node, without peers; there is no table of them', () => {
    for (const mode of OVERLAYS) {
      const world = deriveWorld(labOf(mode));
      const tunnels = [...world.devices.values()].filter(({ kind }) => kind === 'tunnel');
      expect(tunnels.map(({ netns }) => netns)).toEqual(NODES);
      for (const device of tunnels) {
        expect(device.addresses).toEqual([]);
        expect(Object.keys(device)).not.toContain('peer');
      }
      expect(TABLE_NAMES.filter((name) => /fdb|vtep/i.test(name))).toEqual([]);
    }
  });

  it('E7: nobody asks for a MAC on the tunnel device, and on eth1 only for next hops', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(cold(labOf(mode)), CLIENT.ctr, WEBPOD.w0);
      const asked = trace.events.flatMap((event) =>
        event.kind === 'neigh' ? [[event.device ?? '', event.ip] as const] : [],
      );
      expect(asked.filter(([device]) => device.endsWith(overlayOf(mode)))).toEqual([]);
      const onNics = asked.filter(([device]) => /:eth[12]$/.test(device) && !trace.world.pods.has(device as never));
      const pods = onNics.filter(([, ip]) => trace.world.nodes.some((node) => cidrHas(node.podCIDR, ip)));
      expect(asked.some(([device, ip]) => device === 'k8s-ctr:eth1' && ip === '192.168.10.200')).toBe(true);
      expect(pods).toEqual([]);
      const arp = everyFrame(trace).filter(({ facts }) => facts.arp !== null);
      expect(arp.map(({ device }) => deviceName(device)).filter((name) => name.startsWith('cilium_'))).toEqual([]);
    }
  });

  it('E7: the remote is what ipcache says, packet by packet: another row, another node', () => {
    const change = (rows: Map<string, { tunnelEndpoint: never }>): void => {
      const row = rows.get('172.20.2.152/32');
      if (row !== undefined) rows.set('172.20.2.152/32', { ...row, tunnelEndpoint: '192.168.10.101' as never });
    };
    const ask = pingOf(CLIENT.ctr, WEBPOD.w0);
    const trace = runWith(labOf('vxlan'), nodeOf('ctr'), 'cilium_ipcache_v2', change as never, ask);
    expect(capture(trace, 'k8s-ctr', 'eth1', trace.packets[0])[0]?.facts.outer).toMatchObject({
      dst: '192.168.10.101',
    });
  });

  it('E7: the inner MACs are those of the pod and of its own lxc: no MAC of a remote tunnel end', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const client = podOf(trace, CLIENT.ctr);
      const frame = trace.events.find(({ kind }) => kind === 'encap')!.frame!;
      const inner = packetAt(trace, frame).find((layer): layer is Layer<'ethernet'> => layer.kind === 'ethernet');
      expect(inner).toMatchObject({
        src: trace.world.devices.get(client.eth0)?.mac,
        dst: trace.world.devices.get(client.lxc)?.mac,
      });
      expect(taps(trace, 'k8s-w0', 'any', trace.packets[0])).toContain(`${overlayOf(mode)} P`);
    }
  });

  it('E7: no language speaks of learning, of an FDB of the tunnel or of a VTEP', () => {
    const trace = run(cold(labOf('vxlan')), pingOf(CLIENT.ctr, WEBPOD.w0), curlOf(CLIENT.w1, WEBPOD.w0));
    expect(saying(told(trace), /\bFDB\b|\bVTEP\b|multicast|멀티캐스트/i)).toEqual([]);
    expect(meaningOf('cilium_vxlan')).toMatch(/no peers and no FDB.*상대 목록도 FDB도 없고/s);
  });
});

describe('E13: VXLAN on port 4789, or from port 8472', () => {
  it('E13: to 8472 (Geneve: 6081), from the range of local ports', () => {
    // The driver of Geneve takes any port from 1, Cilium leaves VXLAN's to the kernel's range.
    for (const [mode, port, low, high] of [
      ['vxlan', 8472, 32768, 60999],
      ['geneve', 6081, 1, 65535],
    ] as const) {
      const trace = curl(mode, CLIENT.ctr, WEBPOD.w0);
      for (const { facts } of capture(trace, ROUTER, 'any')) {
        expect(facts.outer?.dport).toBe(port);
        expect(facts.outer?.sport).not.toBe(port);
        expect(facts.outer?.sport).toBeGreaterThanOrEqual(low);
        expect(facts.outer?.sport).toBeLessThanOrEqual(high);
      }
    }
  });

  it('E13: the source port is one per flow and differs between the directions: 46624 and 47789 as recorded', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0, { count: 3 });
    const ports = (to: string): readonly number[] => [
      ...new Set(capture(trace, ROUTER, 'eth1').flatMap(({ facts }) => (facts.dst === to ? [facts.outer!.sport] : []))),
    ];
    expect(ports(addressOf(WEBPOD.w0))).toEqual([46624]);
    expect(ports(addressOf(CLIENT.ctr))).toEqual([47789]);
    const derived = curl('vxlan', CLIENT.w1, WEBPOD.w0);
    const sources = new Map(capture(derived, ROUTER, 'eth1').map(({ facts }) => [facts.src, facts.outer?.sport]));
    expect(new Set(sources.values()).size).toBe(2);
  });

  it('E13: tcpdump prints OTV with the identity as instance, and Geneve by its name', () => {
    const lines = printed(ping('vxlan', CLIENT.ctr, WEBPOD.w0), ROUTER, 'eth1').lines;
    expect(lines.filter((line) => line.includes('OTV'))).toEqual([
      expect.stringContaining(
        '192.168.10.100.46624 > 192.168.20.100.8472: OTV, flags [I] (0x08), overlay 0, instance 27143',
      ),
      expect.stringContaining(
        '192.168.20.100.47789 > 192.168.10.100.8472: OTV, flags [I] (0x08), overlay 0, instance 16202',
      ),
    ]);
    const geneve = printed(ping('geneve', CLIENT.ctr, WEBPOD.w0), ROUTER, 'eth1').lines;
    expect(geneve[0]).toContain('.6081: Geneve, Flags [none], vni 0x6a07');
  });

  it('E13: both languages say 8472, and nothing says 4789 but to deny it', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    expect(saying(told(trace), /\b4789\b/)).toEqual([]);
    for (const event of trace.events.filter(({ kind }) => kind === 'encap' || kind === 'decap')) {
      for (const { sentence } of wordsOn(trace, event)) expect(sentence).toContain('UDP 8472');
    }
    expect(meaningOf('VXLAN')).toMatch(/port 8472, not IANA's 4789.*8472이고 IANA의 4789가 아니다/s);
    expect(meaningOf('OTV')).toContain('8472');
    expect(pagesSaying(/\b4789\b/).filter((line) => !/not IANA's 4789|IANA의 4789가 아니다/.test(line))).toEqual([]);
  });
});

describe('E14: the 50 bytes of overhead contain the outer Ethernet header', () => {
  const headers = (mode: (typeof OVERLAYS)[number]) => {
    const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
    const event = trace.events.find(({ kind }) => kind === 'encap')!;
    const layers = packetAt(trace, event.frame);
    const inner = layers.findLastIndex(({ kind }) => kind === 'ipv4');
    return { trace, event, layers, inner };
  };

  it('E14: they are outer IP 20, UDP 8, tunnel 8 and the inner Ethernet 14', () => {
    for (const mode of OVERLAYS) {
      const { layers, inner } = headers(mode);
      const sizes = layers.slice(0, inner).map((layer, i) => {
        return [layer.kind, encodedLength(layers.slice(i)) - encodedLength(layers.slice(i + 1))];
      });
      expect(sizes).toEqual([
        ['ipv4', 20],
        ['udp', 8],
        [mode, 8],
        ['ethernet', 14],
      ]);
    }
  });

  it('E14: the largest ping of 1422 bytes fills the wire to an IP packet of 1500 and a frame of 1514', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0, { size: 1422, pmtudisc: 'do' });
      const [frame] = capture(trace, ROUTER, 'eth1');
      expect(frame?.facts.iplen).toBe(1450);
      expect(frame?.facts.outer?.iplen).toBe(1500);
      expect(frame?.bytes).toHaveLength(1514);
      expect(trace.packets[0]?.outcome.kind).toBe('delivered');
    }
  });

  it('E14: both languages count the inner Ethernet and not the outer one', () => {
    const { trace, event } = headers('vxlan');
    for (const { detail } of wordsOn(trace, event)) {
      expect(detail).toMatch(/IP 20, UDP 8, tunnel 8 and the inner Ethernet 14|IP 20, UDP 8, 터널 8, 안쪽 Ethernet 14/);
    }
    expect(meaningOf('encapsulation')).toMatch(/IP 20, UDP 8, VXLAN 8, inner Ethernet 14.*안쪽 이더넷 14/s);
    expect(pagesSaying(/outer Ethernet.{0,20}14|바깥 이더넷.{0,20}14/i)).toEqual([]);
  });
});

describe('E16: the checksum of the outer UDP header is filled in', () => {
  it('E16: it is 0 on every wire, while what is inside keeps its own', () => {
    for (const mode of OVERLAYS) {
      const trace = curl(mode, CLIENT.ctr, WEBPOD.w0);
      const frames = ['k8s-ctr', 'router', 'k8s-w0'].flatMap((netns) =>
        capture(trace, netns, 'any').filter(({ facts }) => facts.outer !== null),
      );
      expect(frames.length).toBeGreaterThan(30);
      for (const { bytes, facts } of frames) {
        expect(facts.outer?.udpcsum).toBe(0);
        expect(facts.csum).toBeNull();
        // SLL2 20, IP 20: the checksum is the last field of the UDP header.
        expect(u16(bytes, 46)).toBe(0);
        // Outer headers 36, inner Ethernet and IP 34, then the checksum of TCP at 16.
        expect(u16(bytes, 20 + 36 + 34 + 16)).not.toBe(0);
      }
    }
  });

  it('E16: a pod’s own UDP keeps its checksum: a lookup in the tunnel and out of it', () => {
    for (const mode of ['vxlan', 'repaired'] as const) {
      const trace = run(mode, {
        at: 0 as never,
        from: CLIENT.w0 as never,
        kind: 'dns',
        name: 'webpod',
        server: null,
        types: ['A'],
      });
      const [question] = packetsFrom(trace, CLIENT.w0);
      for (const event of eventsAbout(trace, question!)) {
        if (event.frame === null) continue;
        const udp = packetAt(trace, event.frame).findLast((layer): layer is Layer<'udp'> => layer.kind === 'udp');
        expectIn(mode, udp?.zeroChecksum).toBe(false);
      }
    }
  });

  it('E16: both languages say 0', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const encap = trace.events.find(({ kind }) => kind === 'encap')!;
    for (const { detail } of wordsOn(trace, encap)) expect(detail).toMatch(/UDP checksum 0|UDP checksum은 0/);
  });
});

describe('what a tunnelled packet does not show on its way', () => {
  it('E6: only cil_to_netdev and cil_from_netdev run on eth1, and both leave the packet as it is', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const onEth1 = hooksOf(trace).filter(({ device }) => device !== null && deviceName(device) === 'eth1');
    expect(onEth1.map((hook) => `${hook.program} ${verdictOf(hook)}`)).toEqual([
      'cil_to_netdev pass',
      'cil_from_netdev pass',
      'cil_to_netdev pass',
      'cil_from_netdev pass',
    ]);
    for (const mark of packetsAt(trace, layoutOn(trace), beat(onEth1[0]!.id))) expect(mark.vni).toBe(27143);
  });
});
