/** The keyboard goes back to the page: to Play, as from the stage. */
export function leaveTerminal(): void {
  document.querySelector<HTMLElement>('.transport .play')?.focus();
}
