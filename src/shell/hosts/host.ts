import type { NetnsName } from '../../lab/names.ts';
import type { Files } from '../process/files.ts';

/**
 * What kind of place a shell is in: it decides which commands are installed. 'client' is a pod with the tools of netshoot,
 * 'app' one whose image holds a program and no shell, 'agent' the cilium-agent container of a node.
 */
export type HostKind = 'control-plane' | 'worker' | 'router' | 'client' | 'app' | 'agent';

export const MACHINES: readonly HostKind[] = ['control-plane', 'worker', 'router'];
export const NODES: readonly HostKind[] = ['control-plane', 'worker'];
/** Everywhere where there is a shell. */
export const SHELLS: readonly HostKind[] = [...MACHINES, 'client', 'agent'];

/** A place where commands run: a machine, or a container in the network namespace of a pod or a node. */
export interface Host {
  /** What `hostname` prints. */
  readonly name: string;
  readonly kind: HostKind;
  /** The network namespace that it sees: an agent's is its node's. */
  readonly netns: NetnsName;
  /** The node that it is or runs on; null for the router. */
  readonly node: NetnsName | null;
  readonly files: Files;
  /** Kernel modules that somebody has loaded here, or with '-' before the name taken out; shared with containers of the same machine. */
  readonly modules: Set<string>;
  /** sysctl values that somebody has set here. */
  readonly sysctls: Map<string, string>;
}
