import type { LabCilium, LabFile } from '../../lab/file.ts';
import type { Nanos, NetnsName } from '../../lab/names.ts';

/** The Cilium agent of one node: the configuration it runs with since it last started. */
export interface Agent {
  readonly node: NetnsName;
  readonly cilium: LabCilium;
  readonly started: Nanos;
  readonly restarts: number;
}

/** Cilium as Helm and Kubernetes know it: what is wanted, and what each agent runs with. */
export class Agents {
  /** The Helm values as a reader has them, revision by revision; the last one is in force. */
  readonly revisions: { readonly at: Nanos; readonly cilium: LabCilium; readonly set: readonly string[] }[];
  readonly #agents = new Map<NetnsName, Agent>();

  constructor(file: LabFile) {
    this.revisions = [{ at: 0 as Nanos, cilium: file.cilium, set: [] }];
    for (const node of file.nodes) {
      const name = node.name as NetnsName;
      this.#agents.set(name, { node: name, cilium: file.cilium, started: 0 as Nanos, restarts: 0 });
    }
  }

  /** What the ConfigMap says: agents read it when they start. */
  get wanted(): LabCilium {
    return this.revisions.at(-1)!.cilium;
  }

  of(node: NetnsName): Agent | null {
    return this.#agents.get(node) ?? null;
  }

  all(): readonly Agent[] {
    return [...this.#agents.values()];
  }

  started(node: NetnsName, at: Nanos): void {
    const before = this.#agents.get(node);
    if (before !== undefined) {
      this.#agents.set(node, { node, cilium: this.wanted, started: at, restarts: before.restarts });
    }
  }
}
