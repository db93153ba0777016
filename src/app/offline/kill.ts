/** What stands in sw.js when a site is built without a worker: takes back the one of earlier builds, and all that it has kept. */
declare const OFFLINE: { readonly prefix: string };

interface WorkerScope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  skipWaiting(): Promise<void>;
  addEventListener(
    kind: 'install' | 'activate',
    listen: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
}

// Runs in a worker, where this is what `self` is.
const worker = self as unknown as WorkerScope;
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(takeBack()));

async function takeBack(): Promise<void> {
  const own = `${OFFLINE.prefix} ${new URL(worker.registration.scope).pathname} `;
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
  await worker.registration.unregister();
}

export {};
