import { describe, expect, it } from 'vitest';
import { withEgressDenied, withIngressDenied } from '../../../tests/support/denied-trace.ts';
import { curlFrom, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import { simulate } from '../../engine/simulate.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { Trace } from '../../trace/trace.ts';
import { flowsOf } from './flows.ts';
import { COMPACT, flowLines, type PrintOptions } from './printer.ts';

const SERVICE = '10.96.111.94';
const W0 = '172.20.2.152';
const W1 = '172.20.1.164';
const CTR = '172.20.0.154';

const observe = (trace: Trace, options: Partial<PrintOptions> = {}): readonly string[] =>
  flowLines(trace.world, flowsOf(trace), { ...COMPACT, ...options });

/** The first run of the lab in which the service leads to the pod behind the router. */
function leak(): Trace {
  for (let seed = 1; seed < 100; seed++) {
    const trace = simulate({ ...week4, seed }, [curlFrom('curl-pod', SERVICE)]);
    if (trace.packets.some((packet) => packet.outcome.kind === 'left-the-lab')) return trace;
  }
  throw new Error('no seed leads to k8s-w0');
}

describe('hubble observe', () => {
  it('shows a ping as the study has recorded it: one line there, one back, times in UTC', () => {
    const t = run({ router: { kind: 'static', prefixes: 'all' } }, [pingFrom('curl-pod', W0)]);
    const ctr = flowsOf(t).filter((flow) => flow.node === 'k8s-ctr');
    expect(flowLines(t.world, ctr)).toEqual([
      'Aug  9 18:13:00.000: default/curl-pod (ID:27143) -> default/webpod-697b545f57-9nnfd (ID:16202) to-network FORWARDED (ICMPv4 EchoRequest)',
      'Aug  9 18:13:00.000: default/curl-pod (ID:27143) <- default/webpod-697b545f57-9nnfd (ID:16202) to-endpoint FORWARDED (ICMPv4 EchoReply)',
    ]);
  });

  it('says nothing of the loss on the router: two translations, one SYN forwarded, no drop', () => {
    expect(observe(leak())).toEqual([
      'Aug  9 18:13:00.000: default/curl-pod (ID:27143) <> 10.96.111.94:80 (world) pre-xlate-fwd TRACED (TCP)',
      'Aug  9 18:13:00.000: default/curl-pod (ID:27143) <> default/webpod-697b545f57-9nnfd:80 (ID:16202) post-xlate-fwd TRANSLATED (TCP)',
      'Aug  9 18:13:00.000: default/curl-pod:48220 (ID:27143) -> default/webpod-697b545f57-9nnfd:80 (ID:16202) to-network FORWARDED (TCP Flags: SYN)',
    ]);
  });

  it('an overlay: to-overlay instead of to-network, on both nodes', () => {
    expect(observe(run({ routing: 'vxlan' }, [pingFrom('curl-pod', W0)]), { nodeName: true })).toEqual([
      'Aug  9 18:13:00.000 [k8s-ctr]: default/curl-pod (ID:27143) -> default/webpod-697b545f57-9nnfd (ID:16202) to-overlay FORWARDED (ICMPv4 EchoRequest)',
      'Aug  9 18:13:00.000 [k8s-w0]: default/curl-pod (ID:27143) -> default/webpod-697b545f57-9nnfd (ID:16202) to-endpoint FORWARDED (ICMPv4 EchoRequest)',
      'Aug  9 18:13:00.000 [k8s-w0]: default/curl-pod (ID:27143) <- default/webpod-697b545f57-9nnfd (ID:16202) to-overlay FORWARDED (ICMPv4 EchoReply)',
      'Aug  9 18:13:00.000 [k8s-ctr]: default/curl-pod (ID:27143) <- default/webpod-697b545f57-9nnfd (ID:16202) to-endpoint FORWARDED (ICMPv4 EchoReply)',
    ]);
  });

  it('one node: deliveries only', () => {
    expect(observe(run({}, [pingFrom('curl-pod', CTR)]))).toEqual([
      'Aug  9 18:13:00.000: default/curl-pod (ID:27143) -> default/webpod-697b545f57-mn7r5 (ID:16202) to-endpoint FORWARDED (ICMPv4 EchoRequest)',
      'Aug  9 18:13:00.000: default/curl-pod (ID:27143) <- default/webpod-697b545f57-mn7r5 (ID:16202) to-endpoint FORWARDED (ICMPv4 EchoReply)',
    ]);
  });

  it('reserved identities by name: the own host, the world', () => {
    const to = (address: string): readonly string[] => observe(run({}, [pingFrom('curl-pod', address)]));
    expect(to('192.168.10.100')[0]).toContain('default/curl-pod (ID:27143) -> 192.168.10.100 (host) to-stack');
    expect(to('10.10.1.200')[0]).toContain('default/curl-pod (ID:27143) -> 10.10.1.200 (world) to-network');
    expect(to('192.168.10.101')[0]).toContain('192.168.10.101 (remote-node) to-network');
  });

  it('denials: verdict and drop, of which nobody knows whether they are replies', () => {
    expect(observe(withIngressDenied(run({}, [curlFrom('curl-pod', W1)])), { nodeName: true }).slice(1)).toEqual([
      'Aug  9 18:13:00.000 [k8s-w1]: default/curl-pod:48220 (ID:27143) <> default/webpod-697b545f57-9ns5w:80 (ID:16202) policy-verdict:none INGRESS DENIED (TCP Flags: SYN)',
      'Aug  9 18:13:00.000 [k8s-w1]: default/curl-pod:48220 (ID:27143) <> default/webpod-697b545f57-9ns5w:80 (ID:16202) Policy denied DROPPED (TCP Flags: SYN)',
    ]);
    const [verdict, drop] = flowsOf(withEgressDenied(run({}, [curlFrom('curl-pod', W1)])));
    expect(verdict).toMatchObject({ direction: 'EGRESS', drop: { code: 181, desc: 'POLICY_DENY' }, isReply: null });
    expect(drop).toMatchObject({ direction: 'EGRESS', drop: { code: 181, desc: 'POLICY_DENY' }, device: null });
  });

  it('PSH is shown, and replies keep the client on the left', () => {
    const lines = observe(run({}, [curlFrom('curl-pod', CTR)]));
    expect(lines.map((line) => / (->|<-) .* \(TCP Flags: (.*)\)$/.exec(line)?.slice(1).join(' '))).toEqual([
      '-> SYN',
      '<- SYN, ACK',
      '-> ACK',
      '-> ACK, PSH',
      '<- ACK, PSH',
      '-> ACK, FIN',
      '<- ACK, FIN',
      '-> ACK',
    ]);
    expect(lines.every((line) => line.includes(': default/curl-pod:48220 (ID:27143) '))).toBe(true);
  });

  it('before 1.17 a ClusterIP has the name of its service', () => {
    const lab = { ...week4, versions: { ...week4.versions, cilium: '1.16.5' } };
    const [first] = observe(simulate(lab, [curlFrom('curl-pod', SERVICE)]));
    expect(first).toContain('default/curl-pod (ID:27143) <> default/webpod:80 (world) pre-xlate-fwd TRACED (TCP)');
  });

  it('other formats', () => {
    const t = run({}, [pingFrom('curl-pod', CTR)]);
    expect(observe(t, { output: 'table' })).toEqual([
      'TIMESTAMP             SOURCE                            DESTINATION                       TYPE          VERDICT     SUMMARY',
      'Aug  9 18:13:00.000   default/curl-pod                  default/webpod-697b545f57-mn7r5   to-endpoint   FORWARDED   ICMPv4 EchoRequest',
      'Aug  9 18:13:00.000   default/webpod-697b545f57-mn7r5   default/curl-pod                  to-endpoint   FORWARDED   ICMPv4 EchoReply',
    ]);
    expect(observe(t, { output: 'dict', nodeName: true, ipTranslation: false }).slice(5)).toEqual([
      '    VERDICT: FORWARDED',
      '    SUMMARY: ICMPv4 EchoRequest',
      '------------',
      '  TIMESTAMP: Aug  9 18:13:00.000',
      '       NODE: k8s-ctr',
      '     SOURCE: 172.20.0.154',
      'DESTINATION: 172.20.0.215',
      '       TYPE: to-endpoint',
      '    VERDICT: FORWARDED',
      '    SUMMARY: ICMPv4 EchoReply',
    ]);
    const [colored] = observe(run({}, [curlFrom('curl-pod', CTR)]), { color: true, timeFormat: 'RFC3339Micro' });
    expect(colored).toBe(
      '2025-08-09T18:13:00.000009Z: \u001b[36mdefault/curl-pod:\u001b[33m48220\u001b[0m\u001b[0m \u001b[35m(ID:27143)\u001b[0m -> ' +
        '\u001b[36mdefault/webpod-697b545f57-mn7r5:\u001b[33m80\u001b[0m\u001b[0m \u001b[35m(ID:16202)\u001b[0m ' +
        'to-endpoint \u001b[32mFORWARDED\u001b[0m (TCP Flags: SYN)',
    );
  });
});

describe('-o json', () => {
  const parsed = (trace: Trace): readonly Record<string, unknown>[] =>
    observe(trace, { output: 'json' }).map((line) => JSON.parse(line).flow);

  it('fields in the order of flow.proto, zero values left out', () => {
    const [flow] = parsed(run({}, [pingFrom('curl-pod', CTR)]));
    expect(Object.keys(flow ?? {})).toEqual([
      'time',
      'uuid',
      'verdict',
      'ethernet',
      'IP',
      'l4',
      'source',
      'destination',
      'Type',
      'node_name',
      'event_type',
      'traffic_direction',
      'trace_observation_point',
      'trace_reason',
      'is_reply',
      'interface',
      'Summary',
    ]);
    expect(flow).toMatchObject({
      l4: { ICMPv4: { type: 8 } },
      event_type: { type: 4 },
      traffic_direction: 'INGRESS',
      trace_observation_point: 'TO_ENDPOINT',
      trace_reason: 'NEW',
      is_reply: false,
      destination: {
        identity: 16202,
        cluster_name: 'default',
        pod_name: 'webpod-697b545f57-mn7r5',
        workloads: [{ name: 'webpod', kind: 'Deployment' }],
      },
    });
  });

  it('a socket has a cookie as text and no client port; a denial its reason', () => {
    const [pre] = parsed(leak());
    expect(pre).toMatchObject({
      Type: 'SOCK',
      l4: { TCP: { destination_port: 80 } },
      event_type: { type: 7, sub_type: 1 },
      sock_xlate_point: 'SOCK_XLATE_POINT_PRE_DIRECTION_FWD',
      destination: { identity: 2, labels: ['reserved:world'] },
    });
    expect(pre?.['socket_cookie']).toEqual(expect.any(String));
    const denied = parsed(withIngressDenied(run({}, [curlFrom('curl-pod', W1)])));
    expect(denied.at(-1)).toMatchObject({
      drop_reason: 133,
      drop_reason_desc: 'POLICY_DENIED',
      traffic_direction: 'INGRESS',
    });
    expect(denied.at(-1)).not.toHaveProperty('is_reply');
  });

  it('an encapsulated sample has its tunnel beside the inner packet', () => {
    const all = run({ routing: 'geneve', monitorAggregation: 'none' }, [pingFrom('curl-pod', W0)]);
    const wire = parsed(all).find((flow) => flow['trace_observation_point'] === 'FROM_NETWORK');
    expect(wire).toMatchObject({
      IP: { source: '172.20.0.215', destination: W0 },
      tunnel: { protocol: 'GENEVE', IP: { source: '192.168.10.100' }, l4: { UDP: { destination_port: 6081 } } },
    });
  });
});
