import { describe, expect, it } from 'vitest';
import { CTR, IP, ProgramBench, W0 } from '../../../tests/support/program-bench.ts';
import type { NetnsName } from '../../lab/names.ts';
import { ipv4 } from '../../wire/address.ts';
import type { SocketCall } from '../datapath.ts';
import type { SocketAsk } from '../kernel.ts';
import { MapReader } from '../map-reader.ts';
import { socketPrograms } from './socket.ts';
import type { JobId } from '../../trace/events.ts';
import type { LbServiceRow } from '../../lab/tables.ts';
import { curlFrom, run } from '../../../tests/support/engine-runs.ts';

/** One socket call on a node, with what it writes carried out. */
function call(bench: ProgramBench, at: SocketCall, ask: Partial<SocketAsk>, node: NetnsName = CTR) {
  const { sim } = bench.lab;
  const reader = new MapReader(sim, node);
  const ctx = Object.assign(reader, { world: sim.world, settings: sim.world.settings, now: sim.now });
  const whole: SocketAsk = {
    proto: 'TCP',
    cookie: 7,
    address: ipv4(IP.service),
    port: 80,
    job: 0 as JobId,
    ...ask,
  };
  const decision = socketPrograms(ctx, at, whole);
  for (const write of decision?.writes ?? []) bench.put(node, write);
  return decision;
}

const DNS = { proto: 'UDP', address: ipv4('10.96.0.10'), port: 53 } as const;

describe('connect4 and sendmsg4', () => {
  it('choose a backend: slot 0, a slot, the backend; and remember how to turn it back', () => {
    const bench = new ProgramBench();
    const decision = call(bench, 'connect4', {})!;
    expect(decision.reads.map(({ table }) => table)).toEqual([
      'cilium_lb4_services_v2',
      'cilium_lb4_services_v2',
      'cilium_lb4_backends_v3',
    ]);
    expect(decision).toMatchObject({ program: 'cil_sock4_connect', hop: 'SK.C4', verdict: { kind: 'to', port: 80 } });
    const to = decision.verdict.kind === 'to' ? decision.verdict.address : null;
    expect(decision.observations).toMatchObject([
      {
        point: 'pre-xlate-fwd',
        verdict: 'TRACED',
        shown: true,
        sock: { address: IP.service, port: 80, cookie: 7 },
        dstIdentity: 2,
      },
      {
        point: 'post-xlate-fwd',
        verdict: 'TRANSLATED',
        shown: true,
        sock: { address: to, port: 80 },
        dstIdentity: 16202,
      },
    ]);
    expect(bench.row(CTR, 'cilium_lb4_reverse_sk', `7 ${to}:80`)).toMatchObject({
      service: IP.service,
      servicePort: 80,
    });
  });

  it('UDP keeps a socket with its backend by its cookie', () => {
    const bench = new ProgramBench();
    const to = (cookie: number) => {
      const verdict = call(bench, 'sendmsg4', { ...DNS, cookie })!.verdict;
      return verdict.kind === 'to' ? verdict.address : null;
    };
    expect(to(6)).toBe(to(6));
    expect(new Set([to(6), to(7)]).size).toBe(2);
  });

  it('what is no service is left alone, and nothing is said', () => {
    expect(call(new ProgramBench(), 'connect4', { address: ipv4(IP.sameSubnet) })).toBeNull();
    expect(call(new ProgramBench(), 'connect4', { port: 81 })).toBeNull();
    expect(call(new ProgramBench(), 'connect4', { proto: 'UDP' })).toBeNull();
  });

  it('a service without backends: EHOSTUNREACH, before anything is told', () => {
    const bench = new ProgramBench();
    const key = `${IP.service}:80/TCP (0)`;
    bench.put(CTR, {
      table: 'cilium_lb4_services_v2',
      row: { ...bench.row(CTR, 'cilium_lb4_services_v2', key)!, count: 0 },
    });
    const decision = call(bench, 'connect4', {})!;
    expect(decision.verdict).toEqual({ kind: 'errno', errno: 'EHOSTUNREACH' });
    expect(decision.observations).toEqual([]);
    expect(decision.writes).toEqual([]);
  });

  it('are not there without socket load balancing', () => {
    expect(call(new ProgramBench({ socketLB: false }), 'connect4', {})).toBeNull();
  });

  it('a node port answers on every node’s address by its row under 0.0.0.0, and on no other', () => {
    const bench = new ProgramBench();
    for (let slot = 0; slot <= 3; slot++) {
      const row = bench.row(CTR, 'cilium_lb4_services_v2', `${IP.service}:80/TCP (${slot})`)!;
      const nodePort: LbServiceRow = { ...row, address: ipv4('0.0.0.0'), port: 30003, type: 'NodePort' };
      bench.put(CTR, { table: 'cilium_lb4_services_v2', row: nodePort });
    }
    const reached = (address: string, port = 30003) =>
      call(bench, 'connect4', { address: ipv4(address), port })?.verdict.kind ?? null;
    expect(reached('192.168.20.100')).toBe('to');
    expect(reached('192.168.10.100')).toBe('to');
    expect(reached(IP.sameSubnet)).toBeNull();
    expect(reached('192.168.10.200')).toBeNull();
    expect(reached('192.168.20.100', 30004)).toBeNull();
  });
});

