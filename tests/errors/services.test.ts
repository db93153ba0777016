import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { tableAt } from '../../src/trace/state-at.ts';
import type { EventId, TraceEvent } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { layoutsOf, stopsOf } from './drawn.ts';
import {
  addressOf,
  capture,
  CLIENT,
  curl,
  curlService,
  DNS_SERVICE,
  everyFrame,
  hookOf,
  hooksOf,
  labOf,
  NODES,
  nodeOf,
  packetCalled,
  podOf,
  run,
  SHORTS,
  WEBPOD,
  WEBPOD_SERVICE,
  type Mode,
  type Short,
  expectIn,
} from './runs.ts';
import { meaningOf, pagesSaying, productSaying, saying, told, wordsOn } from './told.ts';

/** A service: who turns it into a pod, when, and what is left of that to be seen. */

const SERVICE_IPS = [WEBPOD_SERVICE, DNS_SERVICE];

/** curl webpod, by name: a lookup, then a connection. */
function byName(mode: Mode): Trace {
  return run(mode, {
    at: 0 as Nanos,
    from: CLIENT.ctr as NetnsName,
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
}

function rowsAtTheEnd<T extends Parameters<typeof tableAt>[2]>(trace: Trace, node: NetnsName, table: T) {
  return [...tableAt(trace, node, table, (trace.events.length - 1) as EventId).values()];
}

describe('E8: a packet to the ClusterIP leaves the pod and is translated on the node', () => {
  it('E8: no frame on any tap of the lab carries a ClusterIP, of the service or of its DNS', () => {
    for (const mode of ['native', 'repaired', 'vxlan', 'geneve', 'endpoint routes'] as const) {
      const frames = everyFrame(byName(mode));
      expectIn(mode, frames.length).toBeGreaterThan(8);
      for (const { facts } of frames) {
        expectIn(mode, SERVICE_IPS).not.toContain(facts.src);
        expectIn(mode, SERVICE_IPS).not.toContain(facts.dst);
      }
    }
  });

  it('E8: connect() is translated before there is a packet, and the first SYN goes to the backend', () => {
    for (const to of SHORTS) {
      const trace = curlService('vxlan', 'ctr', to);
      const connect = hooksOf(trace).find(({ program }) => program === 'cil_sock4_connect')!;
      const syn = packetCalled(trace, 'SYN');
      expect(connect.id).toBeLessThan(syn.born);
      expect(connect).toMatchObject({ packet: null, attach: 'cgroup/connect4', device: null });
      const { lxc } = podOf(trace, CLIENT.ctr);
      const [first] = capture(trace, 'k8s-ctr', lxc.split(':')[1]!);
      expect(first?.facts).toMatchObject({ dst: addressOf(WEBPOD[to]), src: addressOf(CLIENT.ctr) });
      const inLxc = hookOf(trace, syn, 'cil_from_container');
      expect(inLxc.reads.filter(({ table }) => table.startsWith('cilium_lb4'))).toEqual([]);
    }
  });

  it('E8: one choice per connect(): retransmissions of a lost SYN stay with their backend', () => {
    const { seed } = curlService('native', 'ctr', 'w0').lab;
    const trace = curl({ ...labOf('native'), seed }, CLIENT.ctr, WEBPOD_SERVICE, { connectTimeout: 4 });
    const frames = capture(trace, CLIENT.ctr, 'eth0').map(({ facts }) => facts.dst);
    expect(frames.length).toBeGreaterThan(2);
    expect(new Set(frames)).toEqual(new Set([addressOf(WEBPOD.w0)]));
    expect(hooksOf(trace).filter(({ program }) => program === 'cil_sock4_connect')).toHaveLength(1);
  });

  it('E8: the source that is cited is the program of the socket, not the load balancer of the lxc', () => {
    const trace = curlService('vxlan', 'ctr', 'w0');
    const connect = hooksOf(trace).find(({ program }) => program === 'cil_sock4_connect')!;
    expect(connect.cites.some(({ ref, symbol }) => ref === 'bpf/bpf_sock.c' && /xlate_fwd/.test(symbol ?? ''))).toBe(
      true,
    );
    const cited = trace.events.flatMap(({ cites }) => cites.map(({ symbol }) => symbol ?? ''));
    expect(cited.filter((symbol) => /lb4_(lookup_service|local)|per_packet_lb/.test(symbol))).toEqual([]);
  });

  it('E8: without socket LB it is so: the SYN leaves the pod for the ClusterIP and the lxc translates it', () => {
    const trace = curl('packet LB', CLIENT.ctr, WEBPOD_SERVICE);
    const { lxc } = podOf(trace, CLIENT.ctr);
    const [first] = capture(trace, 'k8s-ctr', lxc.split(':')[1]!);
    expect(first?.facts.dst).toBe(WEBPOD_SERVICE);
    const hook = hookOf(trace, packetCalled(trace, 'SYN'), 'cil_from_container');
    expect(hook.reads.some(({ table }) => table === 'cilium_lb4_services_v2')).toBe(true);
    expect(hooksOf(trace).some(({ program }) => program.startsWith('cil_sock'))).toBe(false);
    for (const { detail } of wordsOn(trace, hook)) expect(detail).toMatch(/socketLB is off|socketLB가 꺼져/);
  });

  it('E8: in both languages only calls, answers of DNS and commands name a ClusterIP, never a packet', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      const trace = byName(mode);
      const isAnswer = ({ packet }: TraceEvent): boolean =>
        packet !== null && (trace.packets[packet]?.label ?? '').startsWith('A ');
      const packets = told(trace).filter(({ event }) => event.packet !== null && !isAnswer(event));
      expectIn(mode, saying(packets, /10\.96\.\d+\.\d+/)).toEqual([]);
      const connect = hooksOf(trace).find(({ program }) => program === 'cil_sock4_connect')!;
      for (const { sentence } of wordsOn(trace, connect)) expectIn(mode, sentence).toContain(WEBPOD_SERVICE);
    }
    expect(meaningOf('ClusterIP')).toMatch(/with socket LB no wire carries it.*socket LB에서는 회선에도 없다/s);
  });

  it('E8: the socket program is drawn in no device: no packet is there yet', () => {
    const trace = curlService('vxlan', 'ctr', 'w0');
    expect(stopsOf(trace, packetCalled(trace, 'SYN'))[0]).toBe('pod curl-pod');
    const connect = hooksOf(trace).find(({ program }) => program === 'cil_sock4_connect')!;
    expect(trace.packets.filter(({ born, end }) => born <= connect.id && end >= connect.id)).toEqual([]);
  });
});

