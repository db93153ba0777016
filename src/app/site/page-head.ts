import { jsonInScript } from '../../base/json-in-script.ts';
import { type Lang, LANGS } from '../../i18n/lang.ts';
import { escaped, tag } from './markup.ts';
import { policyOf, type Inline, type PolicyOf } from './policy.ts';
import { addressFrom, generator, type Site } from './site.ts';

/** The same page under another address: in a language, or in that of its reader. */
export interface Alternate {
  readonly lang: Lang | 'x-default';
  readonly path: string;
}

/** What the head of a page says about it. */
export interface PageHead {
  /** Of this file, below the site: a folder's ends with a slash. */
  readonly path: string;
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** Pages that nobody should find by searching are 'noindex'. */
  readonly robots: 'index' | 'noindex';
  /** The page that this one is; a frame's is the page of its scenario. Null: this file stands for many. */
  readonly canonical: string | null;
  readonly alternates: readonly Alternate[];
  /** The file with what embeds this page elsewhere, and the title that it has there. */
  readonly oembed: { readonly path: string; readonly title: string } | null;
  readonly card: { readonly path: string; readonly words: string } | null;
  readonly about: 'run' | null;
}

const LOCALES = { ko: 'ko_KR', en: 'en_US' } as const satisfies Record<Lang, string>;
const CARD = { width: '1200', height: '630' } as const;

/** The policy comes first: one in a head counts only for what comes after it (CSP Level 3, 3.3). */
export function policyTags(page: PolicyOf, inline: Inline): readonly string[] {
  return [
    '<meta charset="utf-8">',
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policyOf(page, inline) }),
    tag('meta', { name: 'referrer', content: 'strict-origin-when-cross-origin' }),
  ];
}

/** What a page is, for readers of heads: browsers, search engines, chats that draw cards, blogs that embed. */
export function headTags(site: Site, head: PageHead): readonly string[] {
  const { path, title, description, robots, canonical, alternates } = head;
  const at = (to: string): string => addressFrom(site, path, to);
  return [
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('meta', { name: 'generator', content: generator() }),
    `<title>${escaped(title)}</title>`,
    tag('meta', { name: 'description', content: description }),
    ...(robots === 'noindex' ? [tag('meta', { name: 'robots', content: 'noindex' })] : []),
    ...(canonical === null ? [] : [tag('link', { rel: 'canonical', href: at(canonical) })]),
    ...alternates.map(({ lang, path: to }) => tag('link', { rel: 'alternate', hreflang: lang, href: at(to) })),
    ...(site.address === null ? [] : sharedTags(site, site.address, head)),
  ];
}

/** What needs absolute addresses: cards and what is embedded are read by programs that know no page around them. */
function sharedTags(site: Site, address: string, head: PageHead): readonly string[] {
  const { lang, title, description, canonical, oembed, about } = head;
  if (canonical === null) return [];
  const card = site.cards ? head.card : null;
  const others = LANGS.filter((other) => other !== lang);
  return [
    ...(oembed === null
      ? []
      : [
          tag('link', {
            rel: 'alternate',
            type: 'application/json+oembed',
            href: address + oembed.path,
            title: oembed.title,
          }),
        ]),
    property('og:type', 'website'),
    property('og:site_name', 'Hopscope'),
    property('og:title', title),
    property('og:description', description),
    property('og:url', address + canonical),
    property('og:locale', LOCALES[lang]),
    ...others.map((other) => property('og:locale:alternate', LOCALES[other])),
    ...(card === null
      ? []
      : [
          property('og:image', address + card.path),
          property('og:image:width', CARD.width),
          property('og:image:height', CARD.height),
          property('og:image:alt', card.words),
        ]),
    tag('meta', { name: 'twitter:card', content: card === null ? 'summary' : 'summary_large_image' }),
    ...(about === null ? [] : [aboutTag(address, head)]),
  ];
}

function property(name: string, content: string): string {
  return tag('meta', { property: name, content });
}

/** schema.org's words for a thing to learn from. A data block: no script, so no policy has to allow it. */
function aboutTag(address: string, { lang, title, description, canonical, path }: PageHead): string {
  const about = {
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    name: title,
    description,
    url: address + (canonical ?? path),
    inLanguage: lang,
    learningResourceType: 'simulation',
    isAccessibleForFree: true,
    about: ['Kubernetes networking', 'Cilium'],
  };
  return `<script type="application/ld+json">${jsonInScript(about)}</script>`;
}