describe('recvmsg4', () => {
  const asked = (bench: ProgramBench) => {
    const verdict = call(bench, 'sendmsg4', DNS)!.verdict;
    return verdict.kind === 'to' ? verdict.address : ipv4('0.0.0.0');
  };

  it('shows the service in place of the backend, if it is still that service', () => {
    const bench = new ProgramBench();
    const address = asked(bench);
    const decision = call(bench, 'recvmsg4', { ...DNS, address })!;
    expect(decision.verdict).toEqual({ kind: 'to', address: '10.96.0.10', port: 53 });
    expect(decision.reads.map(({ table }) => table)).toEqual(['cilium_lb4_reverse_sk', 'cilium_lb4_services_v2']);
    expect(decision.observations.map(({ point }) => point)).toEqual(['pre-xlate-rev', 'post-xlate-rev']);
    const key = '10.96.0.10:53/UDP (0)';
    const row = bench.row(CTR, 'cilium_lb4_services_v2', key)!;
    bench.put(CTR, { table: 'cilium_lb4_services_v2', row: { ...row, revNat: row.revNat + 1 } });
    expect(call(bench, 'recvmsg4', { ...DNS, address })!).toMatchObject({ verdict: { address }, observations: [] });
    expect(bench.keys(CTR, 'cilium_lb4_reverse_sk')).toEqual([]);
  });

  it('shows another socket’s answer, or a stranger’s, as it is', () => {
    const bench = new ProgramBench();
    const address = asked(bench);
    expect(call(bench, 'recvmsg4', { ...DNS, address, cookie: 8 })).toBeNull();
    expect(call(bench, 'recvmsg4', { ...DNS, address: ipv4(IP.sameSubnet) })).toBeNull();
    expect(call(bench, 'recvmsg4', { ...DNS, address }, W0)).toBeNull();
  });
});

describe('sock_release', () => {
  it('takes the socket’s row away', () => {
    const trace = run({ routing: 'vxlan' }, [curlFrom('curl-pod', IP.service)]);
    const rows = trace.events.flatMap((e) => e.deltas).filter((delta) => delta.table === 'cilium_lb4_reverse_sk');
    expect(rows.map(({ netns, before, after }) => [netns, before === null, after === null])).toEqual([
      [CTR, true, false],
      [CTR, false, true],
    ]);
  });

  it('once per connect(), before the first SYN, which already carries the backend', () => {
    const trace = run({ routing: 'vxlan' }, [curlFrom('curl-pod', IP.service)]);
    const connects = trace.events.filter((e) => e.kind === 'hook' && e.attach === 'cgroup/connect4');
    expect(connects).toHaveLength(1);
    expect(connects[0]!.id).toBeLessThan(trace.packets[0]!.born);
    expect(trace.events.flatMap((e) => e.deltas).filter((delta) => delta.key.includes(' SVC '))).toEqual([]);
  });
});
