import { SCRIPT_URLS } from './site/policy.ts';

/** Every script that is started by its address, below the site. */
const OURS: ReadonlySet<string> = new Set(['sw.js']);

/** What of Trusted Types is used (w3c.github.io/trusted-types): a browser without them takes the text. */
interface Policies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

let policy: ReturnType<Policies['createPolicy']> | null = null;

/** Names one of our scripts, by a path on this origin; throws a TypeError for anything else. */
function checked(address: string): string {
  const name = /^\/(?:[^/\\].*\/)?([^/\\]+)$/.exec(address)?.[1];
  if (name === undefined || !OURS.has(name)) throw new TypeError(`'${address}' is no script of this site`);
  return address;
}

/**
 * The address of one of our scripts as the content policy wants it: no other text can become one. `base`: the path of the site.
 * @throws TypeError for a name that is not ours.
 */
export function scriptUrl(base: string, name: string): string {
  const policies: unknown = Reflect.get(globalThis, 'trustedTypes');
  if (!isPolicies(policies)) return checked(base + name);
  policy ??= policies.createPolicy(SCRIPT_URLS, { createScriptURL: checked });
  return policy.createScriptURL(base + name);
}

function isPolicies(value: unknown): value is Policies {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
