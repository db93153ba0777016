import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/i18n/lang.ts';
import { uiEn } from '../../src/i18n/ui.en.ts';
import { uiKo } from '../../src/i18n/ui.ko.ts';
import { deviceName } from '../../src/lab/names.ts';
import { openingEvent, packetVerdictAt, verdictOf as verdictOfRun } from '../../src/scene/moment.ts';
import { timelineOf } from '../../src/scene/timeline.ts';
import { drawnIn, linesOf, stageOf, stopsOf } from './drawn.ts';
import {
  addressOf,
  BPF_MODES,
  capture,
  CLIENT,
  curl,
  curlOf,
  eventsAbout,
  everyFrame,
  everyPing,
  hookOf,
  hooksOf,
  id,
  labOf,
  NODES,
  nodeOf,
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
  verdictOf,
  WEBPOD,
  type Mode,
  type Short,
  expectIn,
} from './runs.ts';
import { saying, told, toldOf, wordsOn } from './told.ts';

/** Which way a packet takes, who sees it there, and who judges it. */

const HOST_DEVICES = NODES.flatMap((node) => [id(node, 'cilium_host'), id(node, 'cilium_net')]);

describe('E1: pod to pod goes through cilium_host', () => {
  it('E1: no program, no route and no event of a packet between pods is at cilium_host or cilium_net', () => {
    for (const mode of BPF_MODES) {
      for (const { from, to, trace } of everyPing(mode)) {
        const pods = new Set<string>([CLIENT[from], WEBPOD[to]]);
        const between = trace.events.filter(
          ({ packet }) => packet !== null && pods.has(trace.packets[packet]?.from ?? ''),
        );
        expectIn(mode, between.length).toBeGreaterThan(0);
        expectIn(
          mode,
          between.filter(({ device }) => device !== null && HOST_DEVICES.includes(device)),
        ).toEqual([]);
        const sentTo = hooksOf(trace).map(verdictOf);
        expectIn(
          mode,
          sentTo.filter((one) => /cilium_(host|net)/.test(one)),
        ).toEqual([]);
      }
    }
  });

  it('E1: a capture on cilium_host and on cilium_net stays empty', () => {
    for (const mode of BPF_MODES) {
      for (const { trace } of everyPing(mode)) {
        for (const node of NODES) {
          expectIn(mode, taps(trace, node, 'cilium_host')).toEqual([]);
          expectIn(mode, taps(trace, node, 'cilium_net')).toEqual([]);
        }
      }
    }
  });

  it('E1: a probe there is silent and says why: a road that ip route names and the program does not take', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const { lines, silence } = printed(trace, 'k8s-ctr', 'cilium_host');
    expect(lines).toEqual([]);
    expect(silence).toMatchObject({ kind: 'unseen', cause: { kind: 'road-not-taken' } });
  });

  it('E1: no title and no sentence puts a packet between pods into cilium_host, in any language', () => {
    for (const mode of BPF_MODES) {
      for (const { trace } of everyPing(mode)) {
        const wrong = told(trace).filter(({ title, sentence }) => /cilium_(host|net)/.test(title + sentence));
        expectIn(mode, saying(wrong, /./)).toEqual([]);
      }
    }
  });

  it('E1: the packet is drawn neither on cilium_host nor on its way there, in any frame', () => {
    for (const mode of ['native', 'repaired', 'vxlan'] as const) {
      for (const { trace } of everyPing(mode)) {
        for (const packet of trace.packets) expectIn(mode, drawnIn(trace, packet, HOST_DEVICES)).toEqual([]);
      }
    }
  });

  it('E1: the row of ip route that seems to send it there is drawn and told as a road not taken', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const [request] = trace.packets;
    const hook = hookOf(trace, request!, 'cil_from_container');
    expect(hook.notes).toContainEqual({
      kind: 'road-not-taken',
      route: '172.20.2.0/24',
      dev: 'k8s-ctr:cilium_host',
      why: 'overlay-from-ipcache',
    });
    for (const { detail } of wordsOn(trace, hook)) {
      expect(detail).toContain('172.20.2.0/24 dev cilium_host');
      expect(detail).toMatch(/never enters it|들어가지 않는다/);
    }
    expect(stageOf(trace, hook.id).ghosts.map((ghost) => [ghost.kind, ghost.device.id])).toEqual([
      ['signpost', 'k8s-ctr:cilium_host'],
    ]);
  });

  it('E1: the node itself as the sender does enter it, and the kernel with legacy routing too', () => {
    const own = ping('vxlan', 'k8s-ctr', WEBPOD.w0);
    expect(stopsOf(own, own.packets[0]!)).toContain('k8s-ctr:cilium_host');
    const legacy = ping('legacy', CLIENT.ctr, WEBPOD.w1);
    expect(stopsOf(legacy, legacy.packets[0]!)).toContain('k8s-w1:cilium_host');
  });
});

