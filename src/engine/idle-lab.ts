import type { NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import { serves, startServers } from './apps/apps.ts';
import type { AppHost } from './apps/apps.ts';
import type { Hosts } from './changes.ts';
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
    starting: new Map(),
    ipIds: new Map(),
  };
}

/** The kernels and transports of the namespaces, made when somebody first needs them; those that serve, at once. */
export class Machines implements Hosts {
  readonly #lab: Lab;
  readonly #hosts = new Map<NetnsName, AppHost & { readonly life: { ended: boolean } }>();
  #cookies = 0;

  constructor(lab: Lab) {
    this.#lab = lab;
    for (const netns of lab.sim.world.netns.keys()) this.start(netns);
    lab.wake = (netns) => void this.of(netns);
  }

  of(netns: NetnsName): AppHost {
    let host = this.#hosts.get(netns);
    if (!host) {
      const life = { ended: false };
      const kernel = kernelOf(this.#lab, netns, () => ++this.#cookies, life);
      const sockets = createTransport(kernel);
      this.#hosts.set(netns, (host = { kernel, sockets, life }));
      this.#lab.transports.set(netns, sockets);
    }
    return host;
  }

  start(netns: NetnsName): void {
    if (serves(this.#lab.sim.world, netns)) startServers(this.of(netns));
  }

  /** Nothing runs there any more, and no socket is open. */
  stop(netns: NetnsName): void {
    const host = this.#hosts.get(netns);
    if (host) host.life.ended = true;
    this.#hosts.delete(netns);
    this.#lab.transports.delete(netns);
  }
}
