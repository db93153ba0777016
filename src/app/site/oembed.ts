import type { Lang } from '../../i18n/lang.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { escaped } from './markup.ts';
import { cardPath, framePath, oembedPath } from './paths.ts';
import type { Site, SiteFile } from './site.ts';

const FRAME = { width: 640, height: 480 } as const;

/**
 * What a site that embeds by oEmbed (oembed.com, section 2.3.4) reads: a file cannot answer its `maxwidth`, so the frame is a small one.
 * `address`: where the site lies, which oEmbed cannot do without.
 */
export function oembedFile(site: Site, address: string, scenario: Scenario, lang: Lang): SiteFile {
  const title = scenario.title[lang];
  const html =
    `<iframe src="${escaped(`${address}${framePath(scenario)}?lang=${lang}`)}" title="Hopscope: ${escaped(title)}" ` +
    `width="${FRAME.width}" height="${FRAME.height}" loading="lazy" style="border:0" allow="fullscreen" allowfullscreen></iframe>`;
  const file = {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Hopscope',
    provider_url: address,
    ...(site.cards
      ? { thumbnail_url: address + cardPath(scenario, lang), thumbnail_width: 1200, thumbnail_height: 630 }
      : {}),
    ...FRAME,
    cache_age: 86400,
    html,
  };
  return { path: oembedPath(scenario, lang), text: `${JSON.stringify(file, null, 1)}\n` };
}
