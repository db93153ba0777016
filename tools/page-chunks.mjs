/**
 * Which modules the page and a frame both need as soon as they are opened, and which the page needs alone, for the bundler: left to itself
 * it makes a chunk of every set of modules that the same parts share, forty for the page. Hosts without HTTP/2 send six at a time.
 */
import { importsIn, naming, reached, siteOf } from './module-graph.mjs';

/** @typedef {import('./module-graph.mjs').Look} Look */

const PAGE = '/src/app/open-page.tsx';
const FRAME = '/src/app/embed/start-embed.tsx';
/** First scripts: what they need is there before either is opened. */
const FIRST = ['/src/app/main.ts', '/src/app/embed.ts'];

/** @param {string} some of the modules of the site @param {Look} look @returns {Map<string, string>} chunk by module */
export function pageModules(some, look) {
  const imports = importsIn(look);
  const site = siteOf(some, look);
  const all = (/** @type {string} */ id) => [...imports(id), ...(look(id)?.dynamicallyImportedIds ?? [])];
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
export const pageChunks = () => naming(pageModules);
