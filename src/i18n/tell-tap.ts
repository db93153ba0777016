import type { EventOf } from '../trace/events.ts';
import { eventsOf } from '../trace/by-packet.ts';
import { innermost } from '../wire/layers.ts';
import type { Scene } from './at.ts';
import type { Messages } from './en.ts';
import { deviceOf, isPodAddress, isUplink, podOfLxc } from './lookups.ts';
import type { Story } from './story.ts';
import type { TapTrap } from './tap.en.ts';

/** The TX tap of a device. */
export function tellTx(event: EventOf<'tx'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { world } = scene.trace;
  const arp = innermost(scene.now, 'arp');
  if (arp !== null) return m.tap.arpOut(at, { request: arp.op === 'request', mac: arp.senderMac });
  const device = deviceOf(world, event.device);
  const kind = world.netns.get(event.netns)?.kind;
  if (kind === 'pod' && device?.kind === 'veth') return m.tap.podOut(at);
  if (podOfLxc(world, event.device) !== null) return m.tap.lxcOut(at, { redirected: wasRedirected(event, scene) });
  if (isUplink(device) && isPodAddress(world, at.dst)) return m.tap.leaves(at);
  const trap = outTrap(event, scene, kind === 'router');
  const { outer } = at;
  return outer === null ? m.tap.out(at, { trap }) : m.tap.outerOut(at, { ...outer, trap });
}

function outTrap(event: EventOf<'tx'>, scene: Scene, router: boolean): TapTrap {
  const { world } = scene.trace;
  if (router) return scene.record?.from === event.netns ? 'none' : 'twice';
  const device = deviceOf(world, event.device);
  if (device?.kind === 'tunnel') return 'tunnel-inner';
  if (device?.kind !== 'nic') return 'none';
  if (scene.at.outer !== null) return 'inside-udp';
  const pods = isPodAddress(world, scene.at.src) && isPodAddress(world, scene.at.dst);
  return pods && world.settings.routing === 'native' ? 'pod-on-wire' : 'none';
}

/** Whether a program sent the packet to this device. */
function wasRedirected(event: EventOf<'tx'>, scene: Scene): boolean {
  if (event.packet === null) return false;
  const hook = eventsOf(scene.trace, event.packet).findLast((other) => other.id < event.id && other.kind === 'hook');
  return hook?.kind === 'hook' && hook.verdict.kind === 'redirect' && hook.verdict.to === event.device;
}

/** The RX tap of a device. */
export function tellRx(event: EventOf<'rx'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { world } = scene.trace;
  const { tap } = event;
  const arp = innermost(scene.now, 'arp');
  if (arp !== null) return m.tap.arpIn(at, { request: arp.op === 'request', mac: arp.senderMac, tap });
  const kind = world.netns.get(event.netns)?.kind;
  if (kind === 'outside') return m.tap.outside(at);
  const device = deviceOf(world, event.device);
  if (kind === 'pod' && device?.kind === 'veth') return m.tap.podIn(at, { peer: cameByPeer(event, scene) });
  const { outer } = at;
  if (outer !== null) return m.tap.outerIn(at, { ...outer, trap: 'none' });
  return m.tap.in(at, { tap, trap: inTrap(event, scene) });
}

function inTrap(event: EventOf<'rx'>, scene: Scene): TapTrap {
  const { world } = scene.trace;
  const { datapath, hostRouting } = world.settings;
  if (event.tap === 'P') return deviceOf(world, event.device)?.kind === 'tunnel' ? 'otherhost' : 'wrong-mac';
  if (podOfLxc(world, event.device) === null) return 'none';
  return datapath === 'cilium' && hostRouting === 'bpf' ? 'lxc-one-way' : 'none';
}

function cameByPeer(event: EventOf<'rx'>, scene: Scene): boolean {
  if (event.packet === null) return false;
  return eventsOf(scene.trace, event.packet).findLast((other) => other.id < event.id)?.kind === 'peer';
}