describe('E2: the router drops the packets of pods', () => {
  const acrossNative = (): ReturnType<typeof ping>[] =>
    (
      [
        ['ctr', 'w0'],
        ['w1', 'w0'],
        ['w0', 'ctr'],
        ['w0', 'w1'],
      ] as const
    ).map(([from, to]) => ping('native', CLIENT[from], WEBPOD[to]));

  it('E2: the router forwards it by its default route: in by eth1, out by eth0, TTL 62, source unchanged', () => {
    for (const trace of acrossNative()) {
      const [request] = trace.packets;
      const side = request!.from === CLIENT.w0 ? 'eth2' : 'eth1';
      expect(taps(trace, ROUTER)).toEqual([`${side} In`, 'eth0 Out']);
      expect(request!.outcome).toEqual({ kind: 'left-the-lab', via: 'router:eth0' });
      const [, out] = capture(trace, ROUTER, 'any');
      expect(out?.facts).toMatchObject({ src: podOf(trace, request!.from).ip, ttl: 62 });
      expect(trace.packets.filter(({ outcome }) => outcome.kind === 'dropped')).toEqual([]);
    }
  });

  it('E2: nobody is told: no ICMP error, and Cilium has seen nothing but to-network FORWARDED', () => {
    for (const trace of acrossNative()) {
      expect(trace.packets).toHaveLength(1);
      expect(shown(trace)).toEqual(['to-network FORWARDED']);
    }
  });

  it('E2: no language calls it a drop, and both say that it is none', () => {
    const drop = /\bdrop|discard|버려|버린|드롭/i;
    for (const trace of [...acrossNative(), curl('native', CLIENT.ctr, WEBPOD.w0)]) {
      // Of a packet. What a program that gives up cannot tell apart may be called by both names.
      const denied = told(trace).filter(({ event, all }) => event.packet !== null && drop.test(all));
      const words = denied.map(({ all }) => all.replaceAll(/not a drop|no drop|not dropped|드롭이 아니/gi, ''));
      expect(words.filter((text) => drop.test(text))).toEqual([]);
      for (const lang of LANGS) expect(denied.some((one) => one.lang === lang)).toBe(true);
    }
  });

  it('E2: it is drawn out of the lab, with the stone of a leak and not of a drop', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w0);
    const [request] = trace.packets;
    expect(stopsOf(trace, request!).slice(-3)).toEqual(['kernel router', 'router:eth0', 'outside nat@router']);
    const stage = stageOf(trace, request!.end);
    expect(stage.stones.map(({ outcome }) => outcome.kind)).toEqual(['left-the-lab']);
    expect(stage.rows.find(({ fate }) => fate === 'won')).toMatchObject({ dst: 'default', dev: 'eth0' });
    expect(openingEvent(trace)).toBe(request!.end);
    expect(packetVerdictAt(trace, request!.id, request!.end)).toBe('leaked');
    expect(verdictOfRun(trace)).toBe('leaked');
    expect(timelineOf(trace).marks.map(({ kind }) => kind)).toContain('leak');
    expect(timelineOf(trace).marks.map(({ kind }) => kind)).not.toContain('drop');
    for (const { run: words } of [uiEn, uiKo]) expect(words.verdict.leaked).not.toMatch(/drop|드롭/i);
  });

  it('E2: a drop needs a router without default route, and an ICMP error a route back to the sender besides', () => {
    const silent = ping('no default', CLIENT.ctr, WEBPOD.w0);
    expect(silent.packets.map(({ outcome }) => outcome)).toEqual([
      { kind: 'dropped', reason: { by: 'kernel', text: 'no route' }, netns: ROUTER, device: null },
    ]);
    const lab = labOf('no default');
    const knows = { ...lab, router: { ...lab.router!, staticRoutes: ['172.20.0.0/24 via 192.168.10.100'] } };
    const answered = ping(knows, CLIENT.ctr, WEBPOD.w0);
    expect(answered.packets.map(({ label }) => label)).toEqual(['echo request seq 1', 'net unreachable']);
  });
});

