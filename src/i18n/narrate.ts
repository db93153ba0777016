import { assertNever } from '../base/assert.ts';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { EventOf, Note, TraceEvent } from '../trace/events.ts';
import type { HopId } from '../trace/hop.ts';
import type { Trace } from '../trace/trace.ts';
import type { DropReason, Outcome } from '../trace/verdict.ts';
import { sceneOf, type Scene } from './at.ts';
import { reasonName, reasonWhy } from './drop.ts';
import type { Messages } from './en.ts';
import type { Lang } from './lang.ts';
import { messagesFor } from './messages.ts';
import { placeName } from './place.ts';
import type { Story } from './story.ts';
import { outcomeSentence, tellEnd } from './tell-end.ts';
import { tellConfigured, tellJob, tellSocketRow, tellTcp } from './tell-job.ts';
import { tellBorn, tellForward, tellNeigh, tellPeer, tellRoute } from './tell-kernel.ts';
import { tellLxc } from './tell-lxc.ts';
import { tellNetdev } from './tell-netdev.ts';
import { noteSentence } from './tell-note.ts';
import { tellEncap, tellHostDevice, tellOverlay } from './tell-overlay.ts';
import { tellPolicy } from './tell-policy.ts';
import { tellSocket } from './tell-socket.ts';
import { tellRx, tellTx } from './tell-tap.ts';

/** One event in words. Total: a new kind of event makes the last line red. */
export function narrate(event: TraceEvent, trace: Trace, lang: Lang): Story {
  const m = messagesFor(lang);
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
export function narrateOutcome(outcome: Outcome, lang: Lang): string {
  return outcomeSentence(outcome, messagesFor(lang));
}

/** The name of a reason and what it means: 'Cilium 133 Policy denied. A policy applies …'. */
export function narrateDrop(reason: DropReason, lang: Lang): string {
  const m = messagesFor(lang);
  return m.drops.sentence({ name: reasonName(reason, m), why: reasonWhy(reason, m) });
}

/** One remark of the engine about an event (`event.notes`), for where there is room for more than a sentence. */
export function narrateNote(note: Note, lang: Lang): string {
  return noteSentence(note, messagesFor(lang));
}

/** A hop of the catalogue in a few words. */
export function hopTitle(hop: HopId, lang: Lang): string {
  return messagesFor(lang).hops[hop];
}

/** A place in running text: 'eth1 of k8s-ctr', 'the NAT behind k8s-ctr'. */
export function cliPlaceName(netns: NetnsName, device: DeviceId | null, lang: Lang): string {
  return placeName(netns, device, messagesFor(lang));
}
