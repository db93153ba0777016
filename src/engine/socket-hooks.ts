import type { NetnsName } from '../lab/names.ts';
import type { SocketCall } from './datapath.ts';
import type { Lab } from './host.ts';
import type { SocketAsk, SocketHooks, SocketVerdict } from './kernel.ts';
import { MapReader } from './map-reader.ts';

/** Calls the datapath's socket program and records what it did; null when nobody was interested. */
function call(lab: Lab, netns: NetnsName, at: SocketCall, ask: SocketAsk): SocketVerdict | null {
  const { sim } = lab;
  const node = sim.nodeOf(netns);
  if (node === null) return null;
  const reader = new MapReader(sim, node);
  const ctx = Object.assign(reader, { world: sim.world, settings: sim.settingsOf(node), now: sim.now });
  const decision = lab.datapath.socket(ctx, at, ask);
  if (!decision) return null;
  const { verdict } = decision;
  sim.record(
    { netns: node, job: ask.job, hop: decision.hop, writes: decision.writes, cites: decision.cites },
    {
      kind: 'hook',
      attach: decision.attach,
      program: decision.program,
      tails: [],
      reads: decision.reads,
      verdict: verdict.kind === 'errno' ? { kind: 'errno', errno: verdict.errno } : { kind: 'pass' },
      observations: decision.observations,
      notes: decision.notes,
    },
  );
  return verdict;
}

/** The socket programs as a namespace's sockets meet them. Where nobody is asked, everything stays as it was. */
export function socketHooks(lab: Lab, netns: NetnsName): SocketHooks {
  const unchanged = (ask: SocketAsk): SocketVerdict => ({ kind: 'to', address: ask.address, port: ask.port });
  return {
    connect4: (ask) => call(lab, netns, 'connect4', ask) ?? unchanged(ask),
    sendmsg4: (ask) => call(lab, netns, 'sendmsg4', ask) ?? unchanged(ask),
    recvmsg4(ask) {
      const verdict = call(lab, netns, 'recvmsg4', ask);
      return verdict?.kind === 'to' ? verdict : ask;
    },
    release({ cookie, job }) {
      const node = lab.sim.nodeOf(netns);
      if (node === null) return;
      const rows = [...lab.sim.state.table(node, 'cilium_lb4_reverse_sk').values()].filter(
        (row) => row.cookie === cookie,
      );
      for (const row of rows) {
        call(lab, netns, 'sock_release', { proto: 'TCP', cookie, address: row.backend, port: row.backendPort, job });
      }
    },
  };
}
