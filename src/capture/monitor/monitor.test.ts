import { describe, expect, it } from 'vitest';
import { withEgressDenied, withIngressDenied } from '../../../tests/support/denied-trace.ts';
import { curlFrom, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import { simulate } from '../../engine/simulate.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { LabFile } from '../../lab/file.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { hostEndpointId } from './endpoint-ids.ts';
import { interruptedLines, listeningLines } from './banner.ts';
import { monitorLines, startMonitor } from './monitor.ts';
import { parseEndpointId, PLAIN, unknownTypeText, type MonitorOptions } from './options.ts';

const CTR = 'k8s-ctr' as NetnsName;
const W1 = 'k8s-w1' as NetnsName;
const SAME = '172.20.0.154';
const FAR = '172.20.1.164';

/** Endpoint ids and device names of the study's recording. */
const named = (lab: LabFile): LabFile => ({
  ...lab,
  pods: lab.pods.map((pod) =>
    pod.name === 'curl-pod'
      ? { ...pod, endpoint: 2543, lxc: 'lxc93b551d233cf' }
      : pod.ip === SAME
        ? { ...pod, endpoint: 359, lxc: 'lxc49626b6ed5ee' }
        : pod,
  ),
});
const lines = (trace: Trace, node = CTR, options: Partial<MonitorOptions> = {}): readonly string[] =>
  monitorLines(trace, node, { ...PLAIN, ...options });
/** Hashes are drawn: their place is kept. */
const unhashed = (text: readonly string[]): readonly string[] => text.map((line) => line.replace(/0x[\da-f]+/, '0x#'));

describe('cilium monitor', () => {
  it('begins and ends as it does', () => {
    expect(listeningLines()).toEqual([
      'Listening for events on 2 CPUs with 64x4096 of shared memory',
      'Press Ctrl-C to quit',
    ]);
    expect(interruptedLines()).toEqual(['', 'Received an interrupt, disconnecting from monitor...', '']);
  });

  it('a curl on one node, asked for by the receiving endpoint as the study did', () => {
    const trace = run({}, [curlFrom('curl-pod', SAME)], named);
    const to = 'identity 27143->16202 state';
    const at = 'ifindex lxc49626b6ed5ee orig-ip 172.20.0.215: 172.20.0.215:48220 -> 172.20.0.154:80 tcp';
    expect(unhashed(lines(trace, CTR, { to: [359] })).slice(1)).toEqual([
      `-> endpoint 359 flow 0x# , ${to} new ${at} SYN`,
      `-> endpoint 359 flow 0x# , ${to} established ${at} ACK`,
      `-> endpoint 359 flow 0x# , ${to} established ${at} ACK`,
      `-> endpoint 359 flow 0x# , ${to} established ${at} ACK, FIN`,
      `-> endpoint 359 flow 0x# , ${to} established ${at} ACK`,
    ]);
    const back = 'identity 16202->27143 state reply ifindex lxc93b551d233cf orig-ip 172.20.0.154';
    const from = '172.20.0.154:80 -> 172.20.0.215:48220 tcp';
    expect(unhashed(lines(trace, CTR, { from: [2543] })).slice(1)).toEqual([
      `-> endpoint 2543 flow 0x# , ${back}: ${from} SYN, ACK`,
      `-> endpoint 2543 flow 0x# , ${back}: ${from} ACK`,
      `-> endpoint 2543 flow 0x# , ${back}: ${from} ACK, FIN`,
    ]);
    expect(lines(trace, CTR, { relatedTo: [359, 2543] })).toEqual(lines(trace));
    expect(lines(trace, CTR, { from: [1] })).toEqual([]);
  });

  it('--from is whose program wrote the record, --to whom it names: what leaves the node names nobody', () => {
    const trace = run({}, [pingFrom('curl-pod', FAR)], named);
    const places = (options: Partial<MonitorOptions>): readonly string[] =>
      lines(trace, CTR, options).flatMap((line) => /^-> \w+( \d+)?/.exec(line)?.[0] ?? []);
    expect(places({ from: [2543] })).toEqual(['-> network', '-> endpoint 2543']);
    expect(places({ to: [2543] })).toEqual(['-> endpoint 2543']);
  });

  it('the log line comes once, before the first packet, as the version writes it', () => {
    const [first, ...rest] = lines(run({}, [pingFrom('curl-pod', SAME)]));
    expect(first).toBe('time=2025-08-09T18:13:00.000009Z level=info msg="Initializing dissection cache..."');
    expect(rest.join('\n')).not.toContain('dissection');
    const old = { ...week4, versions: { ...week4.versions, cilium: '1.17.6' } };
    expect(lines(simulate(old, [pingFrom('curl-pod', SAME)]))[0]).toBe(
      'time="2025-08-09T18:13:00.000009Z" level=info msg="Initializing dissection cache..." subsys=monitor',
    );
  });

  it('native and overlay: what leaves has no orig-ip, and each node tells its own part', () => {
    const native = run({}, [pingFrom('curl-pod', FAR)]);
    expect(unhashed(lines(native, CTR)).slice(1)).toEqual([
      '-> network flow 0x# , identity 27143->16202 state new ifindex eth1 orig-ip 0.0.0.0: 172.20.0.215 -> 172.20.1.164 icmp EchoRequest',
      '-> endpoint 7 flow 0x# , identity 16202->27143 state reply ifindex lxc7c3abdb46ff6 orig-ip 172.20.1.164: 172.20.1.164 -> 172.20.0.215 icmp EchoReply',
    ]);
    const overlay = unhashed(lines(run({ routing: 'vxlan' }, [pingFrom('curl-pod', FAR)]), W1)).slice(1);
    expect(overlay[1]).toBe(
      '-> overlay flow 0x# , identity 16202->27143 state reply ifindex cilium_vxlan orig-ip 0.0.0.0: 172.20.1.164 -> 172.20.0.215 icmp EchoReply',
    );
    expect(lines(native, 'k8s-w0' as NetnsName)).toEqual([]);
  });

  it('without aggregation: entries too, where nothing is known yet', () => {
    const all = unhashed(lines(run({ monitorAggregation: 'none' }, [pingFrom('curl-pod', '10.10.1.200')])));
    expect(all[1]).toBe(
      '<- endpoint 7 flow 0x# , identity 27143->unknown state unknown ifindex 0 orig-ip 0.0.0.0: 172.20.0.215 -> 10.10.1.200 icmp EchoRequest',
    );
    expect(all[2]).toContain('identity 27143->world state new ifindex eth1');
    const numeric = run({ monitorAggregation: 'none' }, [pingFrom('curl-pod', '10.10.1.200')]);
    expect(lines(numeric, CTR, { numeric: true })[2]).toContain('identity 27143->2 state new');
  });

  it('denials and drops', () => {
    const ingress = withIngressDenied(run({}, [curlFrom('curl-pod', FAR)]));
    expect(lines(ingress, W1).slice(1)).toEqual([
      'Policy verdict log: flow 0x0 local EP ID 3184, remote ID 27143, proto 6, ingress, action deny, auth: disabled, match none, 172.20.0.215:48220 -> 172.20.1.164:80 tcp SYN',
      'xx drop (Policy denied) flow 0x0 to endpoint 3184, ifindex 3, file bpf_lxc.c:2126, , identity 27143->16202: 172.20.0.215:48220 -> 172.20.1.164:80 tcp SYN',
    ]);
    expect(lines(ingress, W1, { types: ['drop'] }).slice(1)).toEqual(lines(ingress, W1).slice(2));
    const egress = unhashed(lines(withEgressDenied(run({}, [curlFrom('curl-pod', FAR)]))));
    expect(egress[2]).toMatch(
      /^xx drop \(Policy denied by denylist\) flow 0x# to endpoint 0, ifindex \d+, file bpf_lxc/,
    );
    const [, ttl] = lines(run({}, [pingFrom('curl-pod', FAR, { ttl: 1 })]));
    expect(ttl).toMatch(/^xx drop \(TTL exceeded\) .* 172.20.0.215 -> 172.20.1.164 icmp EchoRequest$/);
  });

  it('sockets are shown with -v only, before any packet is looked into', () => {
    const trace = run({}, [curlFrom('curl-pod', '10.96.111.94')]);
    expect(lines(trace, CTR, { types: ['trace-sock'] })).toEqual([]);
    const [pre, post, log] = lines(trace, CTR, { verbosity: 'debug' });
    expect(pre).toMatch(/^CPU 0[01]: \[pre-xlate-fwd\] cgroup_id: \d+ sock_cookie: \d+, dst \[10.96.111.94\]:80 tcp $/);
    expect(post).toMatch(/^CPU 0[01]: \[post-xlate-fwd\] .*, dst \[172.20.\d.\d+\]:80 tcp $/);
    expect(log).toContain('dissection cache');
    const other = lines(trace, CTR, { verbosity: 'debug', types: ['drop'], relatedTo: [1] });
    expect(other).toEqual([pre, post]);
  });

  it('-vv takes packets apart', () => {
    const text = lines(run({}, [curlFrom('curl-pod', SAME)]), CTR, { verbosity: 'verbose' });
    expect(text[1]).toBe('-'.repeat(78));
    expect(text[2]).toMatch(
      /^CPU 0[01]: MARK 0x[\da-f]+ FROM 4031 to-endpoint: 74 bytes \(74 captured\), state new, interface lxc\w+, , identity 27143->16202, orig-ip 172.20.0.215, to endpoint 4031$/,
    );
    expect(text[3]).toMatch(
      /^Ethernet\t\{Contents=\[..14..\] Payload=\[..60..\] SrcMAC=.* EthernetType=IPv4 Length=0\}$/,
    );
    expect(text[5]).toMatch(/^TCP\t.* DstPort=80\(http\) .* SYN=true .* Options=\[..5..\] Padding=\[\]\}$/);
    expect(text).toContain('  Packet has been truncated');
  });

  it('-j is an object per record', () => {
    const [, first] = lines(run({}, [pingFrom('curl-pod', SAME)]), CTR, { verbosity: 'json' });
    expect(JSON.parse(first ?? '')).toMatchObject({
      type: 'trace',
      state: 'new',
      observationPoint: 'to-endpoint',
      traceSummary: '-> endpoint 4031',
      source: 4031,
      bytes: 98,
      srcLabel: 27143,
      dstID: 4031,
      summary: { icmpv4: 'EchoRequest', l3: { src: '172.20.0.215', dst: SAME } },
    });
    expect(first).toContain('"traceSummary":"-\\u003e endpoint 4031"');
  });

  it('read piece by piece it says the same', () => {
    const trace = run({ routing: 'vxlan' }, [curlFrom('curl-pod', FAR), pingFrom('curl-pod', SAME, { at: 2 })]);
    const monitor = startMonitor(CTR, PLAIN);
    const pieces: string[] = [];
    for (let from = 0; from < trace.events.length; from += 20) {
      const part = { ...trace, events: trace.events.slice(0, from + 20) };
      pieces.push(...monitor.read(part, from as EventId).flatMap((text) => text.lines));
    }
    expect(pieces).toEqual(lines(trace));
  });
});

