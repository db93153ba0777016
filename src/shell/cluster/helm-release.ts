import type { LabCilium, LabFile } from '../../lab/file.ts';
import type { Nanos } from '../../lab/names.ts';
import type { Agents } from './agents.ts';
import { ciliumOf, installedValues, type HelmValues } from './helm-values.ts';

/** One revision of the release, as helm keeps it in a Secret of its namespace. */
export interface HelmRevision {
  readonly revision: number;
  readonly at: Nanos;
  /** What the reader gave, not the chart's own values. */
  readonly values: HelmValues;
  readonly description: string;
}

/** Since when the lab's cluster has been there before its clock starts: how old nodes, pods and the release are. */
export const CLUSTER_AGE = 3 * 3600 * 1_000_000_000;

/** The release 'cilium': the only one that the lab has. */
export class HelmRelease {
  readonly name = 'cilium';
  readonly namespace = 'kube-system';
  readonly chart: string;
  readonly version: string;
  readonly revisions: HelmRevision[];
  /** Chart repositories by their name (`helm repo add`). */
  readonly repositories = new Map([['cilium', 'https://helm.cilium.io/']]);
  readonly #agents: Agents;
  readonly #start: LabCilium;

  constructor(file: LabFile, agents: Agents) {
    this.version = file.versions.cilium;
    this.chart = `cilium-${this.version}`;
    this.#agents = agents;
    this.#start = file.cilium;
    const at = -CLUSTER_AGE as Nanos;
    this.revisions = [{ revision: 1, at, values: installedValues(file), description: 'Install complete' }];
  }

  get current(): HelmRevision {
    const last = this.revisions.at(-1);
    if (last === undefined) throw new Error('a release has a revision');
    return last;
  }

  /** What the agents would run with. */
  ciliumFor(values: HelmValues): LabCilium {
    return ciliumOf(values, this.#start);
  }

  /** The ConfigMap follows at once; the agents read it when they start again. */
  upgrade(values: HelmValues, at: Nanos, set: readonly string[], description = 'Upgrade complete'): HelmRevision {
    const revision = this.current.revision + 1;
    const made: HelmRevision = { revision, at, values, description };
    this.revisions.push(made);
    this.#agents.revisions.push({ at, cilium: this.ciliumFor(values), set });
    return made;
  }
}
