import type { Datapath } from '../datapath.ts';

/** The kernel alone: no program on any hook. What the same routes and a tunnel device do without Cilium. */
export const plainDatapath: Datapath = {
  name: 'linux',
  attached: () => null,
  policy: null,
  socket: () => null,
};
