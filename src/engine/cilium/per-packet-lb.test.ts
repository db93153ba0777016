import { beforeEach, describe, expect, it } from 'vitest';
import { curlFrom, packets, run } from '../../../tests/support/engine-runs.ts';
import {
  CTR,
  echo,
  FLAGS,
  IP,
  ipv4Of,
  POD,
  ProgramBench,
  tablesOf,
  tcp,
  udp,
} from '../../../tests/support/program-bench.ts';
import { validateTrace } from '../../trace/validate.ts';

const SERVICE = `${IP.service}:80`;
const SVC = `TCP SVC ${IP.client}:40000 -> ${SERVICE}`;
const BACKENDS = [IP.sameNode, IP.sameSubnet, IP.otherSubnet];

describe('a service, with socket load balancing off', () => {
  let bench: ProgramBench;
  beforeEach(() => {
    bench = new ProgramBench({ socketLB: false });
  });
  const leave = (flags = FLAGS.syn as number, from = `${IP.client}:40000`) =>
    bench.leave(POD.client, tcp(from, SERVICE, flags));
  const backendOf = (ran: ReturnType<typeof leave>): string => ipv4Of(ran.decision.packet).dst;

  it('becomes a backend in the pod’s program, after the service map and the flow’s SERVICE entry were asked', () => {
    const ran = leave();
    expect(ran.reads.slice(0, 4)).toEqual([
      `cilium_lb4_services_v2[${SERVICE}/TCP (0)]=${SERVICE}/TCP (0)`,
      `cilium_ct4_global[${SVC}]`,
      expect.stringMatching(/^cilium_lb4_services_v2\[10\.96\.111\.94:80\/TCP \([123]\)\]=/),
      expect.stringMatching(/^cilium_lb4_backends_v3\[\d+\]=/),
    ]);
    expect(BACKENDS).toContain(backendOf(ran));
    expect(ran.decision.tails).toEqual([7, 30, 26]);
    expect(ran.notes).toContainEqual(expect.objectContaining({ kind: 'backend', count: 3 }));
  });

  it('stays with its backend, and so does every packet of the flow', () => {
    const first = backendOf(leave());
    for (let i = 0; i < 20; i++) expect(backendOf(leave(FLAGS.ack))).toBe(first);
    const again = leave(FLAGS.ack);
    expect(tablesOf(again).slice(0, 3)).toEqual([
      'cilium_lb4_services_v2',
      'cilium_ct4_global',
      'cilium_lb4_backends_v3',
    ]);
    expect(bench.ct(CTR, SVC)).toMatchObject({ dir: 'SVC', txFlagsSeen: FLAGS.syn | FLAGS.ack });
  });

  it('is drawn anew for another flow: all backends get their share', () => {
    const drawn = new Set(
      Array.from({ length: 40 }, (_, i) => {
        bench.lab.sim.events.push({} as never);
        return backendOf(leave(FLAGS.syn, `${IP.client}:${41000 + i}`));
      }),
    );
    expect([...drawn].toSorted()).toEqual(BACKENDS.toSorted());
  });

  it('looks its flow up in the forward direction only, and the entry remembers the service', () => {
    const ran = leave();
    const to = backendOf(ran);
    const asked = ran.reads.filter((read) => read.startsWith('cilium_ct4_global') && !read.includes('SVC'));
    expect(asked).toEqual([`cilium_ct4_global[TCP OUT ${IP.client}:40000 -> ${to}:80]`]);
    const { revNat } = bench.row(CTR, 'cilium_lb4_services_v2', `${SERVICE}/TCP (0)`)!;
    expect(bench.ct(CTR, `TCP OUT ${IP.client}:40000 -> ${to}:80`)).toMatchObject({ revNat });
  });

  it('an entry that a direct connection has left is made anew', () => {
    const to = backendOf(leave());
    const key = `TCP OUT ${IP.client}:40000 -> ${to}:80`;
    bench.put(CTR, { table: 'cilium_ct4_global', row: { ...bench.ct(CTR, key)!, revNat: 0 } });
    leave(FLAGS.ack);
    expect(bench.ct(CTR, key)!.revNat).not.toBe(0);
  });

  it('a FIN closes the SERVICE entry in both directions: only one is ever seen', () => {
    leave();
    leave(FLAGS.fin);
    expect(bench.ct(CTR, SVC)).toMatchObject({ rxClosing: true, txClosing: true });
  });

  it('without a backend: 158, and nothing is remembered', () => {
    const row = bench.row(CTR, 'cilium_lb4_services_v2', `${SERVICE}/TCP (0)`)!;
    bench.put(CTR, { table: 'cilium_lb4_services_v2', row: { ...row, count: 0 } });
    const ran = leave();
    expect(ran.decision).toMatchObject({ hop: 'LXC.DROP', verdict: { reason: { code: 158 } } });
    expect(ran.writes).toEqual([]);
  });

  it('a backend that is gone is replaced', () => {
    leave();
    const { backendId } = bench.ct(CTR, SVC)!;
    bench.put(CTR, { table: 'cilium_lb4_backends_v3', remove: `${backendId}` });
    const reads = leave(FLAGS.ack).reads.map((read) => read.replace(/\[.*/, ''));
    expect(reads.filter((table) => table === 'cilium_lb4_backends_v3').length).toBeGreaterThan(1);
  });

  it('ICMP and what is no service go on as they are', () => {
    expect(tablesOf(bench.leave(POD.client, echo(IP.client, IP.service)))).not.toContain('cilium_lb4_services_v2');
    const ran = bench.leave(POD.client, udp(`${IP.client}:40000`, `${IP.sameSubnet}:53`));
    expect(ran.reads[0]).toBe(`cilium_lb4_services_v2[${IP.sameSubnet}:53/UDP (0)]`);
    expect(ipv4Of(ran.decision.packet).dst).toBe(IP.sameSubnet);
  });

  it('with socket load balancing on nothing is looked up here', () => {
    const other = new ProgramBench();
    const ran = other.leave(POD.client, tcp(`${IP.client}:40000`, SERVICE));
    expect(tablesOf(ran)).not.toContain('cilium_lb4_services_v2');
    expect(ran.decision.tails).toEqual([7]);
  });
});

describe('a whole connection to a service, with socket load balancing off', () => {
  const LAB = { socketLB: false, router: { kind: 'static', prefixes: 'all' } } as const;
  const trace = run(LAB, [curlFrom('curl-pod', IP.service)]);

  it('works, and the client never sees another address than the service’s', () => {
    expect(trace.jobs[0]!.exitCode).toBe(0);
    expect(validateTrace(trace)).toEqual([]);
    const reverse = trace.events.filter(
      (e) => e.kind === 'hook' && e.reads.some((r) => r.table === 'cilium_lb4_reverse_nat'),
    );
    expect(reverse.length).toBeGreaterThan(0);
    expect(reverse.every((e) => e.kind === 'hook' && e.program === 'cil_lxc_policy')).toBe(true);
  });

  it('a pod that is balanced to itself talks to 169.254.42.1, and it works', () => {
    const web = POD.sameNode;
    // Some of many connections end at the pod that opened them.
    const all = run(
      LAB,
      Array.from({ length: 12 }, (_, i) => curlFrom(web, IP.service, { at: i })),
    );
    expect(all.jobs.every((job) => job.exitCode === 0)).toBe(true);
    const looped = all.events.filter(
      (e) =>
        e.kind === 'hook' && e.program === 'cil_lxc_policy' && e.reads.some((r) => r.query.includes('169.254.42.1')),
    );
    expect(looped.length).toBeGreaterThan(0);
    expect(all.packets.filter((p) => p.outcome.kind === 'dropped')).toEqual([]);
    expect(validateTrace(all)).toEqual([]);
    expect(packets(all, (p) => p.label === 'SYN')).toHaveLength(12);
  });
});
