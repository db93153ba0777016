/** The keyboard goes back to the page: to Play, as from the stage. */
export function leaveTerminal(): void {
  document.querySelector<HTMLElement>('.transport .play')?.focus();
}

/** Whether the screen may take the keyboard: not while it is in a menu that has just changed the screen. */
export function mayTakeFocus(): boolean {
  return (document.activeElement?.closest('[popover]') ?? null) === null;
}

/** Whether the sheet leaves nothing of the page in sight. */
export function coversPage(): boolean {
  return matchMedia('(width < 560px)').matches;
}

/** Scrolls a part of the page into sight, where the page scrolls. */
export function bringToSight(part: 'stage' | 'inspector'): void {
  document.querySelector(`.${part}`)?.scrollIntoView({ block: 'nearest' });
}
