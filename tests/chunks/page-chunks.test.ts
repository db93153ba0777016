import { expect, test } from 'vitest';
import { pageModules } from '../../tools/page-chunks.mjs';
import { type Graph, lookIn } from './graph.ts';

const MAIN = '/x/src/app/main.ts';
const EMBED = '/x/src/app/embed.ts';
const PAGE = '/x/src/app/open-page.tsx';
const FRAME = '/x/src/app/embed/start-embed.tsx';

test('what page and frame both need at once is one chunk, what the page needs alone is another; the rest is left alone', () => {
  const graph: Graph = {
    [MAIN]: { imports: ['clock.ts'], fetches: [PAGE] },
    [EMBED]: { imports: ['words.ts'], fetches: [FRAME] },
    'clock.ts': {},
    'words.ts': {},
    [PAGE]: {
      imports: ['engine.ts', 'shell.ts', 'pane.ts', 'clock.ts', 'words.ts', '/x/node_modules/react/index.js'],
      fetches: ['help.ts'],
    },
    [FRAME]: { imports: ['engine.ts', 'player.ts', 'words.ts'], fetches: ['pane.ts'] },
    'engine.ts': { imports: ['bytes.ts'] },
    'bytes.ts': {},
    'shell.ts': { imports: ['bytes.ts'] },
    // A frame fetches it when it is asked for: it must not bring the page.
    'pane.ts': { imports: ['tree.ts'] },
    'tree.ts': {},
    'player.ts': {},
    'help.ts': { imports: ['shell.ts'] },
    '/x/node_modules/react/index.js': {},
  };
  for (const any of [MAIN, 'tree.ts', 'help.ts'])
    expect(Object.fromEntries(pageModules(any, lookIn(graph)))).toEqual({
      [PAGE]: 'page',
      'shell.ts': 'page',
      'engine.ts': 'core',
      'bytes.ts': 'core',
    });
});
