/**
 * Which modules are of the terminal alone, for the bundler: left to itself it makes a chunk of every set of modules that
 * the same programs share, and opening the terminal asked for eighteen of them.
 */
import { importsIn, naming, reached, siteOf } from './module-graph.mjs';

/** @typedef {import('./module-graph.mjs').Look} Look */

/** What opening it fetches, by the chunk it is put into: the shell's half, and the screen. */
const OPENING = {
  desk: ['/src/state/terminal/desk.ts', '/src/app/fetch-package.ts', '/src/shell/installed.ts'],
  TerminalSheet: ['/src/ui/terminal/TerminalSheet.tsx'],
};
/** Programs come when the terminal is there. */
const PROGRAM = '/src/shell/packages/';

/** @param {string} some of the modules of the site @param {Look} look @returns {Map<string, string>} chunk by module */
export function terminalModules(some, look) {
  const imports = importsIn(look);
  const site = siteOf(some, look);
  const opening = Object.values(OPENING).flat();
  const ofTerminal = (/** @type {string} */ id) => id.includes(PROGRAM) || opening.some((end) => id.endsWith(end));
  const others = [...site].filter((id) => {
    const module = look(id);
    const fetchedAlone = module !== null && (module.importers.length === 0 || module.dynamicImporters.length > 0);
    return fetchedAlone && !ofTerminal(id);
  });
  const elsewhere = reached(others, imports);
  /** @type {Map<string, string>} */
  const chunks = new Map();
  for (const [chunk, ends] of Object.entries(OPENING)) {
    const roots = [...site].filter((id) => ends.some((end) => id.endsWith(end)));
    for (const id of reached(roots, imports)) if (!elsewhere.has(id) && !chunks.has(id)) chunks.set(id, chunk);
  }
  return chunks;
}

/**
 * Names the chunk of a module, or leaves it to the bundler (null). Only what no other part of the page asks for has a
 * name: so nothing else fetches the terminal, and no chunk imports one that imports it.
 */
export const terminalChunks = () => naming(terminalModules);
