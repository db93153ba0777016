import { describe, expect, it } from 'vitest';
import { LANGS, type Lang } from '../../src/i18n/lang.ts';
import { narrate } from '../../src/i18n/narrate.ts';
import type { Story } from '../../src/i18n/story.ts';
import type { EventKind, TraceEvent } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { curl, ipOf, ping, POD, RUNS, run, type VariantName } from './runs.ts';

const CLUSTER_IPS = ['10.96.111.94', '10.96.0.10'];

interface Told extends Story {
  readonly event: TraceEvent;
}

/** Every event of a run with its words. */
function tell(trace: Trace, lang: Lang): readonly Told[] {
  return trace.events.map((event) => ({ event, ...narrate(event, trace, lang) }));
}

function only(told: readonly Told[], kind: EventKind, packet = 0): readonly Told[] {
  return told.filter(({ event }) => event.kind === kind && event.packet === packet);
}

/** Whether a packet goes from one pod to another, or would have. */
function isPodToPod(trace: Trace, event: TraceEvent): boolean {
  const record = event.packet === null ? undefined : trace.packets[event.packet];
  if (record === undefined || !trace.world.pods.has(record.from)) return false;
  return record.outcome.kind === 'delivered' || record.outcome.kind === 'left-the-lab';
}

describe('claims that other depictions make and this one must not', () => {
  const bpf: readonly VariantName[] = ['native', 'static', 'vxlan', 'geneve', 'epr'];

  it.each(bpf)('no packet from pod to pod is told to be in cilium_host: %s', (variant) => {
    for (const stimuli of [RUNS['ping on the node'], RUNS['ping next door'], RUNS['ping across']]) {
      const trace = run(variant, stimuli ?? []);
      for (const lang of LANGS) {
        const told = tell(trace, lang).filter(({ event }) => isPodToPod(trace, event));
        expect(told.length).toBeGreaterThan(0);
        expect(told.filter(({ title, sentence }) => /cilium_host|cilium_net/.test(title + sentence))).toEqual([]);
      }
    }
  });

  it('with socket LB no ClusterIP is told of any packet, only of calls and of what DNS says', () => {
    for (const variant of ['native', 'vxlan'] as const) {
      const trace = run(variant, RUNS['curl to the service'] ?? []);
      for (const lang of LANGS) {
        const wrong = tell(trace, lang).filter(
          ({ event, sentence }) =>
            event.packet !== null &&
            !(trace.packets[event.packet]?.label ?? '').startsWith('A ') &&
            CLUSTER_IPS.some((ip) => sentence.includes(ip)),
        );
        expect(wrong).toEqual([]);
      }
    }
  });

  it('no word is said of maps and ports that do not exist', () => {
    for (const variant of ['native', 'vxlan', 'geneve'] as const) {
      const trace = run(variant, Object.values(RUNS).flat());
      for (const lang of LANGS) {
        const all = tell(trace, lang).map(({ title, sentence, detail }) => `${title} ${sentence} ${detail ?? ''}`);
        expect(all.filter((text) => /cilium_vxlan4|cilium_tunnel_map|\b4789\b|kube-proxy/.test(text))).toEqual([]);
      }
    }
  });

  it('the router of the lab is never told to drop, and never to send an ICMP error for a leak', () => {
    const trace = run('native', RUNS['curl to a pod'] ?? []);
    for (const lang of LANGS) {
      const told = tell(trace, lang).filter(({ event }) => event.netns === 'router');
      expect(told.filter(({ title, sentence }) => /drop|unreachable|버려|드롭/i.test(title + sentence))).toEqual([]);
    }
  });

  it('nothing is told of the lxc of the destination but that it is skipped', () => {
    for (const variant of ['native', 'static', 'vxlan'] as const) {
      const trace = run(variant, [ping(POD.curl, ipOf(POD.w1))]);
      const lxc = trace.world.pods.get(POD.w1)?.lxc;
      const seen = trace.events.filter((event) => event.packet === 0 && event.device === lxc);
      expect(seen).toEqual([]);
      expect(only(tell(trace, 'en'), 'peer')[0]?.sentence).toContain('is skipped');
      expect(only(tell(trace, 'ko'), 'peer')[0]?.sentence).toContain('건너뛴다');
    }
  });
});

