import { scriptUrl } from '../script-url.ts';

/** Put in place by the build (vite.config.ts): whether pages may be opened without a network. */
declare const __HOPSCOPE_OFFLINE__: 'on' | 'off';

/**
 * Keeps this site for the next visit, when all of this one is there. Not in frames, which are somebody else's page, nor while the page
 * stands still for a picture. A site that is built without it takes back what an earlier build has kept.
 */
export function keepOffline(base: string, frozen: boolean): void {
  if (!('serviceWorker' in navigator) || window.parent !== window || frozen) return;
  const { serviceWorker } = navigator;
  const start = async (): Promise<void> => {
    if (__HOPSCOPE_OFFLINE__ === 'on') {
      await serviceWorker.register(scriptUrl(base, 'sw.js'), { scope: base, updateViaCache: 'none' });
      (await serviceWorker.ready).active?.postMessage('the page is there');
    } else await (await serviceWorker.getRegistration(base))?.unregister();
  };
  // The page works without: a browser may forbid it, and a host may not have the file.
  const quietly = (): void => void start().catch(() => undefined);
  if (document.readyState === 'complete') quietly();
  else addEventListener('load', quietly, { once: true });
}
