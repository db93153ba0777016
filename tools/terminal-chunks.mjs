/**
 * Which modules are of the terminal alone, for the bundler: left to itself it makes a chunk of every set of modules that
 * the same programs share, and opening the terminal asked for eighteen of them.
 *
 * @typedef {object} Module
 * @property {readonly string[]} importedIds
 * @property {readonly string[]} dynamicallyImportedIds
 * @property {readonly string[]} importers
 * @property {readonly string[]} dynamicImporters
 * @typedef {(id: string) => Module | null} Look
 */

/** What opening it fetches, by the chunk it is put into: the shell's half, and the screen. */
const OPENING = {
  desk: ['/src/state/terminal/desk.ts', '/src/app/fetch-package.ts', '/src/shell/installed.ts'],
  TerminalSheet: ['/src/ui/terminal/TerminalSheet.tsx'],
};
/** Programs come when the terminal is there. */
const PROGRAM = '/src/shell/packages/';

/** These and all that is reached from them. @param {Iterable<string>} from @param {(id: string) => readonly string[]} next */
export function reached(from, next) {
  const all = new Set(from);
  for (const id of all) for (const one of next(id)) all.add(one);
  return all;
}

/** @param {string} some of the modules of the site @param {Look} look @returns {Map<string, string>} chunk by module */
export function terminalModules(some, look) {
  const imports = (/** @type {string} */ id) => look(id)?.importedIds ?? [];
  const site = reached([some], (id) => {
    const module = look(id);
    if (module === null) return [];
    return [...module.importedIds, ...module.dynamicallyImportedIds, ...module.importers, ...module.dynamicImporters];
  });
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
export function terminalChunks() {
  /** @type {Map<string, string> | null} */
  let chunks = null;
  return (/** @type {string} */ id, /** @type {{ getModuleInfo: Look }} */ bundle) =>
    (chunks ??= terminalModules(id, (one) => bundle.getModuleInfo(one))).get(id) ?? null;
}
