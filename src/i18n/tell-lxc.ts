import type { EventOf } from '../trace/events.ts';
import { cidrHas, cidrOf } from '../wire/address.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import { nameOf, type Scene } from './at.ts';
import { reasonName } from './drop.ts';
import type { Messages } from './en.ts';
import { bypassedRoute, deviceOf, nodeByPodCidr, noteOf, podOfLxc, readOf, routeName } from './lookups.ts';
import type { FibTrap } from './lxc.en.ts';
import type { Story } from './story.ts';

/** cil_from_container. What it decided is in the verdict; which of its branches that was, in the hop. */
export function tellLxc(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const story = branch(event, scene, m);
  const backend = noteOf(event, 'backend');
  return backend === null
    ? story
    : { ...story, detail: m.lxc.perPacketLb({ service: backend.service, backend: backend.backend }) };
}

function branch(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { world } = scene.trace;
  const { verdict } = event;
  switch (verdict.kind) {
    case 'drop': {
      const pod = nameOf(podOfLxc(world, event.device)?.name ?? at.src);
      if (event.hop === 'LXC.EDROP') return m.lxc.egressDenied(at, { pod });
      if (event.hop === 'LXC.FRAG') return m.lxc.fragment(at);
      return m.lxc.dropped(at, { reason: reasonName(verdict.reason, m) });
    }
    case 'policy':
      return m.lxc.local(at, { pod: nameOf(verdict.pod), bypassed: bypassedRoute(world, event.netns, at.dst) });
    case 'redirect':
      return redirected(event, scene, m);
    case 'pass':
      if (event.hop === 'LXC.HOST') return m.lxc.host(at, { endpointRoutes: world.settings.endpointRoutes });
      return event.hop === 'LXC.STACK' || event.hop === 'LXC.STACKE' ? m.lxc.stack(at) : m.lxc.passed(at);
    case 'errno':
      return m.lxc.passed(at);
  }
}

function redirected(event: EventOf<'hook'>, scene: Scene, m: Messages): Story {
  const { at } = scene;
  const { world } = scene.trace;
  if (event.verdict.kind !== 'redirect') return m.lxc.passed(at);
  if (event.hop === 'LXC.ARP') {
    const mac = deviceOf(world, event.device)?.mac ?? '?';
    const asked = scene.was.find((layer) => layer.kind === 'arp');
    return m.lxc.arp({ target: asked?.targetIp ?? at.src, mac });
  }
  const to = deviceOf(world, event.verdict.to);
  const tunnel = noteOf(event, 'tunnel');
  if (to?.kind === 'tunnel' && tunnel !== null) {
    const bypassed = bypassedRoute(world, event.netns, at.dst);
    return m.lxc.encap(at, { vni: tunnel.vni, remote: tunnel.remote, tunnel: to.name, bypassed });
  }
  const dev = to?.name ?? event.verdict.to;
  const read = readOf(event.reads, 'routes');
  if (noteOf(event, 'default-route') !== null || event.hop === 'LXC.FIB0') return m.lxc.fibDefault(at, { dev });
  const row = routeName(read?.found ?? '');
  const route =
    read?.found === null || read === null
      ? null
      : (world.netns.get(event.netns)?.tables.routes.get(read.found) ?? null);
  const neigh = event.verdict.helper === 'redirect_neigh';
  return m.lxc.fib(at, {
    row,
    via: route?.via ?? null,
    dev,
    neigh,
    trap: fibTrap(event, scene, dev, row, read?.losers[0]?.key ?? null),
  });
}

function fibTrap(event: EventOf<'hook'>, scene: Scene, dev: string, row: string, loser: string | null): FibTrap {
  if (dev === 'cilium_host') return { kind: 'nobody' };
  const { world } = scene.trace;
  const here = world.nodes.find((node) => node.name === event.netns);
  const there = nodeByPodCidr(world, scene.at.dst);
  if (here === undefined || there === null || there === here) return { kind: 'plain' };
  if (row === there.podCIDR) {
    const auto = world.settings.autoDirectNodeRoutes && onLink(scene, here.dev, there.ip);
    if (!auto) return { kind: 'plain' };
    return { kind: 'direct', node: nameOf(there.name), loser: loser === null ? null : routeName(loser) };
  }
  if (!world.settings.autoDirectNodeRoutes) return { kind: 'no-auto', podCIDR: there.podCIDR };
  if (!onLink(scene, here.dev, there.ip)) return { kind: 'other-subnet', podCIDR: there.podCIDR, nodeIp: there.ip };
  return noteOf(event, 'tunnel-ignored') === null ? { kind: 'plain' } : { kind: 'tunnel-ignored' };
}

/** Whether an address is on the segment of a device: what autoDirectNodeRoutes asks of a node. */
function onLink(scene: Scene, device: Parameters<typeof deviceOf>[1], ip: Ipv4Addr): boolean {
  return deviceOf(scene.trace.world, device)?.addresses.some((one) => cidrHas(cidrOf(one.ip, one.length), ip)) ?? false;
}
