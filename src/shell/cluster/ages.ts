import type { Nanos } from '../../lab/names.ts';
import { CLUSTER_AGE } from './helm-release.ts';

/** When kubeadm had made the cluster. */
export const BORN = -CLUSTER_AGE as Nanos;
/** Workloads of a reader are younger than the cluster. */
export const APPLIED = -1_800_000_000_000 as Nanos;
/** `vagrant up` brings up one machine after the other; all of them within the first hour. */
const JOINS = 150_000_000_000;
const FIRST_HOUR = 3_600_000_000_000;

/** When the node of this place in the file, of so many, has joined. */
export function joined(index: number, count: number): Nanos {
  return (BORN + index * Math.min(JOINS, Math.floor(FIRST_HOUR / count))) as Nanos;
}
