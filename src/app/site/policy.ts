/**
 * Which page a policy is for. `page`: styles may stand in it, as its first picture brings its own and the terminal writes some while
 * it runs. `frame`: nothing that stands in the page counts but its links. `alone`: a page without any file beside it.
 */
export type PolicyOf = 'page' | 'frame' | 'alone';

/** What stands in a page and may count all the same, each as 'sha256-…'. */
export interface Inline {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** The one policy for addresses of scripts (src/app/script-url.ts). */
export const SCRIPT_URLS = 'hopscope-url';

/**
 * The content policy of a page, for its head or for a header. `frame-ancestors` is left out on purpose: pages may stand in anybody's
 * frame, and a policy in a head could not say it (CSP Level 3, 3.3).
 */
export function policyOf(page: PolicyOf, { scripts, styles }: Inline): string {
  const own = page === 'alone' ? [] : ["'self'"];
  return [
    ['default-src', "'none'"],
    ['script-src', ...own, ...quoted(scripts)],
    ['style-src', ...own, ...(page === 'page' ? ["'unsafe-inline'"] : quoted(styles))],
    ['img-src', ...own, 'data:', 'blob:'],
    ['font-src', ...(page === 'alone' ? ['data:'] : own)],
    ['connect-src', ...own],
    ['worker-src', ...own],
    ['manifest-src', ...own],
    ['media-src', "'none'"],
    ['object-src', "'none'"],
    ['frame-src', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
    ['require-trusted-types-for', "'script'"],
    ['trusted-types', page === 'page' ? SCRIPT_URLS : "'none'"],
  ]
    .map((words) => (words.length === 1 ? [...words, "'none'"] : words).join(' '))
    .join('; ');
}

function quoted(hashes: readonly string[]): readonly string[] {
  return hashes.map((hash) => `'${hash}'`);
}
