import type { KeyboardEvent } from 'react';

/** Where an arrow leads from a line that tells of an event: to the one above or below that does. Null: nowhere. */
export function nextTold({ key, target, currentTarget }: KeyboardEvent<HTMLElement>): HTMLElement | null {
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (by === undefined || !(target instanceof HTMLElement) || !target.matches('.told')) return null;
  const all = [...currentTarget.querySelectorAll<HTMLElement>('.told')];
  return all[all.indexOf(target) + by] ?? null;
}
