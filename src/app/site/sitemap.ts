import { LANGS } from '../../i18n/lang.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { escaped, tag } from './markup.ts';
import { scenarioPath } from './paths.ts';
import type { SiteFile } from './site.ts';

/** Every page that is there to be found, with its languages (sitemaps.org; the links are Google's, as heads have them as well). */
export function sitemap(address: string, scenarios: readonly Scenario[]): SiteFile {
  const pages = scenarios.flatMap((scenario) => {
    const links = [
      ...LANGS.map((lang) => [lang, scenarioPath(scenario, lang)] as const),
      ['x-default', scenarioPath(scenario, null)] as const,
    ];
    return links.map(([, path]) =>
      entry(
        address + path,
        links.map(([lang, to]) =>
          tag('xhtml:link', { rel: 'alternate', hreflang: lang, href: address + to }).replace(/>$/, '/>'),
        ),
      ),
    );
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${[entry(address, []), ...pages].join('\n')}
</urlset>
`;
  return { path: 'sitemap.xml', text };
}

function entry(address: string, links: readonly string[]): string {
  return `<url><loc>${escaped(address)}</loc>${links.join('')}</url>`;
}

/** Everybody may read everything: pages that are not to be found say so in their heads, where they have to be read for it (RFC 9309). */
export function robots(address: string | null): SiteFile {
  const map = address === null ? [] : [`Sitemap: ${address}sitemap.xml`];
  return { path: 'robots.txt', text: `${['User-agent: *', 'Allow: /', ...map].join('\n')}\n` };
}
