import type { EventOf } from '../trace/events.ts';
import { eventsOf } from '../trace/by-packet.ts';
import { nameOf, type Scene } from './at.ts';
import { reasonName } from './drop.ts';
import type { Messages } from './en.ts';
import { deviceOf, noteOf, ownsAddress } from './lookups.ts';
import type { EncapTrap } from './overlay.en.ts';
import type { Story } from './story.ts';

/** The identity of a node's own packets on the wire (remote-node). */
const REMOTE_NODE = 6;

/** cil_to_overlay and cil_from_overlay on the tunnel device. */
export function tellOverlay(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { program, verdict } = event;
  if (verdict.kind === 'drop') return m.overlay.overlayDrop(at, { reason: reasonName(verdict.reason, m) });
  if (program === 'cil_to_overlay')
    return m.overlay.toOverlay(at, { identity: event.observations[0]?.srcIdentity ?? 0 });
  if (verdict.kind === 'policy') {
    const vni = noteOf(event, 'identity')?.identity ?? 0;
    const pod = nameOf(verdict.pod);
    if (vni !== REMOTE_NODE) return m.overlay.fromOverlay(at, { vni, pod });
    return m.overlay.fromOverlayNode(at, { vni, identity: identityAfter(event, scene) ?? vni, pod });
  }
  if (verdict.kind === 'redirect') {
    const own = scene.trace.world.nodes.some((node) => node.name === event.netns && node.ciliumHost === at.dst);
    return m.overlay.toRouterIp(at, { own });
  }
  return m.overlay.overlayPass(at, { program });
}

/** What the policy program that follows took the sender to be. */
function identityAfter(event: EventOf<'hook'>, scene: Scene): number | null {
  if (event.packet === null) return null;
  const next = eventsOf(scene.trace, event.packet).find((other) => other.id > event.id && other.kind === 'hook');
  return next?.kind === 'hook' ? (next.observations.at(-1)?.srcIdentity ?? null) : null;
}

/** cil_from_host and cil_to_host on cilium_host and cilium_net. */
export function tellHostDevice(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { program, verdict } = event;
  if (verdict.kind === 'drop') return m.overlay.hostDrop(at, { program, reason: reasonName(verdict.reason, m) });
  if (program === 'cil_to_host')
    return m.overlay.toHost(at, { own: ownsAddress(scene.trace.world, event.netns, at.dst) });
  if (verdict.kind === 'policy') {
    return m.overlay.hostToPod(at, { pod: nameOf(verdict.pod), forwarded: scene.record?.from !== event.netns });
  }
  const tunnel = noteOf(event, 'tunnel');
  if (verdict.kind !== 'redirect' || tunnel === null) return m.overlay.fromHostPass(at);
  const name = deviceOf(scene.trace.world, verdict.to)?.name ?? verdict.to;
  return m.overlay.hostToOverlay(at, { vni: tunnel.vni, remote: tunnel.remote, tunnel: name });
}

export function tellEncap(event: EventOf<'encap' | 'decap'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const protocol = event.protocol === 'vxlan' ? 'VXLAN' : 'Geneve';
  if (event.kind === 'decap') return m.overlay.decap(at, { protocol, port: portOf(event, scene), vni: event.vni });
  const { outer } = at;
  const x = {
    protocol,
    src: outer?.src ?? '',
    dst: outer?.dst ?? '',
    port: outer?.port ?? 0,
    vni: event.vni,
    ttl: outer?.ttl ?? 0,
  };
  return m.overlay.encap(at, { ...x, trap: encapTrap(event, scene) });
}

function portOf(event: EventOf<'encap' | 'decap'>, scene: Scene): number {
  for (const device of scene.trace.world.devices.values()) {
    if (device.netns === event.netns && device.kind === 'tunnel' && device.protocol === event.protocol)
      return device.port;
  }
  return 0;
}

function encapTrap(event: EventOf<'encap' | 'decap'>, scene: Scene): EncapTrap {
  if (scene.trace.world.settings.datapath === 'linux') return { kind: 'route' };
  if (event.vni === REMOTE_NODE) return { kind: 'node' };
  const requestVni = vniOfRequest(event, scene);
  return requestVni === null || requestVni === event.vni ? { kind: 'request' } : { kind: 'reply', requestVni };
}

/** The VNI under which the packet that this one answers travelled, or null. */
function vniOfRequest(event: EventOf<'encap' | 'decap'>, scene: Scene): number | null {
  const cause = scene.record?.cause;
  if (event.packet === null || cause?.kind !== 'reply') return null;
  const encap = eventsOf(scene.trace, cause.of).find((other) => other.kind === 'encap');
  return encap?.kind === 'encap' ? encap.vni : null;
}