describe('E9: both directions are visible on an lxc', () => {
  it('E9: an lxc shows what its own pod sends and nothing else, the eth0 of the pod shows both', () => {
    for (const mode of BPF_MODES) {
      for (const { from, to, trace } of everyPing(mode)) {
        for (const name of [CLIENT[from], WEBPOD[to]]) {
          const pod = podOf(trace, name);
          const sent = packetsFrom(trace, name).length;
          const seen = capture(trace, pod.node, deviceName(pod.lxc));
          expectIn(
            mode,
            seen.map(({ tap }) => tap),
          ).toEqual(Array.from({ length: sent }, () => 'In'));
          expectIn(
            mode,
            seen.every(({ facts }) => facts.src === pod.ip),
          ).toBe(true);
        }
        const answered = trace.packets.length === 2;
        const pod = podOf(trace, WEBPOD[to]);
        expectIn(mode, taps(trace, pod.name)).toEqual(answered ? ['eth0 In', 'eth0 Out'] : []);
      }
    }
  });

  it('E9: a probe on the destination lxc says that the request skipped it', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const { lxc, eth0 } = podOf(trace, WEBPOD.w0);
    const { lines, unseen } = printed(trace, 'k8s-w0', deviceName(lxc));
    expect(lines).toHaveLength(1);
    expect(unseen).toMatchObject([{ cause: { kind: 'skipped-by-peer', device: lxc, into: eth0 }, packets: [0] }]);
  });

  it('E9: a whole connection on the lxc of the server is its half of it', () => {
    const trace = curl('vxlan', CLIENT.ctr, WEBPOD.w0);
    const server = podOf(trace, WEBPOD.w0);
    const flags = capture(trace, server.node, deviceName(server.lxc)).map(({ facts }) => facts.tcp?.flags.join());
    expect(flags).toEqual(['SYN,ACK', 'ACK', 'PSH,ACK', 'FIN,ACK']);
  });

  it('E9: the destination lxc is drawn as skipped, and the packet is never drawn on it', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      for (const to of ['ctr', 'w1'] as const) {
        const trace = ping(mode, CLIENT.ctr, WEBPOD[to]);
        const [request] = trace.packets;
        const { lxc } = podOf(trace, WEBPOD[to]);
        expectIn(mode, drawnIn(trace, request!, [lxc])).toEqual([]);
        expectIn(mode, [...stageOf(trace, request!.end).skipped]).toEqual([lxc]);
        expectIn(mode, linesOf(trace, request!)).toContain('peer');
      }
    }
  });

  it('E9: both languages say that the lxc is skipped', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.w1);
    const peer = trace.events.find(({ kind }) => kind === 'peer')!;
    for (const { sentence } of wordsOn(trace, peer)) {
      expect(sentence).toContain(deviceName(podOf(trace, WEBPOD.w1).lxc));
      expect(sentence).toMatch(/skipped|건너뛴다/);
    }
  });

  it('E9: with legacy host routing it is not skipped, and Out is visible', () => {
    const trace = ping('legacy', CLIENT.ctr, WEBPOD.ctr);
    const server = podOf(trace, WEBPOD.ctr);
    expect(taps(trace, server.node, deviceName(server.lxc)).map((line) => line.split(' ')[1])).toEqual(['Out', 'In']);
  });
});

