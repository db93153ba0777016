/** The whole site as files, without a bundler: that its links lead somewhere, from wherever it lies, and that what a reader of text gets is all there. */
import { describe, expect, test } from 'vitest';
import { brokenLinks, policyFaults } from '../../e2e/site-links.ts';
import { openingRun } from '../../src/app/site/scenario-run.ts';
import { siteAddress, wayUp } from '../../src/app/site/site.ts';
import { jsonInScript } from '../../src/base/json-in-script.ts';
import { escaped } from '../../src/app/site/markup.ts';
import { LANGS } from '../../src/i18n/lang.ts';
import { narrate } from '../../src/i18n/narrate.ts';
import { SCENARIOS } from '../../src/scenario/scenarios.ts';
import { siteFiles } from '../../src/app/site/site-files.ts';
import { ADDRESS, BESIDE, BUILT, siteAt } from './site.ts';

const anywhere = siteAt('');

/** A site at an address, as if it lay where its pages say: their absolute addresses are links of it as well. */
function relativeTo(site: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...site].map(([path, text]) => [path, text.replaceAll(`="${ADDRESS}`, `="${wayUp(path)}`)]));
}

describe('links', () => {
  const beside = BESIDE.map((path): [string, string] => [path, '']);

  test('lead somewhere, wherever the site lies', () => {
    expect(brokenLinks(new Map([...anywhere, ...beside]))).toEqual([]);
  });

  test('lead somewhere at an address', () => {
    expect(brokenLinks(new Map([...relativeTo(siteAt(ADDRESS)), ...beside]))).toEqual([]);
  });

  test('that lead nowhere are found', () => {
    const site = new Map([
      ['a/index.html', '<a href="../b/"> <a href="/c/"> <a href="../../d"> <a href="#e"> <a href="https://x.test/">'],
    ]);
    expect(brokenLinks(site)).toHaveLength(4);
  });
});

describe('policies', () => {
  test('are in every page, first, closed, and without a way around', () => {
    expect(policyFaults(anywhere)).toEqual([]);
  });

  test('that are not are found', () => {
    const good = anywhere.get('ko/s/same-node/index.html') ?? '';
    const faults = (text: string): number => policyFaults(new Map([['p/index.html', text]])).length;
    expect(faults(good)).toBe(0);
    expect(faults(good.replace('<meta charset', '<link rel="x"><meta charset'))).toBe(1);
    expect(faults(good.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"))).toBeGreaterThan(0);
    expect(faults(good.replace("connect-src 'self'", 'connect-src https:'))).toBeGreaterThan(0);
    expect(faults(good.replace("; frame-src 'none'", ''))).toBeGreaterThan(0);
    expect(faults(good.replace('<body>', '<body onload="x">'))).toBeGreaterThan(0);
    expect(faults(good.replace(/<meta http-equiv[^>]*>/, ''))).toBeGreaterThan(0);
  });

  test('name one script, which is the same in every page', () => {
    const hashes = [...anywhere].flatMap(([path, text]) =>
      path.endsWith('.html') && !/^(embed|single)\/|^404\.html$/.test(path)
        ? [/script-src 'self' '(sha256-[^']*)'/.exec(text)?.[1] ?? path]
        : [],
    );
    expect(new Set(hashes).size).toBe(1);
  });
});

describe('every page', () => {
  test.each(SCENARIOS.map(({ id }) => id))('%s: every event as text, in the language of the page', (id) => {
    const scenario = SCENARIOS.find((each) => each.id === id) ?? null;
    const { trace, event } = openingRun(scenario);
    for (const lang of LANGS) {
      const text = anywhere.get(`${lang}/s/${id}/index.html`) ?? '';
      expect(text).toContain(`<html lang="${lang}"`);
      expect(text.match(/<li[ >]/g)).toHaveLength(trace.events.length);
      const here = trace.events[event];
      if (here === undefined) throw new Error('opens nowhere');
      expect(text).toContain(escaped(narrate(here, trace, lang).title).replaceAll('&quot;', '&quot;'));
      expect(text).not.toContain(lang === 'ko' ? 'lang="en" id=' : 'lang="ko" id=');
      expect(text).toContain('<svg class="picture still" role="img"');
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, name]) => name);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test.each(SCENARIOS.map(({ id }) => id))(
    'the frame of %s has the picture and the way to its page, for who may run no script',
    (id) => {
      const text = anywhere.get(`embed/${id}/index.html`) ?? '';
      expect(text).toContain('<svg class="picture still" role="img"');
      for (const lang of LANGS)
        expect(text).toContain(
          `<p lang="${lang}"><a href="../../${lang}/s/${id}/" target="_blank" rel="noopener noreferrer">`,
        );
      expect(text).toContain('<meta name="robots" content="noindex">');
      expect(text).toContain(`<link rel="canonical" href="../../s/${id}/">`);
      expect(text).not.toContain('<!--');
    },
  );

  test('a document of frames in which a part is missing is not written', () => {
    expect(() =>
      siteFiles(
        { address: '', build: 'b1', cards: false, sha256: () => '' },
        { ...BUILT, frame: (BUILT.frame ?? '').replace('id="root"', 'id="stage"') },
      ),
    ).toThrow(/embed\/index.html has nothing like/);
  });

  test('is the same each time', () => {
    expect([...siteAt('')]).toEqual([...anywhere]);
  });

  test('has no machine’s path and no moment of its making', () => {
    for (const [path, text] of anywhere) expect([path, /\/(home|tmp|root|Users)\//.test(text)]).toEqual([path, false]);
  });

  test('that stands in for others has nothing with a way up but its addresses', () => {
    const text = anywhere.get('x/index.html') ?? '';
    const ways = text.match(/\.\.\//g)?.length ?? 0;
    expect(text.match(/(="|url\()\.\.\//g)).toHaveLength(ways);
  });
});

describe('addresses of sites', () => {
  test.each([
    ['', null],
    ['https://example.org/lab', 'https://example.org/lab/'],
    ['https://example.org/lab/', 'https://example.org/lab/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ])('%s', (text, address) => expect(siteAddress(text)).toBe(address));

  test.each(['lab', '/lab/', 'ftp://example.org/', 'https://example.org/?a', 'https://example.org/#a', 'data:,x'])(
    'refused: %s',
    (text) => expect(() => siteAddress(text)).toThrow(/no place for a site/),
  );

  test('ways up', () => {
    expect(['', 'index.html', 'x/', 'ko/s/a/', 'ko/s/a/index.html'].map(wayUp)).toEqual([
      './',
      './',
      '../',
      '../../../',
      '../../../',
    ]);
  });
});

test('data in a page cannot close its element', () => {
  expect(jsonInScript({ a: '</script><!--' })).not.toContain('<');
  expect(escaped('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
});
