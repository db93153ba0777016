import { hash32 } from '../../base/prng.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';

/** The inode of the cgroup a process runs in, as bpf_get_current_cgroup_id gives it: a number that its pod's name decides. */
export function cgroupId(world: World, owner: NetnsName | null): number {
  return 4000 + (hash32(`cgroup ${owner ?? ''}`, world.seed) % 16000);
}
