import type { Options } from './api.d.ts';

/** Where the site lies that this script is a part of. */
export const SITE = new URL('../../', import.meta.url);

const SLUG = /^[a-z0-9-]{1,64}$/;
const KEY = /^[a-z][a-z0-9.-]{0,23}$/;
const STATE = /^v\d{1,3}\.[A-Za-z0-9._-]+$/;
/** Not keys of the query. */
const OURS = new Set(['scenario', 'title', 'label', 'state', 'load', 'api', 'origin']);

/** The address of a frame. Throws for a scenario whose name cannot be one. */
export function frameAddress(options: Options, hostOrigin: string): string {
  const { scenario, state } = options;
  if (!SLUG.test(scenario)) throw new TypeError(`hop-scope: '${scenario}' is no name of a scenario`);
  const url = new URL(`embed/${scenario}/`, SITE);
  for (const [key, value] of Object.entries(options)) {
    if (OURS.has(key) || value === undefined || value === false || !KEY.test(key)) continue;
    url.searchParams.set(key, value === true ? '1' : `${value}`);
  }
  url.searchParams.set('api', '1');
  // A page from a file or in a sandbox has no origin to be told by.
  if (/^https?:/.test(hostOrigin)) url.searchParams.set('origin', hostOrigin);
  if (state !== undefined && STATE.test(state)) url.hash = state;
  return url.href;
}

/** A frame as the contract has it: what it needs is allowed, and no more. */
export function makeFrame(options: Options): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = options.title ?? `Hopscope: ${options.scenario}`;
  frame.allow = 'fullscreen; clipboard-write';
  frame.allowFullscreen = true;
  frame.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads',
  );
  frame.src = frameAddress(options, location.origin);
  return frame;
}
