import type { ITheme } from '@xterm/xterm';

const TOKENS = {
  background: '--sheet',
  foreground: '--ink',
  cursor: '--ink',
  cursorAccent: '--sheet',
  selectionBackground: '--marker',
  selectionForeground: '--ink',
  black: '--ink',
  red: '--ansi-red',
  green: '--ansi-green',
  yellow: '--ansi-yellow',
  blue: '--ansi-blue',
  magenta: '--ansi-magenta',
  cyan: '--ansi-cyan',
  white: '--ink-2',
  brightBlack: '--ink-2',
  brightRed: '--ansi-red',
  brightGreen: '--ansi-green',
  brightYellow: '--ansi-yellow',
  brightBlue: '--ansi-blue',
  brightMagenta: '--ansi-magenta',
  brightCyan: '--ansi-cyan',
  brightWhite: '--ink',
} as const satisfies { readonly [K in keyof ITheme]?: string };

/** The page's colours as they are now, for a terminal that wants numbers: the browser works `light-dark()` out. */
export function terminalTheme(element: HTMLElement): ITheme {
  const probes = Object.entries(TOKENS).map(([name, token]) => {
    const probe = element.ownerDocument.createElement('span');
    probe.style.color = `var(${token})`;
    return { name, probe };
  });
  // All of them before any is asked: the first answer makes the browser compute, and the others are there then.
  element.append(...probes.map(({ probe }) => probe));
  const theme = Object.fromEntries(probes.map(({ name, probe }) => [name, getComputedStyle(probe).color]));
  for (const { probe } of probes) probe.remove();
  return theme;
}
