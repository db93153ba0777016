import { beforeEach, describe, expect, it } from 'vitest';
import {
  CTR,
  device,
  echo,
  FLAGS,
  IP,
  piece,
  pointsOf,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
} from '../../../tests/support/program-bench.ts';
import type { Identity } from '../../lab/names.ts';
import type { PolicyRow } from '../../lab/tables.ts';
import type { Packet } from '../../wire/layers.ts';
import { toContainer } from './lxc-policy.ts';
import { markIdentity } from './mark.ts';

const CLIENT = 27143 as Identity;
const WEB = 16202 as Identity;
const A = `${IP.client}:40000`;
const B = `${IP.sameNode}:80`;

describe('cil_lxc_policy', () => {
  let bench: ProgramBench;
  beforeEach(() => {
    bench = new ProgramBench();
  });
  const lxc = () => bench.lxc(POD.client);
  const reach = (packet: Packet) => bench.policy(bench.leave(POD.client, packet), lxc());
  const endpoint = () => bench.pod(POD.sameNode).endpoint;
  const rule = (row: Partial<PolicyRow>): void => {
    const usual = {
      endpoint: endpoint(),
      direction: 'Ingress',
      proto: 'ANY',
      port: 0,
      deny: false,
      proxyPort: 0,
    } as const;
    bench.put(CTR, { table: 'cilium_policy_v2', row: { ...usual, identity: 0 as Identity, ...row } });
  };
  const closeAll = (): void => bench.put(CTR, { table: 'cilium_policy_v2', remove: `${endpoint()} Ingress 0 ANY/0` });

  it('asks conntrack both ways, then its own rows, and says to-endpoint for the lxc of the destination', () => {
    const ran = reach(tcp(A, B));
    expect(ran.reads).toEqual([
      `cilium_ct4_global[TCP OUT ${B} -> ${A}]`,
      `cilium_ct4_global[TCP IN ${A} -> ${B}]`,
      `cilium_policy_v2[${endpoint()} Ingress 27143 TCP/80]`,
      `cilium_policy_v2[${endpoint()} Ingress 0 TCP/80]=${endpoint()} Ingress 0 ANY/0`,
    ]);
    expect(ran.observations).toMatchObject([
      {
        point: 'to-endpoint',
        shown: true,
        ifindex: bench.lxc(POD.sameNode),
        endpoint: POD.sameNode,
        srcIdentity: CLIENT,
        dstIdentity: WEB,
      },
    ]);
    expect(ran.decision).toMatchObject({ hop: 'POL.IN', tails: [] });
    expect(ran.writes).toMatchObject([{ row: { dir: 'IN', related: true } }, { row: { dir: 'IN', srcSecId: CLIENT } }]);
  });

  it.each([
    ['no rule: 133', () => closeAll(), 133],
    ['a deny rule for the sender: 181', () => rule({ identity: CLIENT, deny: true }), 181],
    ['a deny rule for a port: 181', () => rule({ proto: 'TCP', port: 80, deny: true }), 181],
  ] as const)('%s, a verdict and a drop that name the endpoint, and no entry', (_, apply, code) => {
    apply();
    const ran = reach(tcp(A, B));
    expect(ran.decision).toMatchObject({ hop: 'POL.DENY', verdict: { kind: 'drop', reason: { code } } });
    expect(pointsOf(ran)).toEqual(['policy-verdict shown', 'drop shown']);
    for (const record of ran.observations)
      expect(record).toMatchObject({ srcIdentity: CLIENT, dstIdentity: WEB, endpoint: POD.sameNode });
    // The drop carries the ifindex of the hook that the program ran in: the sender's lxc.
    expect(ran.observations[1]).toMatchObject({ ifindex: lxc(), verdict: 'DROPPED' });
    expect(ran.writes).toEqual([]);
    expect(bench.ct(CTR, `TCP IN ${A} -> ${B}`)).toBeNull();
  });

  it('every SYN again is denied again: nothing remembers it', () => {
    closeAll();
    for (let i = 0; i < 3; i++) expect(pointsOf(reach(tcp(A, B)))).toEqual(['policy-verdict shown', 'drop shown']);
  });

  it('a rule that comes later stops an established flow, but not its answers', () => {
    reach(tcp(A, B));
    closeAll();
    expect(reach(tcp(A, B, FLAGS.ack)).decision.verdict).toMatchObject({ reason: { code: 133 } });
    const left = bench.leave(POD.sameNode, tcp(B, A, FLAGS.synAck));
    expect(bench.policy(left, bench.lxc(POD.sameNode)).decision.verdict.kind).toBe('redirect');
  });

  it.each([
    ['tc ingress with BPF host routing', {}, 'tcx/ingress', undefined, 'redirect_peer'],
    ['tc egress', {}, 'tcx/egress', undefined, 'redirect'],
    ['no device that it came in by', {}, 'tcx/ingress', null, 'redirect'],
    ['legacy host routing', { hostRouting: 'legacy' }, 'tcx/ingress', undefined, 'redirect'],
  ] as const)('%s: bpf_%s', (_, variant, attach, ingress, helper) => {
    const other = new ProgramBench(variant);
    const left = other.leave(POD.client, echo(IP.client, IP.sameNode));
    const given = ingress === undefined ? {} : { ingress };
    const { verdict } = other.policy(left, other.lxc(POD.client), attach, given).decision;
    expect(verdict).toEqual({ kind: 'redirect', to: other.lxc(POD.sameNode), helper });
  });
});

describe('cil_to_container', () => {
  const bench = new ProgramBench({ endpointRoutes: true, hostRouting: 'legacy' });
  const lxc = bench.lxc(POD.sameNode);
  const reach = (packet: Packet, mark = 0) =>
    bench.run(toContainer, lxc, 'tcx/egress', packet, { mark, ingress: device(CTR, 'eth1') });

  it('takes the sender from the mark', () => {
    const ran = reach(echo(IP.client, IP.sameNode), markIdentity(CLIENT));
    expect(tablesOf(ran)).not.toContain('cilium_ipcache_v2');
    expect(ran.decision).toMatchObject({ hop: 'LXCOUT.EPR', tails: [28], mark: 0, verdict: { kind: 'pass' } });
    expect(ran.observations).toMatchObject([
      { point: 'from-stack', shown: false, srcIdentity: CLIENT },
      { point: 'to-endpoint', shown: true, srcIdentity: CLIENT, ct: 'new', ifindex: lxc },
    ]);
  });

  it('or from ipcache, where there is no mark', () => {
    const ran = reach(echo(IP.sameSubnet, IP.sameNode));
    expect(ran.reads[0]).toBe(`cilium_ipcache_v2[${IP.sameSubnet}]=${IP.sameSubnet}/32`);
    expect(ran.observations[1]).toMatchObject({ srcIdentity: WEB });
  });

  it('does not believe that a stranger with this node’s address is this node', () => {
    expect(reach(echo('10.0.2.15', IP.sameNode)).observations[1]).toMatchObject({ srcIdentity: 2 });
  });

  it('refuses pieces of ICMP packets and lets everything that is not IPv4 pass', () => {
    expect(reach(piece(IP.client, IP.sameNode, 1)).decision.verdict).toMatchObject({ reason: { code: 134 } });
    const arp = { ...reach([{ kind: 'ethernet' } as never, { kind: 'arp', op: 'request' } as never]) };
    expect(arp.decision).toMatchObject({ hop: null, verdict: { kind: 'pass' } });
  });
});
