import type { NetnsName } from './names.ts';
import type { World } from './world.ts';

/** The C library behind a command: nodes and router are Ubuntu, netshoot's images are Alpine's, with musl. */
export type Libc = 'musl' | 'glibc';

/** Images of pods that are built on glibc, as far as their names tell. */
const GLIBC = /debian|ubuntu|rocky|alma|fedora|centos/;

export function libcOf(world: World, netns: NetnsName): Libc {
  const pod = world.pods.get(netns);
  return pod === undefined || GLIBC.test(pod.image) ? 'glibc' : 'musl';
}
