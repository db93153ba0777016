import { describe, expect, it } from 'vitest';
import { deviceName } from '../../src/lab/names.ts';
import { pathLineOf } from '../../src/trace/hop-text.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { stopsOf } from './drawn.ts';
import {
  addressOf,
  capture,
  CLIENT,
  curl,
  curlService,
  eventsAbout,
  hookOf,
  labOf,
  packetCalled,
  podOf,
  ROUTER,
  run,
  taps,
  verdictOf,
  WEBPOD,
  WEBPOD_SERVICE,
} from './runs.ts';

/** From curl-pod (k8s-ctr, identity 27143) to the webpod on k8s-w0 (172.20.2.152, identity 16202), step by step. */

describe('overlay, Cilium 1.18, BPF host routing', () => {
  const trace = curlService('vxlan', 'ctr', 'w0');
  const syn = packetCalled(trace, 'SYN');

  it('every hop of the SYN, in order', () => {
    expect(pathLineOf(trace, syn.id)).toEqual({
      path: 'vxlan:ctr>w0',
      end: 'DELIVERED',
      ttl_at_pod: 63,
      ttl_final: 63,
      hops: [
        'ctr:SK.C4',
        'ctr/podeth0:POD.TX[64]',
        'ctr/lxcS:LXC.ENCAP[64]',
        'ctr/cilium_vxlan:VX.OUT[64]',
        'ctr:VX.XMIT[64;outer 64]',
        'ctr/eth1:ETH.OUT.OVL[64;outer 64]',
        'router/eth1:R.RX[64;outer 64]',
        'router:R.FWD[64;outer 64>63]',
        'router/eth2:R.TX[64;outer 63]',
        'w0/eth1:ETH.IN.HOST[64;outer 63]',
        'w0:UDP.RCV[64;outer 63 removed]',
        'w0/cilium_vxlan:VX.IN[64>63]',
        'w0/cilium_vxlan:POL.IN[63]',
        'w0/podeth0:PEER[63]',
        'w0/podeth0:POD.RX[63]',
      ],
      ev: ['TraceSock pre-xlate-fwd; post-xlate-fwd', 'ctr:to-overlay', 'w0:to-endpoint'],
    });
  });

  it('on the lxc: conntrack, ipcache, policy, endpoint map; then the tunnel key and the redirect', () => {
    const hook = hookOf(trace, syn, 'cil_from_container');
    const tables = hook.reads.map(({ table }) => table).filter((table, i, all) => table !== all[i - 1]);
    expect(tables).toEqual(['cilium_ct4_global', 'cilium_ipcache_v2', 'cilium_policy_v2', 'cilium_lxc']);
    expect(hook.notes).toContainEqual({ kind: 'tunnel', vni: 27143, remote: '192.168.20.100' });
    expect(verdictOf(hook)).toBe('redirect cilium_vxlan');
    expect(hook.tails).toEqual([7]);
  });

  it('behind the tunnel device: the kernel looks the node up, and the router knows its subnet by wire', () => {
    const rows = eventsAbout(trace, syn).flatMap((event) =>
      event.kind === 'route' && (event.netns === 'k8s-ctr' || event.netns === ROUTER)
        ? [[event.netns, event.reads.find(({ table }) => table === 'routes')?.found, event.decision]]
        : [],
    );
    expect(rows).toMatchObject([
      ['k8s-ctr', '192.168.20.0/24', { dev: 'k8s-ctr:eth1', via: '192.168.10.200' }],
      [ROUTER, '192.168.20.0/24', { dev: 'router:eth2', via: null }],
    ]);
  });

  it('at the receiver: identity from the VNI, endpoint map, policy by tail call, TTL 63, MACs of the pod, redirect_peer', () => {
    const overlay = hookOf(trace, syn, 'cil_from_overlay');
    expect(overlay.notes).toContainEqual({ kind: 'identity', identity: 27143, from: 'vni' });
    expect(overlay.observations).toMatchObject([{ point: 'from-overlay', shown: false, srcIdentity: 27143 }]);
    expect(overlay.reads.find(({ table }) => table === 'cilium_lxc')).toMatchObject({ found: addressOf(WEBPOD.w0) });
    const server = podOf(trace, WEBPOD.w0);
    expect(verdictOf(hookOf(trace, syn, 'cil_lxc_policy'))).toBe(`redirect_peer ${deviceName(server.lxc)}`);
    const [frame] = capture(trace, WEBPOD.w0, 'eth0', syn);
    expect(frame?.facts).toMatchObject({
      ttl: 63,
      smac: trace.world.devices.get(server.lxc)?.mac,
      dmac: trace.world.devices.get(server.eth0)?.mac,
    });
  });

  it('the answer: its own lookup, its own VNI, through the same router, to TTL 63', () => {
    expect(pathLineOf(trace, packetCalled(trace, 'SYN, ACK').id).hops).toEqual([
      'w0/podeth0:POD.TX[64]',
      'w0/lxcS:LXC.ENCAP[64]',
      'w0/cilium_vxlan:VX.OUT[64]',
      'w0:VX.XMIT[64;outer 64]',
      'w0/eth1:ETH.OUT.OVL[64;outer 64]',
      'router/eth2:R.RX[64;outer 64]',
      'router:R.FWD[64;outer 64>63]',
      'router/eth1:R.TX[64;outer 63]',
      'ctr/eth1:ETH.IN.HOST[64;outer 63]',
      'ctr:UDP.RCV[64;outer 63 removed]',
      'ctr/cilium_vxlan:VX.IN[64>63]',
      'ctr/cilium_vxlan:POL.IN[63]',
      'ctr/podeth0:PEER[63]',
      'ctr/podeth0:POD.RX[63]',
    ]);
  });
});

