import { beforeEach, describe, expect, it } from 'vitest';
import {
  CTR,
  echo,
  FLAGS,
  IP,
  ipv4Of,
  pointsOf,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
} from '../../../tests/support/program-bench.ts';
import type { Identity } from '../../lab/names.ts';
import type { PolicyRow } from '../../lab/tables.ts';
import { ipv4 } from '../../wire/address.ts';

const CLIENT = 27143;
const WEB = 16202;
const COREDNS = 17559;

describe('egress policy', () => {
  let bench: ProgramBench;
  const endpoint = (): PolicyRow['endpoint'] => bench.pod(POD.client).endpoint;
  const rule = (row: Partial<PolicyRow>): void => {
    const usual = {
      endpoint: endpoint(),
      direction: 'Egress',
      proto: 'ANY',
      port: 0,
      deny: false,
      proxyPort: 0,
    } as const;
    bench.put(CTR, { table: 'cilium_policy_v2', row: { ...usual, identity: 0 as Identity, ...row } });
  };
  const closeAll = (): void => bench.put(CTR, { table: 'cilium_policy_v2', remove: `${endpoint()} Egress 0 ANY/0` });
  beforeEach(() => {
    bench = new ProgramBench();
  });

  it.each([
    ['no rule: 133', () => closeAll(), 133, 'Policy denied'],
    ['a deny rule: 181', () => rule({ identity: WEB as Identity, deny: true }), 181, 'Policy denied by denylist'],
  ] as const)('%s, a verdict and a drop, no entry, no TTL change', (_, apply, code, text) => {
    apply();
    const ran = bench.leave(POD.client, tcp(`${IP.client}:40000`, `${IP.sameSubnet}:80`));
    expect(ran.decision).toMatchObject({ hop: 'LXC.EDROP', tails: [7, 1], verdict: { reason: { code, text } } });
    expect(pointsOf(ran)).toEqual(['from-endpoint hidden', 'policy-verdict shown', 'drop shown']);
    expect(ran.observations[1]).toMatchObject({
      verdict: 'DENIED',
      srcIdentity: CLIENT,
      dstIdentity: WEB,
      endpoint: POD.client,
    });
    expect(ran.observations[2]).toMatchObject({ srcIdentity: CLIENT, dstIdentity: WEB, endpoint: null });
    expect(ran.writes).toEqual([]);
    expect(ipv4Of(ran.decision.packet).ttl).toBe(64);
    expect(tablesOf(ran)).not.toContain('cilium_lxc');
  });

  it.each([
    ['its port', { proto: 'TCP', port: 80 }, true],
    ['its protocol', { proto: 'TCP', port: 0 }, true],
    ['another port', { proto: 'TCP', port: 443 }, false],
    ['another protocol', { proto: 'UDP', port: 80 }, false],
    ['its identity and port', { proto: 'TCP', port: 80, identity: WEB as Identity }, true],
    ['another identity', { identity: COREDNS as Identity }, false],
  ] as const)('an allow rule for %s', (_, row, allowed) => {
    closeAll();
    rule(row);
    const { decision } = bench.leave(POD.client, tcp(`${IP.client}:40000`, `${IP.sameSubnet}:80`));
    expect(decision.verdict.kind).toBe(allowed ? 'redirect' : 'drop');
  });

  it('lets a deny rule for anybody win over an allow rule for this one', () => {
    rule({ identity: WEB as Identity });
    rule({ deny: true, proto: 'TCP', port: 80 });
    const { decision } = bench.leave(POD.client, tcp(`${IP.client}:40000`, `${IP.sameSubnet}:80`));
    expect(decision.verdict).toMatchObject({ reason: { code: 181 } });
  });

  it('takes the type for the port of ICMP', () => {
    closeAll();
    rule({ proto: 'ICMP', port: 8 });
    expect(bench.leave(POD.client, echo(IP.client, IP.sameSubnet)).decision.verdict.kind).toBe('redirect');
    expect(bench.leave(POD.client, echo(IP.client, IP.sameSubnet, { type: 'reply' })).decision.verdict.kind).toBe(
      'drop',
    );
  });

  it('does not ask about answers, nor about ICMP errors of a known flow', () => {
    const back = `${IP.sameSubnet}:50000`;
    bench.leave(POD.client, tcp(`${IP.client}:40000`, `${IP.sameSubnet}:80`));
    bench.put(CTR, {
      table: 'cilium_ct4_global',
      row: {
        ...bench.ct(CTR, `TCP OUT ${IP.client}:40000 -> ${IP.sameSubnet}:80`)!,
        dir: 'IN',
        src: ipv4(IP.sameSubnet),
        srcPort: 50000,
        dst: ipv4(IP.client),
        dstPort: 80,
      },
    });
    closeAll();
    const ran = bench.leave(POD.client, tcp(`${IP.client}:80`, back, FLAGS.synAck));
    expect(ran.decision.verdict.kind).toBe('redirect');
    expect(ran.notes).toContainEqual({ kind: 'policy-skipped', why: 'reply' });
    expect(tablesOf(ran)).not.toContain('cilium_policy_v2');
  });
});
