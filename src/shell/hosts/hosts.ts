import type { NetnsName } from '../../lab/names.ts';
import type { Pod } from '../../lab/world.ts';
import type { LiveLab } from '../../trace/live.ts';
import { Files } from '../process/files.ts';
import type { Host, HostKind } from './host.ts';
import { provideFiles } from './provided-files.ts';

/** The places of a lab where commands run, made when somebody first goes there and kept from then on. */
export class Hosts {
  readonly #lab: LiveLab;
  readonly #known = new Map<string, Host>();

  constructor(lab: LiveLab) {
    this.#lab = lab;
  }

  /** A node or the router, by its name; null when the lab has no such machine. */
  machine(name: string): Host | null {
    const { world } = this.#lab;
    const node = world.nodes.find((candidate) => candidate.name === name);
    if (node === undefined && world.router !== name) return null;
    const kind: HostKind = node === undefined ? 'router' : node.controlPlane ? 'control-plane' : 'worker';
    return this.#get(`machine ${name}`, () => this.#make(name, kind, name as NetnsName, node?.name ?? null, null));
  }

  /** A container of a pod; null when there is no such pod. */
  pod(name: NetnsName): Host | null {
    const pod = this.#lab.world.pods.get(name);
    if (pod === undefined) return null;
    return this.#get(`pod ${name}`, () => {
      const machine = this.machine(pod.node);
      return this.#make(pod.shortName, kindOfImage(pod), pod.name, pod.node, machine);
    });
  }

  /** The cilium-agent container of a node: it is in the node's network namespace. */
  agent(node: NetnsName): Host | null {
    const machine = this.machine(node);
    if (machine === null || machine.node === null) return null;
    return this.#get(`agent ${node}`, () => this.#make(node, 'agent', node, node, machine));
  }

  #get(key: string, make: () => Host): Host {
    let host = this.#known.get(key);
    if (host === undefined) this.#known.set(key, (host = make()));
    return host;
  }

  #make(name: string, kind: HostKind, netns: NetnsName, node: NetnsName | null, machine: Host | null): Host {
    const files = new Files();
    const host: Host = {
      name,
      kind,
      netns,
      node,
      files,
      modules: machine?.modules ?? new Set(),
      sysctls: machine === null || kind !== 'agent' ? new Map() : machine.sysctls,
    };
    provideFiles(host, this.#lab);
    return host;
  }
}

/** Images that hold a program and nothing to type commands with. */
function kindOfImage(pod: Pod): HostKind {
  if (/whoami|coredns|pause|distroless/.test(pod.image)) return 'app';
  return pod.role === 'web' || pod.role === 'dns' ? 'app' : 'client';
}
