/**
 * What imports what in a site that is being built, for those who name its chunks.
 *
 * @typedef {object} Module
 * @property {readonly string[]} importedIds
 * @property {readonly string[]} dynamicallyImportedIds
 * @property {readonly string[]} importers
 * @property {readonly string[]} dynamicImporters
 * @typedef {(id: string) => Module | null} Look
 */

/** These and all that is reached from them. @param {Iterable<string>} from @param {(id: string) => readonly string[]} next */
export function reached(from, next) {
  const all = new Set(from);
  for (const id of all) for (const one of next(id)) all.add(one);
  return all;
}

/** What a module imports at once. @param {Look} look @returns {(id: string) => readonly string[]} */
export const importsIn = (look) => (id) => look(id)?.importedIds ?? [];

/** Every module of the site, found from any of them. @param {string} some @param {Look} look */
export function siteOf(some, look) {
  return reached([some], (id) => {
    const module = look(id);
    if (module === null) return [];
    return [...module.importedIds, ...module.dynamicallyImportedIds, ...module.importers, ...module.dynamicImporters];
  });
}

/** Names the chunk of a module, or leaves it to the bundler (null); `modules` is asked once in a build. @param {(some: string, look: Look) => ReadonlyMap<string, string>} modules */
export function naming(modules) {
  /** @type {ReadonlyMap<string, string> | null} */
  let chunks = null;
  return (/** @type {string} */ id, /** @type {{ getModuleInfo: Look }} */ bundle) =>
    (chunks ??= modules(id, (one) => bundle.getModuleInfo(one))).get(id) ?? null;
}
