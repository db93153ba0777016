import { must } from '../base/assert.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
import type { NetnsName } from '../lab/names.ts';
import type { Tables } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import { stimulusArgv } from '../trace/stimulus-text.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Trace } from '../trace/trace.ts';
import { serves, startApp, startServers } from './apps/apps.ts';
import type { AppHost } from './apps/apps.ts';
import type { Datapath } from './datapath.ts';
import { runHook } from './hooks.ts';
import type { Lab } from './host.ts';
import { kernelOf } from './host-kernel.ts';
import { openJob } from './jobs.ts';
import { IcmpLimiter } from './linux/icmp-limit.ts';
import { linkFailure } from './linux/icmp-error.ts';
import { ipReceive } from './linux/ip-input.ts';
import { arpReceive } from './linux/neigh.ts';
import { tunnelTransmit } from './linux/tunnel.ts';
import { DATAPATHS } from './registry.ts';
import { changeRoute } from './routes-stimulus.ts';
import { Sim } from './sim.ts';
import { createTransport } from './transport/transport.ts';

export interface SimulateOptions {
  /** Another datapath than the one the lab file names. */
  readonly datapath?: Datapath;
  /** An already derived world of the same lab file. */
  readonly world?: World;
  /** Is given the tables as they are when the run has settled. */
  readonly final?: (tables: ReadonlyMap<NetnsName, Tables>) => void;
}

/**
 * What happens in this lab when these things are done to it. Pure: the same lab and stimuli give the same trace, byte
 * for byte. Throws when a stimulus names a namespace that the lab has not, or when the run does not settle.
 */
export function simulate(file: LabFile, stimuli: readonly Stimulus[], options: SimulateOptions = {}): Trace {
  const world = options.world ?? deriveWorld(file);
  const lab = idleLab(world, options.datapath);
  const { sim } = lab;
  const hostOf = switchOn(lab);
  stimuli.forEach((stimulus, index) => {
    must(world.netns.get(stimulus.from), `namespace ${stimulus.from} for stimulus ${index}`);
    sim.after(stimulus.at, () => {
      if (stimulus.kind === 'ip-route') changeRoute(lab, stimulus);
      else startApp(hostOf(stimulus.from), stimulus, openJob(sim, stimulus.from, stimulusArgv(stimulus), index));
    });
  });
  sim.settle();
  options.final?.(sim.state.final());
  const { events, frames, packets, jobs } = sim;
  return { format: 'hopscope-trace/1', lab: file, stimuli, world, events, frames, packets, jobs, ended: sim.now };
}

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
function switchOn(lab: Lab): (netns: NetnsName) => AppHost {
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