describe('E10: traffic inside a node passes a bridge or eth1', () => {
  it('E10: two devices of pods and one lxc are all that a packet inside a node touches', () => {
    for (const mode of BPF_MODES) {
      for (const short of SHORTS) {
        const trace = ping(mode, CLIENT[short], WEBPOD[short]);
        const client = podOf(trace, CLIENT[short]);
        const server = podOf(trace, WEBPOD[short]);
        const [request, reply] = trace.packets;
        expectIn(mode, stopsOf(trace, request!)).toEqual([
          `pod ${client.name}`,
          client.eth0,
          client.lxc,
          server.eth0,
          `pod ${server.name}`,
        ]);
        expectIn(mode, stopsOf(trace, reply!)).toEqual([
          `pod ${server.name}`,
          server.eth0,
          server.lxc,
          client.eth0,
          `pod ${client.name}`,
        ]);
      }
    }
  });

  it('E10: a capture on eth1, on the tunnel device and at the router holds nothing', () => {
    for (const mode of BPF_MODES) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.ctr);
      const lxcs = new Set<string>([CLIENT.ctr, WEBPOD.ctr].map((pod) => deviceName(podOf(trace, pod).lxc)));
      expectIn(
        mode,
        taps(trace, nodeOf('ctr')).filter((line) => !lxcs.has(line.split(' ')[0] ?? '')),
      ).toEqual([]);
      expectIn(mode, taps(trace, ROUTER)).toEqual([]);
    }
  });

  it('E10: there is no bridge in the lab and no word of one', () => {
    for (const mode of BPF_MODES) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.ctr);
      const names = [...trace.world.devices.values()].map(({ name }) => name);
      expectIn(
        mode,
        names.filter((name) => /^(br|cni|docker|cbr|flannel)/.test(name)),
      ).toEqual([]);
      expectIn(mode, saying(told(trace), /bridge|브리지|브릿지/i)).toEqual([]);
    }
  });

  it('E10: the packet is drawn on no other device of the node, in any frame', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.ctr);
      const others = [...trace.world.devices.values()].filter(({ kind }) => kind === 'nic' || kind === 'tunnel');
      for (const packet of trace.packets) {
        expectIn(
          mode,
          drawnIn(
            trace,
            packet,
            others.map((device) => device.id),
          ),
        ).toEqual([]);
      }
    }
  });
});