describe('native', () => {
  const trace = curlService('native', 'ctr', 'w0');
  const syn = packetCalled(trace, 'SYN');

  it('every hop of the SYN, to where it leaks', () => {
    expect(pathLineOf(trace, syn.id)).toEqual({
      path: 'native:ctr>w0',
      end: 'LOST',
      ttl_at_pod: null,
      ttl_final: 62,
      hops: [
        'ctr:SK.C4',
        'ctr/podeth0:POD.TX[64]',
        'ctr/lxcS:LXC.FIB[64>63]',
        'ctr/eth1:ETH.OUT.NAT[63]',
        'router/eth1:R.RX[63]',
        'router:R.FWD[63>62]',
        'router/eth0:R.TX0[62]',
        '-:VBOX[62]',
      ],
      ev: ['TraceSock pre-xlate-fwd; post-xlate-fwd', 'ctr:to-network'],
    });
  });

  it('on the lxc: the best row is the /16 by way of the router, for there is no /24 of k8s-w0', () => {
    const hook = hookOf(trace, syn, 'cil_from_container');
    expect(hook.reads.find(({ table }) => table === 'routes')).toMatchObject({ found: '172.20.0.0/16' });
    expect(verdictOf(hook)).toBe('redirect eth1');
    expect(capture(trace, 'k8s-ctr', 'eth1', syn)[0]?.facts.dmac).toBe(
      trace.world.devices.get('router:eth1' as never)?.mac,
    );
  });

  it('at the router: no row but the default one', () => {
    const route = eventsAbout(trace, syn).find((event) => event.kind === 'route' && event.netns === ROUTER);
    expect(route).toMatchObject({ decision: { dev: 'router:eth0', via: '10.0.2.2', isDefault: true } });
    expect(taps(trace, ROUTER, 'any', syn)).toEqual(['eth1 In', 'eth0 Out']);
  });

  it('the SYN is sent again, and curl gives up after its second', () => {
    const patient = curl(trace.lab, CLIENT.ctr, WEBPOD_SERVICE, { connectTimeout: 3 });
    expect(patient.packets.map(({ label, cause }) => `${label} ${cause.kind}`)).toEqual([
      'SYN job',
      'SYN retransmission',
      'SYN retransmission',
    ]);
    expect(trace.jobs[0]).toMatchObject({ exitCode: 28 });
    expect(trace.jobs[0]?.stderr).toMatch(/^curl: \(28\) /);
    expect(trace.ended).toBeGreaterThanOrEqual(1_000_000_000);
  });

  it('to k8s-w1 the /24 wins: direct, delivered, no router', () => {
    const next = curlService('native', 'ctr', 'w1');
    const first = packetCalled(next, 'SYN');
    expect(pathLineOf(next, first.id)).toMatchObject({
      end: 'DELIVERED',
      ttl_at_pod: 62,
      hops: [
        'ctr:SK.C4',
        'ctr/podeth0:POD.TX[64]',
        'ctr/lxcS:LXC.FIB[64>63]',
        'ctr/eth1:ETH.OUT.NAT[63]',
        'w1/eth1:ETH.IN.POD[63>62]',
        'w1/eth1:POL.IN[62]',
        'w1/podeth0:PEER[62]',
        'w1/podeth0:POD.RX[62]',
      ],
      ev: ['TraceSock pre-xlate-fwd; post-xlate-fwd', 'ctr:to-network', 'w1:to-endpoint'],
    });
    expect(hookOf(next, first, 'cil_from_container').reads.find(({ table }) => table === 'routes')).toMatchObject({
      found: '172.20.1.0/24',
      losers: expect.arrayContaining([{ key: '172.20.0.0/16', why: 'shorter prefix' }]) as unknown,
    });
    expect(taps(next, ROUTER)).toEqual([]);
  });

  it('to k8s-ctr itself: local delivery, no eth1 at all', () => {
    const local = curlService('native', 'ctr', 'ctr');
    expect(pathLineOf(local, packetCalled(local, 'SYN').id)).toMatchObject({
      end: 'DELIVERED',
      ttl_at_pod: 63,
      hops: [
        'ctr:SK.C4',
        'ctr/podeth0:POD.TX[64]',
        'ctr/lxcS:LXC.LOCAL[64>63]',
        'ctr/lxcS:POL.IN[63]',
        'ctr/podeth0:PEER[63]',
        'ctr/podeth0:POD.RX[63]',
      ],
      ev: ['TraceSock pre-xlate-fwd; post-xlate-fwd', 'ctr:to-endpoint'],
    });
    expect(taps(local, 'k8s-ctr').filter((line) => line.startsWith('eth'))).toEqual([]);
  });
});

