/** The service worker, run in a world of its own: what it keeps, what it answers, and how it is taken back. */
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { workerText } from '../../tools/offline.mjs';

const ORIGIN = 'https://example.org';
const SCOPE = `${ORIGIN}/lab/`;
const BUILD = 'b2';

interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly mode?: string;
  readonly destination?: string;
}

/** A browser as the worker sees it. `online` is what the network answers, by address. */
function browser(online: Map<string, string>, kept = new Map<string, Map<string, string>>()) {
  const listeners = new Map<string, (event: unknown) => void>();
  const done: string[] = [];
  const absolute = (key: string): string => new URL(key, ORIGIN).href;
  const caches = {
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    open: async (name: string) => {
      const cache = kept.get(name) ?? new Map<string, string>();
      kept.set(name, cache);
      return {
        match: async (key: string) => {
          const text = cache.get(absolute(key));
          return text === undefined ? undefined : new Response(text);
        },
        put: async (key: string, answer: Response) => void cache.set(absolute(key), await answer.text()),
      };
    },
  };
  const self = {
    registration: {
      scope: SCOPE,
      unregister: async () => {
        done.push('unregistered');
        return true;
      },
    },
    clients: { claim: async () => void done.push('claimed') },
    navigator: {},
    skipWaiting: async () => void done.push('skipped waiting'),
    addEventListener: (kind: string, listen: (event: unknown) => void) => listeners.set(kind, listen),
  };
  const fetch = async (asked: string | Asked): Promise<Response> => {
    const address = absolute(typeof asked === 'string' ? asked : asked.url).replace(/[?#].*$/, '');
    const text = online.get(address);
    if (text === undefined) throw new TypeError('no network');
    return text === '404' ? new Response('', { status: 404 }) : new Response(text);
  };
  const world = { self, caches, fetch, location: { origin: ORIGIN }, URL, Response, Error, TypeError, Promise };
  /** Everything that an event waits for, and what it answers. */
  const send = async (kind: string, request?: Asked): Promise<string | null> => {
    const work: Promise<unknown>[] = [];
    let answer: Promise<Response> | null = null;
    listeners.get(kind)?.({
      request: request === undefined ? undefined : { method: 'GET', ...request },
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
      respondWith: (promise: Promise<Response>) => {
        answer = promise;
      },
    });
    const given = (await (answer as Promise<Response> | null)) ?? null;
    const text = given === null ? null : await given.text();
    // What is waited for may wait for more.
    for (let i = 0; i < work.length; i++) await work[i];
    return text;
  };
  return { world, kept, done, send };
}

const CORE = ['', 'x/', 'assets/index-1.js'];
const page = (text: string): string => `<html data-build="${BUILD}"><a href="../assets/index-1.js">${text}</a>`;
const online = new Map([
  [SCOPE, page('start')],
  [`${SCOPE}x/`, page('empty')],
  [`${SCOPE}ko/s/a/`, page('a')],
  [`${SCOPE}assets/index-1.js`, 'script'],
  [`${SCOPE}assets/later-2.js`, 'later'],
]);
const NAME = `hopscope /lab/ ${BUILD}`;
const visit = (path: string): Asked => ({ url: SCOPE + path, mode: 'navigate', destination: 'document' });

let keeping = '';
let kill = '';
beforeAll(async () => {
  keeping = await workerText('on', BUILD, CORE, ['assets/index-1.js', 'assets/later-2.js']);
  kill = await workerText('off', BUILD, CORE, []);
});

async function installed(network = online, kept?: Map<string, Map<string, string>>) {
  const made = browser(new Map(network), kept);
  runInContext(keeping, createContext(made.world));
  await made.send('install');
  await made.send('activate');
  return made;
}

describe('what is kept', () => {
  test('at once: what a page needs; later, when a page says that it is there: the rest', async () => {
    const { kept, send } = await installed();
    expect([...(kept.get(NAME)?.keys() ?? [])].toSorted()).toEqual(CORE.map((path) => SCOPE + path).toSorted());
    await send('message');
    expect(kept.get(NAME)?.get(`${SCOPE}assets/later-2.js`)).toBe('later');
  });

  test('a page under its path alone', async () => {
    const { kept, send } = await installed();
    expect(await send('fetch', visit('ko/s/a/?at=5#v1.j.secret.0'))).toContain('>a<');
    expect([...(kept.get(NAME)?.keys() ?? [])].filter((key) => key.includes('/ko/'))).toEqual([`${SCOPE}ko/s/a/`]);
  });

  test('no page of another build', async () => {
    const { kept, send } = await installed(new Map([...online, [`${SCOPE}ko/s/a/`, '<html data-build="b3">new']]));
    expect(await send('fetch', visit('ko/s/a/'))).toContain('new');
    expect(kept.get(NAME)?.has(`${SCOPE}ko/s/a/`)).toBe(false);
  });

  test('nothing while the host still serves the build before: the next visit tries again', async () => {
    const made = browser(new Map([...online, [SCOPE, '<html data-build="b1">old']]));
    runInContext(keeping, createContext(made.world));
    await expect(made.send('install')).rejects.toThrow('the next visit tries again');
  });
});

describe('what is answered', () => {
  test('without a network: pages that were visited, the start, and any other by the empty page, as deep as it lies', async () => {
    const { world, send } = await installed();
    await send('fetch', visit('ko/s/a/'));
    Object.assign(world, {
      fetch: async () => {
        throw new TypeError('no network');
      },
    });
    expect(await send('fetch', visit('ko/s/a/?at=2'))).toContain('>a<');
    expect(await send('fetch', visit(''))).toContain('>start<');
    const other = await send('fetch', visit('en/s/never-visited/'));
    expect(other).toContain('>empty<');
    expect(other).toContain('href="../../../assets/index-1.js"');
    expect(await send('fetch', { url: `${SCOPE}assets/index-1.js` })).toBe('script');
  });

  test.each([
    ['a frame', { ...visit('embed/a/') }],
    ['a page of ours in a frame', { ...visit('ko/s/a/'), destination: 'iframe' }],
    ['the gallery', visit('gallery/')],
    ['another site of the origin', { url: `${ORIGIN}/blog/`, mode: 'navigate', destination: 'document' }],
    ['another origin', { url: 'https://elsewhere.test/lab/assets/index-1.js' }],
    ['what is sent', { url: `${SCOPE}assets/index-1.js`, method: 'POST' }],
    ['an asset with a query', { url: `${SCOPE}assets/index-1.js?x` }],
    ['itself', { url: `${SCOPE}sw.js` }],
  ])('nothing of %s', async (_, asked) => {
    const { send } = await installed();
    expect(await send('fetch', asked)).toBe(null);
  });
});

describe('what goes', () => {
  const before = (): Map<string, Map<string, string>> =>
    new Map(['hopscope /lab/ b1', 'hopscope / b1', 'hopscope /lab/en/ b1', 'others'].map((name) => [name, new Map()]));

  test('caches of earlier builds of this site, and no others', async () => {
    const { kept } = await installed(online, before());
    expect([...kept.keys()].toSorted()).toEqual([NAME, 'hopscope / b1', 'hopscope /lab/en/ b1', 'others'].toSorted());
  });

  test('everything, when a site is built without it', async () => {
    const made = browser(new Map(), before());
    runInContext(kill, createContext(made.world));
    await made.send('install');
    await made.send('activate');
    expect([...made.kept.keys()]).toEqual(['hopscope / b1', 'hopscope /lab/en/ b1', 'others']);
    expect(made.done).toEqual(['skipped waiting', 'unregistered']);
    // And it answers nothing.
    expect(await made.send('fetch', visit(''))).toBe(null);
  });
});