describe('E24: the way back mirrors the way there', () => {
  it('E24: the answer is looked up on the other node, in that node’s tables and by that node’s programs', () => {
    for (const mode of ['repaired', 'vxlan'] as const) {
      const trace = ping(mode, CLIENT.ctr, WEBPOD.w0);
      const hook = hookOf(trace, trace.packets[1]!, 'cil_from_container');
      expect(hook.netns).toBe(nodeOf('w0'));
      const road = hook.reads.find(({ table }) => table === (mode === 'vxlan' ? 'cilium_ipcache_v2' : 'routes'));
      expect(road).toMatchObject({
        netns: nodeOf('w0'),
        query: expect.stringContaining(addressOf(CLIENT.ctr)) as string,
      });
    }
  });

  it('E24: with one static route only the request arrives and the answer leaks', () => {
    const trace = ping('half repaired', CLIENT.ctr, WEBPOD.w0);
    expect(trace.packets.map(({ outcome }) => outcome)).toEqual([
      { kind: 'delivered', to: WEBPOD.w0 },
      { kind: 'left-the-lab', via: 'router:eth0' },
    ]);
    expect(stopsOf(trace, trace.packets[1]!).at(-1)).toBe('outside nat@router');
    for (const { detail } of wordsOn(trace, trace.events[trace.packets[1]!.end]!)) {
      expect(detail).toMatch(/Only the way back failed|돌아오는 길만 실패했다/);
    }
  });

  it('E24: a route that only one node has bends one direction only', () => {
    const spec = `${labOf('native').nodes[0]!.podCIDR} via 192.168.10.200`;
    const change = { at: 0 as never, from: nodeOf('w1'), kind: 'ip-route', action: 'replace', spec } as const;
    const trace = run(
      'by way of the router',
      { ...change, action: 'replace' },
      { ...pingOf(CLIENT.ctr, WEBPOD.w1), at: 1_000_000 as never },
      { ...change, from: nodeOf('ctr'), spec: '172.20.1.0/24 via 192.168.10.101', at: 2_000_000_000 as never },
      { ...pingOf(CLIENT.ctr, WEBPOD.w1), at: 3_000_000_000 as never },
    );
    const routers = trace.packets.map((packet) => stopsOf(trace, packet).includes('kernel router'));
    expect(routers).toEqual([true, true, false, true]);
  });

  it('E24: both languages say that an answer is a packet of its own', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    for (const { detail } of wordsOn(trace, trace.events[trace.packets[1]!.born]!)) {
      expect(detail).toMatch(/a packet of its own|별개의 패킷/);
    }
  });

  it('E24: the answer is let in by conntrack and not by a rule in reverse', () => {
    const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
    const [request, reply] = trace.packets;
    const asked = (packet: typeof request): boolean =>
      hookOf(trace, packet!, 'cil_lxc_policy').reads.some(({ table }) => table === 'cilium_policy_v2');
    expect([asked(request), asked(reply)]).toEqual([true, false]);
  });
});

