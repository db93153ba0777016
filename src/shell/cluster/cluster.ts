import type { LabFile } from '../../lab/file.ts';
import { Agents } from './agents.ts';

/** The cluster's objects as the API server holds them. */
export class Cluster {
  readonly agents: Agents;

  constructor(file: LabFile) {
    this.agents = new Agents(file);
  }
}
