/**
 * Which modules the page and a frame both need as soon as they are opened, and which the page needs alone, for the bundler: left to itself
 * it makes a chunk of every set of modules that the same parts share, forty for the page. Hosts without HTTP/2 send six at a time.
 *
 * @typedef {import('./terminal-chunks.mjs').Look} Look
 */
import { reached } from './terminal-chunks.mjs';

const PAGE = '/src/app/open-page.tsx';
const FRAME = '/src/app/embed/start-embed.tsx';
/** First scripts: what they need is there before either is opened. */
const FIRST = ['/src/app/main.ts', '/src/app/embed.ts'];

/** @param {string} some of the modules of the site @param {Look} look @returns {Map<string, string>} chunk by module */
export function pageModules(some, look) {
  const imports = (/** @type {string} */ id) => look(id)?.importedIds ?? [];
  const all = (/** @type {string} */ id) => [...imports(id), ...(look(id)?.dynamicallyImportedIds ?? [])];
  const site = reached([some], (id) => [
    ...all(id),
    ...(look(id)?.importers ?? []),
    ...(look(id)?.dynamicImporters ?? []),
  ]);
  const ending = (/** @type {string} */ end) => [...site].filter((id) => id.endsWith(end));
  const first = reached(FIRST.flatMap(ending), imports);
  const inFrame = reached(ending(FRAME), imports);
  const everInFrame = reached(ending(FRAME), all);
  /** @type {Map<string, string>} */
  const chunks = new Map();
  for (const id of reached(ending(PAGE), imports)) {
    if (first.has(id) || id.includes('/node_modules/')) continue;
    if (inFrame.has(id)) chunks.set(id, 'core');
    // What a frame fetches later stays by itself: it must not bring the page.
    else if (!everInFrame.has(id)) chunks.set(id, 'page');
  }
  return chunks;
}

/** Names the chunk of a module, or leaves it to the bundler (null). */
export function pageChunks() {
  /** @type {Map<string, string> | null} */
  let chunks = null;
  return (/** @type {string} */ id, /** @type {{ getModuleInfo: Look }} */ bundle) =>
    (chunks ??= pageModules(id, (one) => bundle.getModuleInfo(one))).get(id) ?? null;
}