describe('what must be told', () => {
  const last = (told: readonly Told[], kind: EventKind, packet = 0): Told => only(told, kind, packet).at(-1)!;

  it.each([
    ['native', POD.ctr, 63],
    ['native', POD.w1, 62],
    ['static', POD.w0, 61],
    ['vxlan', POD.w1, 63],
    ['geneve', POD.w0, 63],
  ] as const)('%s to %s: TTL %i at the pod', (variant, pod, ttl) => {
    const trace = run(variant, [ping(POD.curl, ipOf(pod))]);
    for (const lang of LANGS) expect(last(tell(trace, lang), 'rx').sentence).toContain(`TTL ${ttl}.`);
  });

  it('the VNI is the identity of the sender, another one per direction', () => {
    const trace = run('vxlan', [ping(POD.curl, ipOf(POD.w0))]);
    for (const lang of LANGS) {
      const told = tell(trace, lang);
      expect(last(told, 'encap', 0).sentence).toContain('VNI 27143');
      expect(last(told, 'encap', 1).sentence).toContain('VNI 16202');
      expect(last(told, 'encap', 1).detail).toContain('27143');
    }
  });

  it('the leak: the row, the door and that it is no drop', () => {
    const trace = run('native', [ping(POD.curl, ipOf(POD.w0))]);
    const ko = only(tell(trace, 'ko'), 'route').find(({ event }) => event.netns === 'router')!;
    const en = only(tell(trace, 'en'), 'route').find(({ event }) => event.netns === 'router')!;
    expect(ko.title).toBe('router: 기본 경로로 샌다');
    expect(en.title).toBe('router: leaks by its default route');
    for (const one of [ko, en]) expect(one.sentence).toContain('via 10.0.2.2 dev eth0');
    expect(ko.detail).toContain('드롭이 아니다');
    expect(en.detail).toContain('Not a drop');
    expect(last(tell(trace, 'en'), 'end').sentence).toContain('left the lab by eth0 of router');
  });

  it('why autoDirectNodeRoutes has no route for the other subnet', () => {
    const trace = run('native', [ping(POD.curl, ipOf(POD.w0))]);
    const hook = only(tell(trace, 'en'), 'hook')[0]!;
    expect(hook.sentence).toContain('172.20.0.0/16 via 192.168.10.200');
    expect(hook.detail).toContain('autoDirectNodeRoutes gives no route to 172.20.2.0/24');
  });

  it('why a router without any route is silent', () => {
    const trace = run('no-default', [ping(POD.curl, ipOf(POD.w0))]);
    expect(last(tell(trace, 'en'), 'end').detail).toContain('no ICMP error can go back either');
    expect(last(tell(trace, 'ko'), 'end').detail).toContain('ICMP 오류도 돌려보내지 못한다');
  });

  it('which half failed when only one route was added', () => {
    const trace = run('half', [ping(POD.curl, ipOf(POD.w0))]);
    const lost = tell(trace, 'en').find(({ event }) => event.kind === 'end' && event.outcome.kind === 'left-the-lab')!;
    expect(lost.detail).toContain('Only the way back failed');
  });

  it('that an over-long ping never leaves its pod', () => {
    const trace = run('vxlan', [ping(POD.curl, ipOf(POD.w0), { size: 1472, pmtudisc: 'do' })]);
    const end = last(tell(trace, 'en'), 'end');
    expect(end.sentence).toContain('EMSGSIZE');
    expect(end.detail).toContain('nothing in Hubble');
  });

  it('that cilium_host is entered when the node itself is the sender, and that a capture there is still empty', () => {
    const trace = run('native', RUNS['ping from a node']?.slice(0, 1) ?? []);
    const hook = only(tell(trace, 'en'), 'hook')[0]!;
    expect(hook.title).toBe('cilium_host · cil_from_host');
    expect(hook.detail).toContain('a capture on it stays empty');
  });

  it('that a connection to a service goes to a backend', () => {
    const trace = run('vxlan', [curl(POD.curl, { kind: 'name', name: 'webpod' })]);
    const connect = tell(trace, 'en').find(
      ({ event }) => event.kind === 'hook' && event.program === 'cil_sock4_connect',
    )!;
    expect(connect.sentence).toMatch(
      /^connect\(10\.96\.111\.94:80\) becomes connect\(172\.20\.[012]\.\d+:80\): backend [123] of 3/,
    );
  });
});
