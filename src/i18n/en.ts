import { dropsEn } from './drops.en.ts';
import { hopsEn } from './hops.en.ts';
import { jobEn } from './job.en.ts';
import { kernelEn } from './kernel.en.ts';
import { lxcEn } from './lxc.en.ts';
import { netdevEn } from './netdev.en.ts';
import { notesEn } from './notes.en.ts';
import { outcomeEn } from './outcome.en.ts';
import { overlayEn } from './overlay.en.ts';
import { placeEn } from './place.en.ts';
import { policyEn } from './policy.en.ts';
import { socketEn } from './socket.en.ts';
import { tapEn } from './tap.en.ts';
import type { Widen } from './widen.ts';

/** What the narrator says, by topic. English gives the shape, Korean must have it. */
export const en = {
  job: jobEn,
  socket: socketEn,
  lxc: lxcEn,
  policy: policyEn,
  netdev: netdevEn,
  overlay: overlayEn,
  kernel: kernelEn,
  tap: tapEn,
  outcome: outcomeEn,
  notes: notesEn,
  drops: dropsEn,
  hops: hopsEn,
  place: placeEn,
};

export type Messages = Widen<typeof en>;
