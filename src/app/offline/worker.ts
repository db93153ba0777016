/**
 * The service worker of the pages: after a first visit they open without a network. Built into sw.js by tools/offline.mjs, which puts what
 * belongs to this build in front. It knows pages, assets and fonts, and leaves everything else to the browser: frames, the gallery, pictures.
 *
 * Pages come from the network as long as there is one. They are kept under their path alone: neither a query nor a hash, which may hold
 * somebody's lab, is ever stored. A page of another build is not kept, as its assets are not here.
 */
declare const OFFLINE: {
  /** Caches of this site begin with it: others of the same origin are none of our business. */
  readonly prefix: string;
  readonly build: string;
  /** Below the site: what every page needs at once, and what may be asked for later. */
  readonly core: readonly string[];
  readonly rest: readonly string[];
};

/** What of the worker's world is used (w3.org/TR/service-workers, 4.1): the DOM's types do not have it. */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  readonly navigator: { readonly connection?: { readonly saveData?: boolean } };
  addEventListener(kind: 'install' | 'activate' | 'message', listen: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listen: (event: FetchAsked) => void): void;
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchAsked extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

// Runs in a worker, where this is what `self` is.
const worker = self as unknown as WorkerScope;
const site = new URL(worker.registration.scope).pathname;
const name = `${OFFLINE.prefix} ${site} ${OFFLINE.build}`;
const STAND_IN = 'x/';
const PAGE = /^(?:(?:(?:ko|en)\/)?s\/[a-z0-9-]{1,64}\/|x\/)?(?:index\.html)?$/;
const ASSET = /^(?:assets|fonts)\/[\w.-]+\.(?:js|css|woff2)$/;

worker.addEventListener('install', (event) => event.waitUntil(keepCore()));
worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOthers(), worker.clients.claim()]));
});
// A page of ours is there and has nothing else to do; what it says does not matter.
worker.addEventListener('message', (event) => event.waitUntil(keepRest()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(site)) return;
  const path = pathname.slice(site.length);
  if (request.mode === 'navigate' && request.destination === 'document' && PAGE.test(path)) {
    event.respondWith(page(event, path));
  } else if (search === '' && ASSET.test(path)) event.respondWith(asset(event, path));
});

async function keepCore(): Promise<void> {
  const cache = await caches.open(name);
  await Promise.all(OFFLINE.core.map((path) => (ASSET.test(path) ? fetchInto(cache, path) : fetchPage(cache, path))));
}

/** Asked for anew: a page that a cache between here and the host still has may belong to the build before. */
async function fetchPage(cache: Cache, path: string): Promise<void> {
  const answer = await fetch(site + path, { cache: 'no-cache' });
  if (!answer.ok || !(await keepPage(cache, site + path, answer))) {
    throw new Error(`${path}: not (yet) there as this build has it; the next visit tries again`);
  }
}

/** One after the other; what cannot be had now is had at the next visit, or when it is asked for. */
async function keepRest(): Promise<void> {
  if (worker.navigator.connection?.saveData === true) return;
  const cache = await caches.open(name);
  for (const path of OFFLINE.rest) {
    if ((await cache.match(site + path)) === undefined) await fetchInto(cache, path).catch(() => undefined);
  }
}

async function fetchInto(cache: Cache, path: string): Promise<void> {
  const answer = await fetch(site + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(site + path, answer);
}

async function dropOthers(): Promise<void> {
  for (const other of await caches.keys()) {
    if (other.startsWith(`${OFFLINE.prefix} ${site} `) && other !== name) await caches.delete(other);
  }
}

/** Names of assets change with what is in them. */
async function asset(event: FetchAsked, path: string): Promise<Response> {
  const cache = await caches.open(name);
  const kept = await cache.match(site + path);
  if (kept !== undefined) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(cache.put(site + path, answer.clone()));
  return answer;
}

/** Handed on as it comes, and kept beside that. */
async function page(event: FetchAsked, path: string): Promise<Response> {
  const cache = await caches.open(name);
  const key = site + path.replace(/index\.html$/, '');
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keepPage(cache, key, answer.clone()));
    return answer;
  } catch (error) {
    const kept = (await cache.match(key)) ?? (await standIn(cache, path));
    if (kept === null) throw error;
    return kept;
  }
}

/** Whether the page was one of this build, and is kept. */
async function keepPage(cache: Cache, key: string, answer: Response): Promise<boolean> {
  const text = await answer.text();
  if (!text.includes(`data-build="${OFFLINE.build}"`)) return false;
  await cache.put(key, htmlOf(text));
  return true;
}

function htmlOf(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** A page that was never visited: the empty one, whose addresses are made to begin as deep as this path lies. */
async function standIn(cache: Cache, path: string): Promise<Response | null> {
  const empty = await cache.match(site + STAND_IN);
  if (empty === undefined) return null;
  const up = '../'.repeat(path.split('/').length - 1) || './';
  return htmlOf((await empty.text()).replaceAll('../', up));
}

export {};
