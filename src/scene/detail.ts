import type { Role } from './places.ts';

/** How much of the same picture is drawn: 1 the story, 2 the kernel's hooks and what they read, 3 the bytes. */
export const DETAILS = [1, 2, 3] as const;
export type Detail = (typeof DETAILS)[number];

/** From so many times its size on, the stage shows more by itself. */
const HOOKS_FROM = 1.6;
const BYTES_FROM = 2.8;

/** Semantic zoom: coming closer shows more, and never less than what was chosen. */
export function detailAt(chosen: Detail, k: number): Detail {
  const near: Detail = k >= BYTES_FROM ? 3 : k >= HOOKS_FROM ? 2 : 1;
  return chosen > near ? chosen : near;
}

export function nextDetail(detail: Detail): Detail {
  return DETAILS[detail % DETAILS.length] ?? 1;
}

/** Devices that a story does without until a packet comes to them. */
const NO_STORY: ReadonlySet<Role> = new Set(['cilium_net', 'uplink', 'loop']);

/** Whether a device is drawn. What a packet has come to is drawn at every level. */
export function isDrawn(role: Role, tone: 'active' | 'walked' | 'idle' | 'dimmed', detail: Detail): boolean {
  return detail > 1 || tone === 'active' || tone === 'walked' || !NO_STORY.has(role);
}
