import { describe, expect, it } from 'vitest';
import { withIngressDenied } from '../../../tests/support/denied-trace.ts';
import { curlFrom, pingFrom, run } from '../../../tests/support/engine-runs.ts';
import type { Nanos, NetnsName } from '../../lab/names.ts';
import { parseFlowFilter, type FlagValue } from './filter.ts';
import type { Flow } from './flow.ts';
import { flowsOf } from './flows.ts';
import { unavailableLine } from './node-status.ts';
import { EVERY, parseSelection, selectFlows, type SelectorFlags } from './select.ts';

const DNS_POD = '172.20.0.231';
const trace = run({}, [
  curlFrom('curl-pod', '10.96.111.94'),
  pingFrom('curl-pod', DNS_POD, { at: 2 }),
  pingFrom('curl-pod', '10.10.1.200', { at: 3 }),
  pingFrom('k8s-w1', '172.20.1.164', { at: 4 }),
]);
const flows = flowsOf(trace);
const denied = flowsOf(withIngressDenied(run({}, [curlFrom('curl-pod', '172.20.1.164')])));

function taken(flags: readonly FlagValue[], from: readonly Flow[] = flows): readonly Flow[] {
  const parsed = parseFlowFilter(flags);
  if (!parsed.ok) throw new Error(parsed.message);
  return from.filter(parsed.filter.takes);
}

function refusal(...flags: readonly FlagValue[]): string {
  const parsed = parseFlowFilter(flags);
  return parsed.ok ? 'taken' : `${parsed.from}: ${parsed.message}`;
}

const where = (is: (flow: Flow) => boolean): readonly Flow[] => flows.filter(is);
const isSide = (flow: Flow, name: string): boolean =>
  flow.source.podName.startsWith(name) || flow.destination.podName.startsWith(name);

describe('filters of hubble observe', () => {
  it('none takes everything', () => {
    expect(taken([])).toEqual(flows);
  });

  it('--pod is a prefix on either side, in the namespace default unless it names one', () => {
    expect(taken([['pod', 'curl-pod']])).toEqual(where((flow) => isSide(flow, 'curl-pod')));
    expect(taken([['pod', 'webp']])).toEqual(where((flow) => isSide(flow, 'webpod')));
    expect(taken([['pod', 'coredns']])).toEqual([]);
    expect(taken([['pod', 'kube-system/coredns']])).toEqual(where((flow) => isSide(flow, 'coredns')));
    expect(taken([['pod', 'kube-system/']]).length).toBe(2);
    expect(taken([['pod', '/coredns']]).length).toBe(2);
  });

  it('--from-pod and --to-pod are one side each and must both agree', () => {
    const there = where((flow) => flow.source.podName === 'curl-pod' && flow.destination.podName.startsWith('webpod'));
    const both = taken([
      ['from-pod', 'curl-pod'],
      ['to-pod', 'webpod'],
    ]);
    expect(both).toEqual(there);
    expect(both.length).toBeGreaterThan(3);
  });

  it('values of one flag are alternatives', () => {
    const either = taken([
      ['to-pod', 'curl-pod'],
      ['to-pod', 'kube-system/coredns'],
    ]);
    expect(either).toEqual(where(({ destination }) => /^(curl-pod|coredns)/.test(destination.podName)));
  });

  it('--not takes away what the next flag matches; several together only what they all match', () => {
    expect(
      taken([
        ['not', ''],
        ['verdict', 'FORWARDED'],
      ]).map((flow) => flow.verdict),
    ).toEqual(['TRACED', 'TRANSLATED']);
    const rest = taken([
      ['pod', 'curl-pod'],
      ['not', ''],
      ['protocol', 'tcp'],
      ['not', ''],
      ['type', 'trace:to-network'],
    ]);
    const away = (flow: Flow): boolean =>
      flow.l4?.kind === 'TCP' && flow.eventType.kind === 'trace' && flow.eventType.point === 'to-network';
    expect(rest).toEqual(where((flow) => isSide(flow, 'curl-pod') && !away(flow)));
    expect(rest.length).toBeLessThan(where((flow) => isSide(flow, 'curl-pod')).length);
  });

  it('addresses, prefixes with host bits, ports, protocols', () => {
    expect(taken([['ip', '10.10.1.200']]).length).toBe(2);
    expect(taken([['from-ip', '10.10.1.200/16']]).length).toBe(1);
    expect(taken([['to-ip', 'fd00::/8']])).toEqual([]);
    expect(taken([['protocol', 'ICMP']])).toEqual(where((flow) => flow.l4?.kind === 'ICMPv4'));
    expect(taken([['port', '80']])).toEqual(where((flow) => flow.l4?.kind === 'TCP'));
    expect(taken([['from-port', '80']])).toEqual(where((flow) => flow.isReply === true && flow.l4?.kind === 'TCP'));
    expect(taken([['protocol', 'http']])).toEqual([]);
  });

  it('labels with and without a source, and as expressions', () => {
    const web = where((flow) => isSide(flow, 'webpod'));
    expect(taken([['label', 'app=webpod']])).toEqual(web);
    expect(taken([['label', 'k8s:app in (webpod, nobody)']])).toEqual(web);
    expect(taken([['to-label', 'reserved:world']]).length).toBe(2);
    expect(taken([['to-label', 'app,app!=webpod']])).toEqual(where((f) => f.destination.podName === 'curl-pod'));
    expect(taken([['label', 'k8s-app=kube-dns']]).length).toBe(2);
  });

  it('identities, nodes, directions, interfaces, TCP flags, workloads', () => {
    expect(taken([['identity', 'host']])).toEqual(
      where((f) => f.source.identity === 1 || f.destination.identity === 1),
    );
    expect(taken([['to-identity', '16202']])).toEqual(where((flow) => flow.destination.identity === 16202));
    expect(taken([['node-name', 'k8s-w*']])).toEqual(where((flow) => flow.node !== 'k8s-ctr'));
    expect(taken([['node-name', 'other/k8s-w*']])).toEqual([]);
    expect(taken([['traffic-direction', 'Egress']])).toEqual(where((flow) => flow.direction === 'EGRESS'));
    expect(taken([['interface', 'eth1']])).toEqual(where((flow) => flow.device?.name === 'eth1'));
    expect(taken([['tcp-flags', 'syn,ack']]).every((flow) => flow.summary === 'TCP Flags: SYN, ACK')).toBe(true);
    expect(taken([['workload', 'Deployment/webpod']]).length).toBeGreaterThan(0);
  });

  it('types with their points, verdicts, drop reasons', () => {
    expect(taken([['type', 'trace:to-network']]).map((flow) => flow.eventType)).toContainEqual({
      kind: 'trace',
      point: 'to-network',
    });
    expect(taken([['type', 'trace-sock']]).length).toBe(2);
    expect(taken([['type', 'drop']])).toEqual([]);
    expect(taken([['type', 'drop']], denied).map((flow) => flow.summary)).toEqual(['TCP Flags: SYN']);
    expect(taken([['verdict', 'DROPPED']], denied).length).toBe(2);
    expect(taken([['drop-reason-desc', 'POLICY_DENIED']], denied).length).toBe(2);
    expect(taken([['type', 'policy-verdict']], denied).length).toBe(1);
  });

  it('-n is the namespace of either side', () => {
    expect(taken([['namespace', 'kube-system']])).toEqual(where((flow) => isSide(flow, 'coredns')));
    expect(
      taken([
        ['namespace', 'kube-system'],
        ['pod', 'coredns'],
      ]).length,
    ).toBe(2);
    expect(taken([['all-namespaces', 'true']])).toEqual(where((f) => f.source.podName + f.destination.podName !== ''));
  });

  it('says in its own words what it does not understand', () => {
    expect(refusal(['verdict', 'dropped'])).toBe(
      'flag: invalid argument "dropped" for "--verdict" flag: invalid --verdict value: dropped',
    );
    expect(refusal(['type', 'tracee'])).toBe(
      'flag: invalid argument "tracee" for "-t, --type" flag: unable to parse type \'tracee\', not a known type name and ' +
        'unable to parse as numeric value: strconv.ParseUint: parsing "tracee": invalid syntax',
    );
    expect(refusal(['type', 'trace:to-nowhere'])).toContain("unable to parse event sub-type 'to-nowhere'");
    expect(refusal(['pod', 'a'], ['from-pod', 'b'])).toContain('filters --from-pod and --pod cannot be combined');
    expect(refusal(['namespace', 'default'], ['pod', 'kube-system/x'])).toContain(
      'namespace conflict: "default" does not contain "kube-system/x"',
    );
    expect(refusal(['not', ''], ['not', ''])).toContain('consecutive --not statements');
    expect(refusal(['not', ''])).toBe('request: trailing --not found in the arguments');
    expect(refusal(['protocol', 'tpc'])).toBe('request: invalid protocol filter: unknown protocol: "tpc"');
    expect(refusal(['to-port', 'http'])).toBe(
      'request: invalid destination port filter: invalid port "http": strconv.ParseUint: parsing "http": invalid syntax',
    );
    expect(refusal(['ip', '1.2.3'])).toBe('request: invalid IP address in filter: "1.2.3"');
    expect(refusal(['traffic-direction', 'Up'])).toContain('up: invalid traffic direction, expected ingress or egress');
  });
});

