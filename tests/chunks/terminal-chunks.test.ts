import { expect, test } from 'vitest';
import { terminalModules } from '../../tools/terminal-chunks.mjs';
import { type Graph, lookIn } from './graph.ts';

const DESK = '/x/src/state/terminal/desk.ts';
const SHEET = '/x/src/ui/terminal/TerminalSheet.tsx';
const CURL = '/x/src/shell/packages/curl.ts';

test('what only the terminal asks for is put together, what others ask for is left alone', () => {
  const graph: Graph = {
    'main.ts': { imports: ['page.ts'], fetches: [DESK, SHEET, 'pane.ts'] },
    'page.ts': {},
    'pane.ts': { imports: ['shared.ts'] },
    'shared.ts': { imports: ['deep.ts'] },
    'deep.ts': {},
    [DESK]: { imports: ['page.ts', 'shared.ts', 'shell.ts', 'both.ts'], fetches: [CURL] },
    'shell.ts': {},
    'both.ts': {},
    [SHEET]: { imports: ['both.ts', 'xterm.ts'] },
    'xterm.ts': {},
    [CURL]: { imports: ['shell.ts', 'http.ts'] },
    'http.ts': {},
  };
  // Whichever module the bundler asks for first, the whole site is found from it.
  for (const first of ['main.ts', 'http.ts', 'deep.ts'])
    expect(Object.fromEntries(terminalModules(first, lookIn(graph)))).toEqual({
      [DESK]: 'desk',
      'shell.ts': 'desk',
      'both.ts': 'desk',
      [SHEET]: 'TerminalSheet',
      'xterm.ts': 'TerminalSheet',
    });
});
