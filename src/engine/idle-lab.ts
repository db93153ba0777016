import type { NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import { serves, startServers } from './apps/apps.ts';
import type { AppHost } from './apps/apps.ts';
import type { Datapath } from './datapath.ts';
import { runHook } from './hooks.ts';
import type { Lab } from './host.ts';
import { kernelOf } from './host-kernel.ts';
import { IcmpLimiter } from './linux/icmp-limit.ts';
import { linkFailure } from './linux/icmp-error.ts';
import { ipReceive } from './linux/ip-input.ts';
import { arpReceive } from './linux/neigh.ts';
import { tunnelTransmit } from './linux/tunnel.ts';
import { DATAPATHS } from './registry.ts';
import { Sim } from './sim.ts';
import { createTransport } from './transport/transport.ts';

/** The lab's kernels before anything runs on them. */
export function idleLab(world: World, datapath: Datapath = DATAPATHS[world.settings.datapath]): Lab {
  return {
    sim: new Sim(world),
    datapath,
    handlers: { hook: runHook, ip: ipReceive, arp: arpReceive, tunnel: tunnelTransmit, linkFailure },
    asking: new Map(),
    limiter: new IcmpLimiter(),
    transports: new Map(),
    wake: () => {},
    reassembly: new Map(),
    arrivals: new WeakMap(),
    received: new Map(),
    datagrams: new Map(),
    ipIds: new Map(),
  };
}

/** The kernels and transports of the namespaces, made when somebody first needs them; those that serve, at once. */
export function switchOn(lab: Lab): (netns: NetnsName) => AppHost {
  const hosts = new Map<NetnsName, AppHost>();
  let cookies = 0;
  const hostOf = (netns: NetnsName): AppHost => {
    let host = hosts.get(netns);
    if (!host) {
      const kernel = kernelOf(lab, netns, () => ++cookies);
      const sockets = createTransport(kernel);
      hosts.set(netns, (host = { kernel, sockets }));
      lab.transports.set(netns, sockets);
    }
    return host;
  };
  for (const netns of lab.sim.world.netns.keys()) if (serves(lab.sim.world, netns)) startServers(hostOf(netns));
  lab.wake = (netns) => void hostOf(netns);
  return hostOf;
}
