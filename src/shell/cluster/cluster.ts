import type { Prng } from '../../base/prng.ts';
import type { LabFile } from '../../lab/file.ts';
import type { World } from '../../lab/world.ts';
import { Agents } from './agents.ts';
import { HelmRelease } from './helm-release.ts';
import { PortForwards } from './port-forwards.ts';
import { Workloads } from './workloads.ts';

/** The cluster's objects as the API server holds them. */
export class Cluster {
  readonly agents: Agents;
  readonly helm: HelmRelease;
  readonly forwards = new PortForwards();
  /** Pods, services and what makes pods. */
  readonly work: Workloads;

  constructor(file: LabFile, world: World, rng: Prng) {
    this.agents = new Agents(file);
    this.helm = new HelmRelease(file, this.agents);
    this.work = new Workloads(file, world, rng);
  }
}
