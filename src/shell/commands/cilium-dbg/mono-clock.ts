import { CLUSTER_AGE } from '../../cluster/helm-release.ts';

const SECOND = 1_000_000_000;

/** A moment as the datapath keeps it: whole seconds since the machine was switched on, some minutes before the cluster. */
export function monoSeconds(at: number): number {
  return Math.max(0, Math.floor((at + CLUSTER_AGE) / SECOND) + 900);
}
