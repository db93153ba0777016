import type { LabFile } from '../../lab/file.ts';
import { Agents } from './agents.ts';
import { HelmRelease } from './helm-release.ts';
import { PortForwards } from './port-forwards.ts';

/** The cluster's objects as the API server holds them. */
export class Cluster {
  readonly agents: Agents;
  readonly helm: HelmRelease;
  readonly forwards = new PortForwards();

  constructor(file: LabFile) {
    this.agents = new Agents(file);
    this.helm = new HelmRelease(file, this.agents);
  }
}
