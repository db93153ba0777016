/** What the head of one page of each kind says, and the files beside them: as they are read by programs that nobody sees. */
import { describe, expect, test } from 'vitest';
import { ADDRESS, headOf, siteAt } from './site.ts';

const anywhere = siteAt('');
const placed = siteAt(ADDRESS);
const carded = siteAt(ADDRESS, true);

function textIn(site: ReadonlyMap<string, string>, path: string): string {
  const text = site.get(path);
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
}

const HEADS = [
  ['start', anywhere, 'index.html'],
  ['start-placed', placed, 'index.html'],
  ['scenario-ko', anywhere, 'ko/s/router-one-way/index.html'],
  ['scenario-en-placed', placed, 'en/s/router-one-way/index.html'],
  ['scenario-any-carded', carded, 's/router-one-way/index.html'],
  ['custom', placed, 'x/index.html'],
  ['frame', anywhere, 'embed/router-one-way/index.html'],
  ['frame-placed', placed, 'embed/router-one-way/index.html'],
  ['not-found', placed, '404.html'],
] as const;

describe('heads', () => {
  test.each(HEADS)('%s', async (name, site, path) => {
    await expect(headOf(textIn(site, path))).toMatchFileSnapshot(`golden/${name}.head.txt`);
  });
});

describe('files beside the pages', () => {
  test.each([
    ['oembed', placed, 'o/router-one-way.ko.json'],
    ['oembed-carded', carded, 'o/router-one-way.en.json'],
    ['robots', placed, 'robots.txt'],
  ] as const)('%s', async (name, site, path) => {
    await expect(textIn(site, path)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('_headers', async () => {
    const text = textIn(placed, '_headers').replaceAll(/sha256-[A-Za-z0-9+/]{43}=/g, 'sha256-…');
    await expect(text).toMatchFileSnapshot('golden/headers.txt');
  });

  test('a sitemap has every page that may be found, each with its languages', () => {
    const text = textIn(placed, 'sitemap.xml');
    const named = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address.slice(ADDRESS.length));
    const pages = [...placed].flatMap(([path, page]) =>
      path.endsWith('index.html') && !page.includes('content="noindex"') ? [path.replace(/index\.html$/, '')] : [],
    );
    expect(named.toSorted()).toEqual(pages.toSorted());
    expect(text.match(/hreflang="x-default"/g)).toHaveLength(named.length - 1);
  });

  test('what needs an absolute address is left out where nobody has said it', () => {
    const paths = [...anywhere.keys()];
    expect(paths.filter((path) => path.startsWith('o/') || path === 'sitemap.xml')).toEqual([]);
    expect(
      [...anywhere].filter(([, text]) => /og:|oembed|ld\+json/.test(text.slice(0, 9000))).map(([path]) => path),
    ).toEqual([]);
    expect(textIn(anywhere, 'robots.txt')).not.toContain('Sitemap');
  });
});