describe('E22: RevNAT 0 means that there was no NAT', () => {
  const conntrack = (trace: Trace, short: Short) =>
    rowsAtTheEnd(trace, nodeOf(short), 'cilium_ct4_global').filter(
      ({ dstPort, srcPort }) => dstPort === 80 || srcPort === 80,
    );

  it('E22: the service was translated in the socket, and conntrack says RevNAT 0 on both nodes', () => {
    const trace = curlService('vxlan', 'ctr', 'w0');
    const service = trace.world.services.find(({ name }) => name === 'webpod')!;
    expect(service.revNat).toBeGreaterThan(0);
    const connect = hooksOf(trace).find(({ program }) => program === 'cil_sock4_connect')!;
    const noted = connect.deltas.find(({ table }) => table === 'cilium_lb4_reverse_sk');
    expect(noted?.after).toMatchObject({
      service: WEBPOD_SERVICE,
      backend: addressOf(WEBPOD.w0),
      revNat: service.revNat,
    });
    for (const short of ['ctr', 'w0'] as const) {
      const rows = conntrack(trace, short);
      expectIn(
        short,
        rows.map(({ dir, revNat, dst }) => [dir, revNat, dst]),
      ).toEqual([[short === 'ctr' ? 'OUT' : 'IN', 0, addressOf(WEBPOD.w0)]]);
    }
  });

  it('E22: no NAT entry and no service entry is left, and what the socket noted is gone with it', () => {
    const trace = curlService('vxlan', 'ctr', 'w0');
    for (const node of NODES) {
      expect(rowsAtTheEnd(trace, node, 'cilium_snat_v4_external')).toEqual([]);
      expect(rowsAtTheEnd(trace, node, 'cilium_lb4_reverse_sk')).toEqual([]);
      expect(rowsAtTheEnd(trace, node, 'cilium_ct4_global').filter(({ dir }) => dir === 'SVC')).toEqual([]);
    }
  });

  it('E22: with per-packet load balancing RevNAT names the service', () => {
    const trace = curl('packet LB', CLIENT.ctr, WEBPOD_SERVICE);
    const { revNat } = trace.world.services.find(({ name }) => name === 'webpod')!;
    const rows = rowsAtTheEnd(trace, nodeOf('ctr'), 'cilium_ct4_global');
    expect(rows.map((row) => [row.dir, row.revNat])).toContainEqual(['OUT', revNat]);
    expect(rows.some(({ dir }) => dir === 'SVC')).toBe(true);
  });

  it('E22: the glossary says what 0 does not say, in both languages', () => {
    expect(meaningOf('RevNAT')).toMatch(/with socket LB the translation came before.*패킷이 생기기 전에 번역하므로 0/s);
    expect(saying(told(curlService('vxlan', 'ctr', 'w0')), /no NAT happened|NAT가 일어나지 않/i)).toEqual([]);
  });
});

describe('E26: a box for kube-proxy in a lab without it', () => {
  it('E26: the lab replaces it: services are resolved by Cilium’s maps alone', () => {
    expect(week4.cilium.kubeProxyReplacement).toBe(true);
    const world = deriveWorld(week4);
    expect(world.settings.kubeProxyReplacement).toBe(true);
    expect([...world.netns.keys()].filter((name) => /proxy/i.test(name))).toEqual([]);
    const trace = byName('vxlan');
    const processes = NODES.flatMap((node) => rowsAtTheEnd(trace, node, 'sockets').map((row) => row.process));
    expect(processes.filter((name) => /proxy/i.test(name))).toEqual([]);
  });

  it('E26: nothing of that name is drawn', () => {
    const trace = byName('native');
    for (const layout of layoutsOf(trace)) {
      const drawn = [
        ...layout.pods.keys(),
        ...layout.hosts.keys(),
        ...layout.devices.keys(),
        ...[...layout.devices.values()].map(({ label }) => label.full),
      ];
      expect(drawn.filter((name) => /proxy/i.test(name))).toEqual([]);
    }
  });

  it('E26: nothing of that name is told, and pages name it only as what is not there', () => {
    for (const mode of ['native', 'vxlan', 'packet LB'] as const) {
      expectIn(mode, saying(told(byName(mode)), /kube-?proxy|iptables/i)).toEqual([]);
    }
    const words = productSaying(/kube-proxy/).filter((line) => line.startsWith('src/i18n/'));
    // Its replacement is a switch of Cilium; besides that it is named only in the list of what is not modelled.
    const absent = /kube-proxy[ -]?replacement|no kube-proxy|kube-proxy도 없다|ui-help\./i;
    expect(words.filter((line) => !absent.test(line))).toEqual([]);
    expect(pagesSaying(/kube-proxy/).filter((line) => !/replac|without|no kube-proxy/i.test(line))).toEqual([]);
  });
});
