import type { EventOf } from '../trace/events.ts';
import { innermost, outermost } from '../wire/layers.ts';
import { nameOf, tunnelOf, type Scene } from './at.ts';
import { reasonName } from './drop.ts';
import type { Messages } from './en.ts';
import { deviceOf, isPodAddress, isUplink, readOf, routeName } from './lookups.ts';
import type { Story } from './story.ts';

/** A packet comes into being: why, is in its cause. */
export function tellBorn(scene: Scene, m: Messages): Story {
  const { at, record } = scene;
  const cause = record?.cause ?? { kind: 'job' };
  const about = cause.kind === 'job' ? '' : (scene.trace.packets[cause.of]?.label ?? '');
  const arp = innermost(scene.now, 'arp');
  if (arp !== null) return m.kernel.bornAsArp(at, { request: arp.op === 'request', about });
  switch (cause.kind) {
    case 'job':
    case 'arp':
      return m.kernel.bornFromJob(at);
    case 'reply':
      return m.kernel.bornAsReply(at);
    case 'retransmission':
      return m.kernel.bornAgain(at);
    case 'icmp-error':
      return m.kernel.bornAsError(at, { about });
    case 'fragment':
      return m.kernel.bornAsFragment(at, { bytes: 20 + (innermost(scene.now, 'ip-payload')?.bytes.length ?? 0) });
  }
}

/** A kernel's FIB lookup. What is looked up is the outermost destination: a node's, once a tunnel is around. */
export function tellRoute(event: EventOf<'route'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { world } = scene.trace;
  const { decision } = event;
  const dst = outermost(scene.now, 'ipv4')?.dst ?? at.dst;
  if (decision.kind === 'local') return m.kernel.routeLocal(at, { dst });
  if (decision.kind === 'refused') return m.kernel.routeRefused(at, { dst, reason: reasonName(decision.reason, m) });
  const device = deviceOf(world, decision.dev);
  const dev = device?.name ?? decision.dev;
  const { via } = decision;
  if (world.netns.get(event.netns)?.kind === 'pod' && via !== null) return m.kernel.podRoute(at, { via });
  if (decision.isDefault) {
    const leaks = isUplink(device) && isPodAddress(world, dst);
    return leaks ? m.kernel.routeLeak(at, { dst, via, dev }) : m.kernel.routeDefault(at, { dst, via, dev });
  }
  const read = readOf(event.reads, 'routes');
  const row = routeName(read?.found ?? dst);
  if (dev === 'cilium_host') return m.kernel.routeCiliumHost(at, { dst, row, forwarded: event.direction === 'input' });
  const loser =
    read?.losers.find((one) => one.why === 'shorter prefix' && routeName(one.key) !== 'default')?.key ?? null;
  return m.kernel.routeVia(at, {
    dst,
    row,
    via,
    dev,
    loser: loser === null ? null : routeName(loser),
    outer: tunnelOf(scene.now) !== null,
  });
}

export function tellNeigh(event: EventOf<'neigh'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { ip } = event;
  const change = event.deltas.find((delta) => delta.table === 'neigh');
  const noted = change?.table === 'neigh' ? (change.after?.mac ?? null) : null;
  const device = deviceOf(scene.trace.world, event.device);
  const kind = scene.trace.world.netns.get(event.netns)?.kind;
  switch (event.state) {
    case 'hit': {
      const mac = device?.noarp === true ? null : (outermost(scene.now, 'ethernet')?.dst ?? null);
      return m.kernel.neighHit(at, { ip, mac, dev: at.dev });
    }
    case 'asking':
      return m.kernel.neighAsking(at, { ip, dev: at.dev, nodeNic: kind === 'node' && device?.kind === 'nic' });
    case 'resolved':
      return m.kernel.neighResolved(at, { ip, mac: noted });
    case 'failed':
      return m.kernel.neighFailed(at, { ip });
    case 'learnt':
      return m.kernel.neighLearnt(at, { ip, mac: noted });
  }
}

export function tellForward(scene: Scene, m: Messages): Story {
  const { at } = scene;
  return at.outer === null
    ? m.kernel.forward(at)
    : m.kernel.forwardOuter(at, { before: at.outer.before, ttl: at.outer.ttl });
}

export function tellPeer(event: EventOf<'peer'>, scene: Scene, m: Messages): Story {
  const skipped = deviceOf(scene.trace.world, event.skipped)?.name ?? event.skipped;
  return m.tap.peer({ skipped: nameOf(skipped), pod: nameOf(event.netns) });
}
