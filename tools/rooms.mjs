/**
 * Who may import whom: the one place that says it. `check-rooms.mjs` enforces it, `--table` prints it for the docs.
 *
 * A room is a folder of src/. `imports` are the rooms it may use, `types` those it may use for types only.
 * `npm` are packages (and `node:` for Node's own modules); `{ name, only }` narrows one to a file or a folder.
 * `'*'` means anything. Test files may import whatever they need: only the product is fenced.
 *
 * @typedef {string | { name: string, only: string }} Package
 * @typedef {{ imports: readonly string[], types?: readonly string[], npm: readonly Package[], about: string }} Room
 */

/** @type {Readonly<Record<string, Room>>} */
export const ROOMS = {
  base: { imports: [], npm: [], about: 'leaf helpers without domain words' },
  wire: { imports: ['base'], npm: [], about: 'protocols: bytes and layers' },
  lab: { imports: ['base', 'wire'], npm: [], about: 'what the lab is' },
  trace: { imports: ['base', 'wire', 'lab'], npm: [], about: 'what happened' },
  engine: { imports: ['base', 'wire', 'lab', 'trace'], npm: [], about: 'how it happens' },
  capture: { imports: ['base', 'wire', 'lab', 'trace'], npm: [], about: 'pcap and pcapng, both ways' },
  i18n: { imports: ['base', 'wire', 'lab', 'trace'], npm: [], about: 'the words, in every language' },
  scene: { imports: ['base', 'wire', 'lab', 'trace', 'i18n'], npm: ['d3'], about: 'drawings as data' },
  shell: {
    imports: ['base', 'wire', 'lab', 'trace', 'capture'],
    npm: ['unbash', 'yaml', { name: '@michaelhomer/jqjs', only: 'src/shell/commands/jq/' }],
    about: 'what can be typed: shells, files and commands on a running lab',
  },
  scenario: {
    imports: ['base', 'wire', 'lab', 'trace', 'scene'],
    types: ['i18n'],
    npm: [],
    about: 'what is run, and runs with a name',
  },
  export: {
    imports: ['base', 'wire', 'lab', 'trace', 'capture', 'scene', 'i18n'],
    npm: [{ name: 'gifenc', only: 'src/export/gif/' }],
    about: 'a run as files for elsewhere',
  },
  state: {
    imports: ['base', 'wire', 'lab', 'trace', 'engine', 'capture', 'scene', 'scenario', 'shell'],
    // `export`: where a post lives, which is remembered, has its list there.
    types: ['i18n', 'export'],
    npm: ['zustand', 'valibot'],
    about: 'stores, URL, settings',
  },
  ui: {
    imports: ['base', 'wire', 'lab', 'trace', 'scene', 'scenario', 'i18n', 'export', 'state'],
    types: ['shell'],
    npm: [
      'react',
      { name: 'react-dom', only: 'src/ui/print/' },
      // A picture is the stage's own marks, written as text.
      { name: 'react-dom', only: 'src/ui/still/' },
      { name: 'mediabunny', only: 'src/ui/still/film.ts' },
      { name: 'zustand', only: 'src/ui/store.ts' },
      { name: 'd3', only: 'src/ui/viewport/' },
      { name: '@xterm/xterm', only: 'src/ui/terminal/' },
      { name: '@xterm/addon-fit', only: 'src/ui/terminal/' },
    ],
    about: 'React: shows a trace, dispatches intentions',
  },
  cli: {
    imports: [
      'base',
      'wire',
      'lab',
      'trace',
      'engine',
      'capture',
      'scene',
      'scenario',
      'i18n',
      'shell',
      'export',
      'ui',
    ],
    npm: ['node:', 'yaml'],
    about: 'the same engine in a terminal',
  },
  embed: { imports: [], npm: [], about: "the script of a host's page" },
  app: {
    imports: [
      'base',
      'wire',
      'lab',
      'trace',
      'engine',
      'capture',
      'scene',
      'scenario',
      'i18n',
      'shell',
      'state',
      'ui',
      'export',
    ],
    npm: ['*'],
    about: 'composition roots, the clock',
  },
};

/** The rooms without DOM, clock, randomness or promises: the include list of tsconfig.core.json. */
export const CORE = [
  'base',
  'wire',
  'lab',
  'trace',
  'engine',
  'capture',
  'scene',
  'scenario',
  'i18n',
  'shell',
  'export',
];

/** Names that say nothing about what a file holds; `index` also invites re-export files. (`data` is a layer here.) */
export const FORBIDDEN_NAMES = [
  'index',
  'utils',
  'util',
  'helpers',
  'common',
  'misc',
  'manager',
  'service',
  'handler',
  'info',
];