describe('what both modes share', () => {
  const named = (mode: 'native' | 'vxlan'): Trace =>
    run(labOf(mode), {
      at: 0 as never,
      from: CLIENT.ctr as never,
      kind: 'curl',
      target: { kind: 'name', name: 'webpod' },
      port: 80,
      path: '/',
      connectTimeout: 1,
      localPort: null,
      host: null,
      userAgent: 'curl/8.14.1',
      silent: false,
      discard: false,
    });

  it('the name first: a lookup that socket LB sends to a CoreDNS pod on the same node', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      const trace = named(mode);
      const question = trace.packets[0]!;
      expect(question.label).toContain('webpod.default.svc.cluster.local');
      const line = pathLineOf(trace, question.id);
      expect(line.hops[0]).toMatch(/^ctr:SK\.(C4|S4)$/);
      expect(line.hops.slice(1)).toEqual([
        'ctr/podeth0:POD.TX[64]',
        'ctr/lxcS:LXC.LOCAL[64>63]',
        'ctr/lxcS:POL.IN[63]',
        'ctr/podeth0:PEER[63]',
        'ctr/podeth0:POD.RX[63]',
      ]);
      expect(trace.packets.findIndex(({ label }) => label === 'SYN')).toBeGreaterThan(1);
    }
  });

  it('the same until the policy: only behind it do the modes part', () => {
    const reads = (mode: 'native' | 'vxlan'): readonly string[] => {
      const trace = curlService(mode, 'ctr', 'w0');
      return hookOf(trace, packetCalled(trace, 'SYN'), 'cil_from_container').reads.map(({ table }) => table);
    };
    expect(reads('native').slice(0, reads('vxlan').length)).toEqual(reads('vxlan'));
    expect(reads('native').slice(reads('vxlan').length)).toEqual(['routes', 'neigh']);
  });

  it('the drawing stops where the list does', () => {
    const overlay = curlService('vxlan', 'ctr', 'w0');
    const stops = stopsOf(overlay, packetCalled(overlay, 'SYN'));
    const places = pathLineOf(overlay, packetCalled(overlay, 'SYN').id)
      .hops.slice(1)
      .map((hop) => hop.split(/[:[]/)[0] ?? '');
    const drawn = stops
      .filter((key) => !key.startsWith('pod '))
      .map((key) => (key.startsWith('kernel ') ? key.slice(7) : key).replace('k8s-', ''))
      .map((key) =>
        key
          .replace(/^.*:lxc.*$/, 'ctr/lxcS')
          .replace('curl-pod:', 'ctr/pod')
          .replace(`${WEBPOD.w0}:`, 'w0/pod'),
      )
      .map((key) => key.replace(':', '/'));
    expect(drawn).toEqual(places.filter((place, i) => place !== places[i - 1]));
  });
});