describe('flow hashes', () => {
  const hashes = (trace: Trace, node: NetnsName): readonly string[] => [
    ...new Set(lines(trace, node).flatMap((line) => /flow (0x[\da-f]+)/.exec(line)?.[1] ?? [])),
  ];

  it('each side of a TCP connection has its own on the node of its socket; from the wire both ways are alike', () => {
    const trace = run({}, [curlFrom('curl-pod', SAME)]);
    expect(hashes(trace, CTR).length).toBe(2);
    const ping = run({}, [pingFrom('curl-pod', SAME)]);
    expect(hashes(ping, CTR).length).toBe(1);
    expect(hashes(run({}, [pingFrom('curl-pod', FAR)]), W1).length).toBe(1);
  });

  it('a retransmission timer changes it, and a new SYN of the same connection has the new one', () => {
    const lost = run({}, [curlFrom('curl-pod', '172.20.2.152', { connectTimeout: 4 })]);
    const syns = lines(lost, CTR).filter((line) => line.endsWith('tcp SYN'));
    const apart = syns.map((line) => /flow (0x[\da-f]+)/.exec(line)?.[1]);
    expect(new Set(apart).size).toBe(apart.length);
  });
});

it('refuses what is no type and no endpoint id', () => {
  expect(unknownTypeText('srop')).toBe(
    'Unknown type (srop). Please use one of the following ones map[agent:130 capture:3 debug:2 drop:1 l7:129 policy-verdict:5 recorder:6 trace:4 trace-sock:7]',
  );
  expect(['359', '0', '65536', 'x', '-1'].map(parseEndpointId)).toEqual([359, 0, null, null, null]);
});

it('a host endpoint has an id that no pod of its node has', () => {
  const { world } = run({}, []);
  for (const node of world.nodes) {
    const taken = [...world.pods.values()].filter((pod) => pod.node === node.name).map((pod) => pod.endpoint);
    expect(taken).not.toContain(hostEndpointId(world, node.name));
    expect(hostEndpointId(world, node.name)).toBeLessThan(4096);
  }
});