describe('E25: ingress policy is drawn at the receiving lxc', () => {
  /** Where the policy program of the destination runs: mode, from, to, device. */
  const PLACES: readonly (readonly [Mode, string, Short, (trace: ReturnType<typeof ping>) => string])[] = [
    ['native', CLIENT.ctr, 'ctr', (trace) => podOf(trace, CLIENT.ctr).lxc],
    ['vxlan', CLIENT.ctr, 'ctr', (trace) => podOf(trace, CLIENT.ctr).lxc],
    ['native', CLIENT.ctr, 'w1', () => 'k8s-w1:eth1'],
    ['repaired', CLIENT.ctr, 'w0', () => 'k8s-w0:eth1'],
    ['vxlan', CLIENT.ctr, 'w0', () => 'k8s-w0:cilium_vxlan'],
    ['geneve', CLIENT.ctr, 'w0', () => 'k8s-w0:cilium_geneve'],
    ['native', 'k8s-ctr', 'ctr', () => 'k8s-ctr:cilium_host'],
  ];

  it('E25: it runs in the hook of the device that the packet is on, before the redirect', () => {
    for (const [mode, from, to, where] of PLACES) {
      const trace = ping(mode, from, WEBPOD[to]);
      const events = eventsAbout(trace, trace.packets[0]!);
      const policy = hookOf(trace, trace.packets[0]!, 'cil_lxc_policy');
      expectIn(mode, policy).toMatchObject({ device: where(trace), attach: 'tail call', netns: nodeOf(to) });
      const after = events.slice(events.indexOf(policy) + 1);
      expectIn(mode, after[0]).toMatchObject(from === 'k8s-ctr' ? { kind: 'tx' } : { kind: 'peer' });
    }
  });

  it('E25: a denied packet ends at that device, and its drop carries that ifindex', () => {
    for (const [mode, from, to, where] of PLACES) {
      if (from === 'k8s-ctr') continue;
      const trace = runDenied(mode, WEBPOD[to], 'Ingress', pingOf(from, WEBPOD[to]));
      const [request] = trace.packets;
      const device = where(trace);
      expectIn(mode, trace.packets).toHaveLength(1);
      expectIn(mode, request?.outcome).toMatchObject({
        kind: 'dropped',
        reason: { by: 'cilium', code: 133, text: 'Policy denied' },
        netns: nodeOf(to),
        device,
      });
      const drop = hookOf(trace, request!, 'cil_lxc_policy').observations.find(({ point }) => point === 'drop');
      expectIn(mode, drop).toMatchObject({ ifindex: device, endpoint: WEBPOD[to], shown: true });
      expectIn(mode, taps(trace, WEBPOD[to])).toEqual([]);
    }
  });

  it('E25: the stone of a denied packet stands at that device and not at the destination lxc', () => {
    for (const [mode, from, to, where] of PLACES) {
      if (from === 'k8s-ctr') continue;
      const trace = runDenied(mode, WEBPOD[to], 'Ingress', pingOf(from, WEBPOD[to]));
      const [request] = trace.packets;
      expectIn(mode, stopsOf(trace, request!).at(-1)).toBe(where(trace));
      expectIn(
        mode,
        stageOf(trace, request!.end).stones.map(({ key }) => key),
      ).toEqual([`${where(trace)} dropped`]);
      expectIn(mode, drawnIn(trace, request!, [podOf(trace, WEBPOD[to]).lxc])).toEqual([]);
    }
  });

  it('E25: both languages name the hook, and say never on the lxc of the destination', () => {
    for (const [mode, from, to, where] of PLACES) {
      const trace = ping(mode, from, WEBPOD[to]);
      const name = deviceName(where(trace) as never);
      for (const { title, detail } of wordsOn(trace, hookOf(trace, trace.packets[0]!, 'cil_lxc_policy'))) {
        expectIn(mode, title).toBe(`${name} · cil_lxc_policy`);
        expectIn(mode, detail).toMatch(/never on the destination's lxc|목적지 lxc에서 실행되는 일은 없다/);
      }
    }
  });

  it('E25: the sender of a denied SYN hears nothing and times out, and every retransmission is judged again', () => {
    const trace = runDenied('vxlan', WEBPOD.w0, 'Ingress', curlOf(CLIENT.ctr, WEBPOD.w0, { connectTimeout: 4 }));
    expect(trace.packets.map(({ label, outcome }) => `${label} ${outcome.kind}`)).toEqual([
      'SYN dropped',
      'SYN dropped',
      'SYN dropped',
      'SYN dropped',
    ]);
    expect(everyFrame(trace).filter(({ facts }) => facts.icmp !== null || facts.tcp?.flags.includes('RST'))).toEqual(
      [],
    );
    expect(trace.jobs[0]).toMatchObject({ exitCode: 28 });
    expect(shown(trace).filter((one) => one === 'drop DROPPED')).toHaveLength(4);
  });

  it('E25: egress policy is the sender’s, at its own lxc, before any route is asked', () => {
    const trace = runDenied('native', CLIENT.ctr, 'Egress', pingOf(CLIENT.ctr, WEBPOD.w1));
    const [request] = trace.packets;
    const { lxc } = podOf(trace, CLIENT.ctr);
    expect(request?.outcome).toMatchObject({ kind: 'dropped', reason: { code: 133 }, device: lxc });
    expect(hookOf(trace, request!, 'cil_from_container').reads.map(({ table }) => table)).not.toContain('routes');
    for (const { sentence } of toldOf(trace, request!).filter(({ event }) => event.kind === 'hook')) {
      expect(sentence).toMatch(/before any route is asked|경로를 묻기도 전에/);
    }
  });

  it('E25: only legacy host routing with endpoint routes judges on the egress of the destination lxc', () => {
    const lab = { ...labOf('legacy'), cilium: { ...labOf('legacy').cilium, endpointRoutes: true } };
    const trace = ping(lab, CLIENT.ctr, WEBPOD.w1);
    const hook = hookOf(trace, trace.packets[0]!, 'cil_to_container');
    expect(hook).toMatchObject({ device: podOf(trace, WEBPOD.w1).lxc, attach: 'tcx/egress' });
  });
});
