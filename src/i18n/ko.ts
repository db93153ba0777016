import { dropsKo } from './drops.ko.ts';
import type { Messages } from './en.ts';
import { hopsKo } from './hops.ko.ts';
import { jobKo } from './job.ko.ts';
import { kernelKo } from './kernel.ko.ts';
import { lxcKo } from './lxc.ko.ts';
import { netdevKo } from './netdev.ko.ts';
import { notesKo } from './notes.ko.ts';
import { outcomeKo } from './outcome.ko.ts';
import { overlayKo } from './overlay.ko.ts';
import { placeKo } from './place.ko.ts';
import { policyKo } from './policy.ko.ts';
import { socketKo } from './socket.ko.ts';
import { tapKo } from './tap.ko.ts';

export const ko: Messages = {
  job: jobKo,
  socket: socketKo,
  lxc: lxcKo,
  policy: policyKo,
  netdev: netdevKo,
  overlay: overlayKo,
  kernel: kernelKo,
  tap: tapKo,
  outcome: outcomeKo,
  notes: notesKo,
  drops: dropsKo,
  hops: hopsKo,
  place: placeKo,
};