describe('which of them', () => {
  const flags: SelectorFlags = { first: null, last: null, all: false, follow: false, since: null, until: null };
  const pick = (more: Partial<SelectorFlags>, now = 3_000_000_000): readonly Flow[] | string => {
    const answer = parseSelection(trace.world, { ...flags, ...more }, now as Nanos);
    return answer.ok ? selectFlows(flows, { ...answer.selection, filter: EVERY }) : answer.message;
  };

  it('the last twenty by default, the first or the last so many, or all', () => {
    expect(flows.length).toBeGreaterThan(20);
    expect(pick({})).toEqual(flows.slice(-20));
    expect(pick({ last: 3 })).toEqual(flows.slice(-3));
    expect(pick({ first: 2 })).toEqual(flows.slice(0, 2));
    expect(pick({ all: true })).toEqual(flows);
    expect(pick({ follow: true })).toEqual([]);
    expect(pick({ first: 1, last: 1 })).toBe('cannot set both --first and --last');
  });

  it('since a while ago or a time, until another', () => {
    expect(pick({ since: '1s', until: '0s' })).toEqual(where((f) => f.at >= 2_000_000_000 && f.at <= 3_000_000_000));
    expect(pick({ since: '2025-08-10T03:13:02+09:00' })).toEqual(where((flow) => flow.at >= 2_000_000_000));
    expect(pick({ since: '2025-08-10' })).toEqual([]);
    expect(pick({ since: 'yesterday' })).toContain('failed to parse the since time');
  });
});

it('names the nodes that the relay does not reach', () => {
  expect(unavailableLine(trace.world, 0 as Nanos, 'hubble-relay-5dcd46f5c-s4wqq', ['k8s-w0' as NetnsName])).toBe(
    'Aug  9 18:13:00.000 [hubble-relay-5dcd46f5c-s4wqq]: 1 nodes are unavailable: k8s-w0',
  );
});
