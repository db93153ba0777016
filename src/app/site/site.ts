import { versionText } from '../../base/version.ts';

/** A site as it is built: where it will lie, and what all of its pages share. */
export interface Site {
  /**
   * Where it will be found, an absolute address with a slash at its end; null: nobody has said, so that pages refer to each other by
   * relative addresses only, and what needs an absolute one (cards, oEmbed, a sitemap) is left out.
   */
  readonly address: string | null;
  /** What this build of the site is called in its caches: differs whenever an asset does. */
  readonly build: string;
  /** Whether cards as PNG files will be put beside the pages (`npm run cards`). */
  readonly cards: boolean;
  /** In base64, of UTF-8. */
  readonly sha256: (text: string) => string;
}

/** A file of the site; `path` is below the site, without a slash in front. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/** The way from the file at a path to the site: './', '../../../'. */
export function wayUp(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './';
}

/** How a page below the site names another one: by its absolute address where there is one. */
export function addressFrom(site: Site, from: string, to: string): string {
  return site.address === null ? wayUp(from) + to : site.address + to;
}

/**
 * Reads where a site will lie. Null for the empty text: nobody has said.
 * @throws Error when it is no address of the web, or one with a query or a hash: a site cannot lie there.
 */
export function siteAddress(text: string): string | null {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new Error(
      `base URL: '${text}' is no place for a site. Write the address under which its index.html will be found, as in https://example.org/hopscope/`,
    );
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

export function generator(): string {
  return `Hopscope ${versionText()}`;
}
