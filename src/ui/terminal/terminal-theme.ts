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
  const probe = element.ownerDocument.createElement('span');
  element.append(probe);
  const theme: Record<string, string> = {};
  for (const [name, token] of Object.entries(TOKENS)) {
    probe.style.color = `var(${token})`;
    theme[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return theme;
}
