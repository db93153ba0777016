import { assertNever } from '../base/assert.ts';
import type { EventOf, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { DropReason, Outcome } from '../trace/verdict.ts';
import { sceneOf, type Scene } from './at.ts';
import { reasonName, reasonWhy } from './drop.ts';
import type { Messages } from './en.ts';
import type { Story } from './story.ts';
import { outcomeSentence, tellEnd } from './tell-end.ts';
import { tellConfigured, tellJob, tellSocketRow, tellTcp } from './tell-job.ts';
import { tellBorn, tellForward, tellNeigh, tellPeer, tellRoute } from './tell-kernel.ts';
import { tellLxc } from './tell-lxc.ts';
import { tellNetdev } from './tell-netdev.ts';
import { tellEncap, tellHostDevice, tellOverlay } from './tell-overlay.ts';
import { tellPolicy } from './tell-policy.ts';
import { tellSocket } from './tell-socket.ts';
import { tellRx, tellTx } from './tell-tap.ts';

/** One event in words, those of `m`. Total: a new kind of event makes the last line red. */
export function tell(event: TraceEvent, trace: Trace, m: Messages): Story {
  const scene = sceneOf(event, trace);
  switch (event.kind) {
    case 'job':
      return tellJob(event, scene, m);
    case 'tcp':
      return tellTcp(event, scene, m);
    case 'socket':
      return tellSocketRow(event, m);
    case 'pmtu':
      return m.job.pmtu({ host: scene.at.host, dst: event.dst, mtu: event.mtu });
    case 'configured':
      return tellConfigured(event, m);
    case 'born':
      return tellBorn(scene, m);
    case 'route':
      return tellRoute(event, scene, m);
    case 'neigh':
      return tellNeigh(event, scene, m);
    case 'tx':
      return tellTx(event, scene, m);
    case 'rx':
      return tellRx(event, scene, m);
    case 'hook':
      return tellHook(event, scene, m);
    case 'forward':
      return tellForward(scene, m);
    case 'encap':
    case 'decap':
      return tellEncap(event, scene, m);
    case 'peer':
      return tellPeer(event, scene, m);
    case 'fragment':
      return m.kernel.fragmented(scene.at, { count: event.into.length });
    case 'reassemble':
      return m.kernel.reassembled(scene.at, { count: event.from.length });
    case 'end':
      return tellEnd(event, scene, m);
    default:
      return assertNever(event);
  }
}

function tellHook(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  switch (event.program) {
    case 'cil_sock4_connect':
    case 'cil_sock4_sendmsg':
    case 'cil_sock4_recvmsg':
    case 'cil_sock4_getpeername':
    case 'cil_sock_release':
      return tellSocket(event, m);
    case 'cil_from_container':
      return tellLxc(event, scene, m);
    case 'cil_lxc_policy':
    case 'cil_to_container':
      return tellPolicy(event, scene, m);
    case 'cil_from_netdev':
    case 'cil_to_netdev':
      return tellNetdev(event, scene, m);
    case 'cil_from_overlay':
    case 'cil_to_overlay':
      return tellOverlay(event, scene, m);
    case 'cil_from_host':
    case 'cil_to_host':
      return tellHostDevice(event, scene, m);
    default:
      return assertNever(event.program);
  }
}

/** What became of a packet. */
export function tellOutcome(outcome: Outcome, m: Messages): string {
  return outcomeSentence(outcome, m);
}

/** The name of a reason and what it means: 'Cilium 133 Policy denied. A policy applies …'. */
export function tellDrop(reason: DropReason, m: Messages): string {
  return m.drops.sentence({ name: reasonName(reason, m), why: reasonWhy(reason, m) });
}
