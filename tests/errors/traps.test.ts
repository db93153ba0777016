import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { deviceName, type Nanos } from '../../src/lab/names.ts';
import { TABLE_NAMES } from '../../src/lab/tables.ts';
import { drawnIn, layoutsOf, stageOf, stopsOf } from './drawn.ts';
import {
  addressOf,
  BPF_MODES,
  capture,
  CLIENT,
  curlOf,
  curlService,
  eventsAbout,
  everyFrame,
  everyPing,
  hookOf,
  hooksOf,
  id,
  labOf,
  NODES,
  nodeOf,
  OVERLAYS,
  packetsFrom,
  ping,
  pingOf,
  podOf,
  printed,
  ROUTER,
  run,
  runDenied,
  SHORTS,
  shown,
  taps,
  WEBPOD,
  WEBPOD_SERVICE,
  expectIn,
} from './runs.ts';
import { saying, told, wordsOn } from './told.ts';

/** Where drawings of this lab usually go wrong, one by one. */

describe('traps', () => {
  it('trap 1: cilium_host is on no way between pods: an IP, and a door for the node’s own traffic', () => {
    const doors = NODES.flatMap((node) => [id(node, 'cilium_host'), id(node, 'cilium_net')]);
    for (const mode of BPF_MODES) {
      for (const { trace } of everyPing(mode)) {
        expectIn(
          mode,
          trace.events.filter(({ device }) => device !== null && doors.includes(device)),
        ).toEqual([]);
      }
    }
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const rows = [...trace.world.netns.get(nodeOf('ctr'))!.tables.routes.values()];
    expect(rows.find(({ dst }) => dst === '172.20.2.0/24')).toMatchObject({ dev: 'k8s-ctr:cilium_host' });
    expect(drawnIn(trace, trace.packets[0]!, doors)).toEqual([]);
    const own = ping('native', 'k8s-ctr', CLIENT.ctr);
    expect(hooksOf(own)[0]).toMatchObject({ device: 'k8s-ctr:cilium_host', program: 'cil_from_host' });
  });

  it('trap 2: overlay is decided at the lxc from ipcache, native at the lxc from the kernel’s FIB', () => {
    const tables = (mode: 'native' | 'vxlan'): readonly string[] => {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const hook = hookOf(trace, trace.packets[0]!, 'cil_from_container');
      expect(hook.device).toBe(podOf(trace, CLIENT.ctr).lxc);
      return hook.reads.filter(({ found }) => found !== null).map(({ table }) => table);
    };
    expect(tables('vxlan')).toContain('cilium_ipcache_v2');
    expect(tables('vxlan')).not.toContain('routes');
    expect(tables('vxlan')).not.toContain('neigh');
    expect(tables('native')).toContain('routes');
  });

  it('trap 3: the wire never shows the ClusterIP: the choice belongs to the socket, once per connect()', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      for (const to of SHORTS) {
        const trace = curlService(mode, 'ctr', to);
        const ips = everyFrame(trace).flatMap(({ facts }) => [facts.src, facts.dst]);
        expectIn(mode, ips).not.toContain(WEBPOD_SERVICE);
        expectIn(
          mode,
          hooksOf(trace).filter(({ program }) => program === 'cil_sock4_connect'),
        ).toHaveLength(1);
      }
    }
  });

  it('trap 4: ingress policy runs at the sender’s lxc, at eth1 or at the tunnel device, never on the destination lxc', () => {
    const found = new Set<string>();
    for (const mode of BPF_MODES) {
      for (const { to, trace } of everyPing(mode)) {
        const destination = podOf(trace, WEBPOD[to]);
        for (const packet of trace.packets) {
          for (const hook of hooksOf(trace, packet).filter(({ program }) => program === 'cil_lxc_policy')) {
            const device = trace.world.devices.get(hook.device!)!;
            found.add(
              device.kind === 'veth' && hook.device === podOf(trace, packet.from).lxc ? 'own lxc' : device.kind,
            );
          }
        }
        const seen = eventsAbout(trace, trace.packets[0]!).filter(({ device }) => device === destination.lxc);
        expectIn(mode, seen).toEqual([]);
      }
    }
    expect(found).toEqual(new Set(['nic', 'tunnel', 'own lxc']));
    const denied = runDenied('native', WEBPOD.w1, 'Ingress', pingOf(CLIENT.ctr, WEBPOD.w1));
    expect(denied.packets[0]?.outcome).toMatchObject({ kind: 'dropped', device: 'k8s-w1:eth1' });
  });

  it('trap 5: Cilium says to-network FORWARDED of what dies at the router: forwarded by Cilium, lost later', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w0);
    expect(shown(trace)).toEqual(['to-network FORWARDED']);
    const nat = hookOf(trace, trace.packets[0]!, 'cil_to_netdev');
    for (const { detail } of wordsOn(trace, nat)) {
      expect(detail).toMatch(/to-network FORWARDED.*lost after it|to-network FORWARDED.*그 뒤에서 사라진다/s);
    }
    // Not lost yet on eth1, lost outside.
    expect(stageOf(trace, nat.id).lost).toBe(false);
    expect(stageOf(trace, trace.packets[0]!.end).lost).toBe(true);
  });

  it('trap 6: a router without any route is silent, one with a default route leaks to eth0', () => {
    const silent = ping('no default', CLIENT.ctr, WEBPOD.w0);
    expect(everyFrame(silent).filter(({ facts }) => facts.icmp?.type === 3)).toEqual([]);
    expect(taps(silent, ROUTER)).toEqual(['eth1 In']);
    for (const { detail } of wordsOn(silent, silent.events[silent.packets[0]!.end]!)) {
      expect(detail).toMatch(/no ICMP error can go back either|ICMP 오류도 돌려보내지 못한다/);
    }
    const lab = labOf('no default');
    const back = { ...lab, router: { ...lab.router!, staticRoutes: ['172.20.0.0/24 via 192.168.10.100'] } };
    expect(ping(back, CLIENT.ctr, WEBPOD.w0).jobs[0]?.stdout).toContain('Destination Net Unreachable');
    expect(taps(ping('native', CLIENT.ctr, WEBPOD.w0), ROUTER)).toEqual(['eth1 In', 'eth0 Out']);
  });

  it('trap 7: TTL 63 in a node, 62 native, 61 by a router, 63 overlay; hops of Cilium answer no traceroute', () => {
    const ttls = (
      [
        ['native', 'ctr'],
        ['native', 'w1'],
        ['repaired', 'w0'],
        ['vxlan', 'w0'],
      ] as const
    ).map(([mode, to]) => capture(ping(mode, CLIENT.ctr, WEBPOD[to]), WEBPOD[to], 'eth0')[0]?.facts.ttl);
    expect(ttls).toEqual([63, 62, 61, 63]);
    for (const mode of ['repaired', 'vxlan'] as const) {
      const spent = ping(mode, CLIENT.ctr, WEBPOD.w0, { ttl: 1 });
      expectIn(mode, spent.packets).toHaveLength(1);
      expectIn(mode, spent.packets[0]?.outcome).toMatchObject({
        reason: { by: 'cilium', code: 196, text: 'TTL exceeded' },
      });
    }
    const trace = run('repaired', {
      at: 0 as Nanos,
      from: CLIENT.ctr as never,
      kind: 'traceroute',
      target: { kind: 'address', address: addressOf(WEBPOD.w0) },
      method: 'udp',
      port: 33434,
      queries: 1,
      wait: 1,
      maxHops: 5,
    });
    const hops = (trace.jobs[0]?.stdout ?? '').split('\n').filter((line) => /^ *\d/.test(line));
    // k8s-ctr is mute, the router speaks, k8s-w0 is mute, the pod answers.
    expect(hops.map((line) => line.trim().replace(/ +[\d.]+ ms$/, ''))).toEqual([
      '1  *',
      expect.stringMatching(/^2 {2}192\.168\.10\.200/),
      '3  *',
      expect.stringMatching(/^4 {2}172\.20\.2\.152/),
    ]);
  });

  it('trap 8: eth0 has 10.0.2.15 on every VM: it is nobody’s name, on no wire that they share and at no one place', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w1);
    const owners = [...trace.world.devices.values()].filter(({ addresses }) =>
      addresses.some(({ ip }) => ip === '10.0.2.15'),
    );
    expect(owners.map((device) => device.id)).toEqual(['k8s-ctr:eth0', 'k8s-w1:eth0', 'k8s-w0:eth0', 'router:eth0']);
    const segments = owners.map((device) => (device.kind === 'nic' ? device.segment : ''));
    expect(new Set(segments).size).toBe(4);
    for (const from of SHORTS) {
      const own = ping('vxlan', CLIENT[from], '10.0.2.15');
      expect(own.packets[0]?.outcome).toMatchObject({ kind: 'consumed', by: nodeOf(from) });
    }
    for (const layout of layoutsOf(trace)) {
      const places = owners.flatMap((device) => {
        const place = layout.devices.get(device.id);
        return place === undefined ? [] : [`${place.at.x} ${place.at.y}`];
      });
      expect(new Set(places).size).toBe(places.length);
    }
    expect(trace.world.nodes.map(({ ip }) => ip)).not.toContain('10.0.2.15');
  });

  it('trap 9: one outer source port per inner flow, another one back; all pings of a pair share theirs', () => {
    const other = curlOf(CLIENT.ctr, WEBPOD.w0, { at: 2_000_000_000 as Nanos });
    const trace = run(
      'vxlan',
      pingOf(CLIENT.w1, WEBPOD.w0, { count: 2, id: 7 }),
      curlOf(CLIENT.ctr, WEBPOD.w0),
      other,
      {
        ...pingOf(CLIENT.w1, WEBPOD.w0, { id: 8 }),
        at: 4_000_000_000 as Nanos,
      },
    );
    const flows = new Map<string, Set<number>>();
    for (const { facts } of capture(trace, ROUTER, 'eth1')) {
      const flow = `${facts.src}:${facts.tcp?.sport ?? 'echo'} ${facts.dst}:${facts.tcp?.dport ?? ''}`;
      flows.set(flow, (flows.get(flow) ?? new Set()).add(facts.outer!.sport));
    }
    // Two directions of one ping flow and of two connections.
    expect(flows.size).toBe(6);
    const ports = [...flows.values()].map((set) => [...set]);
    expect(ports.every((set) => set.length === 1)).toBe(true);
    expect(new Set(ports.flat()).size).toBe(6);
    const inner = capture(trace, ROUTER, 'eth1').flatMap(({ facts }) => (facts.tcp === null ? [] : [facts.tcp.sport]));
    expect(inner.filter((port) => ports.flat().includes(port))).toEqual([]);
  });

  it('trap 10: too large a ping fails in its pod, without a frame; outer DF is clear, inner DF stays, devices have 1500', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0, { size: 1472, pmtudisc: 'do' });
      expectIn(mode, trace.packets[0]?.outcome).toMatchObject({
        kind: 'never-sent',
        errno: 'EMSGSIZE',
        netns: CLIENT.ctr,
      });
      expectIn(mode, everyFrame(trace)).toEqual([]);
      expectIn(mode, shown(trace)).toEqual([]);
      const fits = ping(mode, CLIENT.ctr, WEBPOD.w0, { size: 1422, pmtudisc: 'do' });
      // The request as its pod sent it; a kernel's own echo reply may be cut.
      for (const [packet, df] of [
        [fits.packets[0], 1],
        [fits.packets[1], 0],
      ] as const) {
        const bits = capture(fits, ROUTER, 'any', packet).map(({ facts }) => [facts.outer?.df, facts.df]);
        expectIn(mode, bits).toEqual([
          [0, df],
          [0, df],
        ]);
      }
      const devices = [...trace.world.devices.values()].filter(({ kind }) => kind !== 'loopback');
      expectIn(mode, new Set(devices.map(({ mtu }) => mtu))).toEqual(new Set([1500]));
    }
    expect(ping('repaired', CLIENT.ctr, WEBPOD.w0, { size: 1472, pmtudisc: 'do' }).packets[0]?.outcome.kind).toBe(
      'delivered',
    );
  });

  it('trap 11: the VNI is a security identity, per label set and per direction', () => {
    const vnis = new Set<string>();
    for (const { trace } of everyPing('vxlan')) {
      for (const { facts } of capture(trace, ROUTER, 'any')) {
        const sender = [...trace.world.pods.values()].find(({ ip }) => ip === facts.src)!;
        expect(facts.outer?.vni).toBe(sender.identity);
        vnis.add(`${facts.outer?.vni}`);
      }
    }
    expect([...vnis].toSorted()).toEqual(['16202', '27143']);
  });

  it('trap 12: autoDirectNodeRoutes gives the /24 of k8s-w1 only; of k8s-w0 there is a remark and no route', () => {
    const rows = deriveWorld(labOf('native')).netns.get(nodeOf('ctr'))!.tables.routes;
    expect(rows.get('172.20.1.0/24')).toMatchObject({ via: '192.168.10.101', dev: 'k8s-ctr:eth1' });
    expect(rows.has('172.20.2.0/24')).toBe(false);
    const trace = ping('native', CLIENT.ctr, WEBPOD.w0);
    for (const { detail } of wordsOn(trace, hookOf(trace, trace.packets[0]!, 'cil_from_container'))) {
      expect(detail).toMatch(/autoDirectNodeRoutes/);
    }
  });

  it('trap 13: a pod cannot reach the other subnet’s node in native, and reaches it in overlay by SNAT, outside of the tunnel', () => {
    const native = ping('native', CLIENT.ctr, 'k8s-w0');
    expect(native.packets.map(({ from, outcome }) => `${from} ${outcome.kind}`)).toEqual([
      'curl-pod consumed',
      'k8s-w0 left-the-lab',
    ]);
    expect(capture(native, ROUTER, 'any')[0]?.facts.src).toBe(addressOf(CLIENT.ctr));
    for (const { detail } of wordsOn(native, hookOf(native, native.packets[0]!, 'cil_to_netdev'))) {
      expect(detail).toMatch(/not masqueraded towards nodes|노드로 갈 때 masquerade 하지 않는다/);
    }
    const overlay = ping('vxlan', CLIENT.ctr, 'k8s-w0');
    expect(overlay.jobs[0]).toMatchObject({ exitCode: 0 });
    for (const { facts } of capture(overlay, ROUTER, 'any')) {
      expect(facts.outer).toBeNull();
      expect(new Set([facts.src, facts.dst])).toEqual(new Set(['192.168.10.100', '192.168.20.100']));
    }
  });

  it('trap 14: ipcache says hastunnel in native mode too, and nothing is tunnelled', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w1);
    const row = trace.world.netns.get(nodeOf('ctr'))!.tables.cilium_ipcache_v2.get('172.20.1.164/32');
    expect(row).toMatchObject({ hasTunnelEp: true, tunnelEndpoint: '192.168.10.101' });
    expect(everyFrame(trace).filter(({ facts }) => facts.outer !== null)).toEqual([]);
    expect([...trace.world.devices.values()].filter(({ kind }) => kind === 'tunnel')).toEqual([]);
    expect(hookOf(trace, trace.packets[0]!, 'cil_from_container').notes).toContainEqual({
      kind: 'tunnel-ignored',
      remote: '192.168.10.101',
    });
  });

  it('trap 15: 1.18 has no cilium_tunnel_map and no list of tunnels', () => {
    expect(TABLE_NAMES.filter((name) => name.includes('tunnel'))).toEqual([]);
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, '172.20.2.99');
      const tables = new Set(hooksOf(trace).flatMap(({ reads }) => reads.map(({ table }) => table)));
      expectIn(
        mode,
        [...tables].filter((name) => name.includes('tunnel')),
      ).toEqual([]);
      expectIn(mode, saying(told(trace), /tunnel_map|tunnel list/)).toEqual([]);
    }
  });

  it('trap 16: traffic inside a node touches neither eth1 nor the tunnel device nor the router, in any mode', () => {
    for (const mode of [...BPF_MODES, 'legacy', 'legacy vxlan', 'packet LB'] as const) {
      for (const short of SHORTS) {
        const trace = ping(mode, CLIENT[short], WEBPOD[short]);
        const devices = eventsAbout(trace, 0 as never).concat(eventsAbout(trace, 1 as never));
        const names = new Set(devices.flatMap(({ device }) => (device === null ? [] : [deviceName(device)])));
        expectIn(
          mode,
          [...names].filter((name) => !/^(lxc[0-9a-f]+|eth0)$/.test(name)),
        ).toEqual([]);
        expectIn(mode, taps(trace, ROUTER)).toEqual([]);
        expectIn(
          mode,
          stopsOf(trace, trace.packets[0]!).filter((key) => /router|eth1/.test(key)),
        ).toEqual([]);
      }
    }
  });

  it('trap 17: a static fix needs the route of the way back: one route shows half a connection', () => {
    const one = ping('half repaired', CLIENT.ctr, WEBPOD.w0);
    expect(one.packets.map(({ outcome }) => outcome.kind)).toEqual(['delivered', 'left-the-lab']);
    expect(one.jobs[0]?.exitCode).not.toBe(0);
    const all = ping('repaired', CLIENT.ctr, WEBPOD.w0);
    expect(all.packets.map(({ outcome }) => outcome.kind)).toEqual(['delivered', 'delivered']);
    expect(taps(all, ROUTER)).toEqual(['eth1 In', 'eth2 Out', 'eth2 In', 'eth1 Out']);
  });

  it('trap 18: without direct node routes, as with BGP, even the same subnet hairpins at the router: TTL 61, no redirect', () => {
    const trace = ping('by way of the router', CLIENT.ctr, WEBPOD.w1);
    expect(taps(trace, ROUTER)).toEqual(['eth1 In', 'eth1 Out', 'eth1 In', 'eth1 Out']);
    expect(trace.jobs[0]?.stdout).toContain('ttl=61 ');
    expect(packetsFrom(trace, ROUTER)).toEqual([]);
    expect(stopsOf(trace, trace.packets[0]!)).toEqual(
      expect.arrayContaining(['k8s-ctr:eth1', 'router:eth1', 'kernel router', 'k8s-w1:eth1']),
    );
  });

  it('trap 19: -i any marks what came out of the tunnel with P, and eth1 shows no ICMP in overlay', () => {
    for (const mode of OVERLAYS) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const tunnel = `cilium_${mode}`;
      expectIn(mode, taps(trace, 'k8s-w0', 'any', trace.packets[0])).toEqual(['eth1 In', `${tunnel} P`]);
      const lxc = deviceName(podOf(trace, WEBPOD.w0).lxc);
      expectIn(mode, taps(trace, 'k8s-w0', 'any', trace.packets[1])).toEqual([
        `${lxc} In`,
        `${tunnel} Out`,
        'eth1 Out',
      ]);
      const icmp = printed(trace, 'k8s-w0', 'eth1', 'icmp');
      expectIn(mode, icmp.lines).toEqual([]);
      expectIn(mode, icmp.silence).toMatchObject({ kind: 'encapsulated', protocol: mode });
      expectIn(mode, printed(trace, 'k8s-w0', 'any').lines.join('\n')).toMatch(new RegExp(`${tunnel} P `));
      const rx = eventsAbout(trace, trace.packets[0]!).find((event) => event.kind === 'rx' && event.tap === 'P')!;
      for (const { detail } of wordsOn(trace, rx)) expect(detail).toMatch(/P, not In|In이 아니라 P/);
    }
  });

  it('trap 20: Hubble at medium shows two lines of a packet at most, and most pings not at all', () => {
    for (const mode of ['native', 'repaired', 'vxlan'] as const) {
      for (const { trace } of everyPing(mode)) {
        for (const packet of trace.packets) expectIn(mode, shown(trace, packet).length).toBeLessThanOrEqual(2);
      }
      const many = ping(mode, CLIENT.ctr, WEBPOD.w1, { count: 8 });
      const lines = many.packets.map((packet) => shown(many, packet).length);
      // Request and reply of the first and, five seconds later, of one more: see `monitor-aggregation-interval`.
      expectIn(
        mode,
        lines.filter((count) => count > 0),
      ).toHaveLength(4);
      expectIn(
        mode,
        lines.slice(2, 10).every((count) => count === 0),
      ).toBe(true);
      for (const hook of hooksOf(many)) {
        const from = hook.observations.filter((one) => one.point.startsWith('from-'));
        expectIn(
          mode,
          from.filter((one) => one.shown),
        ).toEqual([]);
      }
    }
    const all = ping(
      { ...labOf('vxlan'), cilium: { ...labOf('vxlan').cilium, monitorAggregation: 'none' } },
      CLIENT.ctr,
      WEBPOD.w0,
    );
    expect(shown(all, all.packets[0]).length).toBeGreaterThan(4);
  });
});
