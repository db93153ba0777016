import { CUSTOM } from '../../scenario/scenarios.ts';
import type { StillPage } from '../embed/still-pages.tsx';
import { escaped, tag } from './markup.ts';
import { policyTags } from './page-head.ts';
import { framePath, scenarioPath } from './paths.ts';
import { addressFrom, type Site, type SiteFile, wayUp } from './site.ts';

const CHARSET = /<meta charset="utf-8"\s*\/?>/;
const TITLE = /<title>[^<]*<\/title>/;
const HEAD_END = /<\/head>/;
const ROOT = /<div id="root"([^>]*)>\s*(?:<!--first-->)?\s*<\/div>/;
const BELOW = '<!--still-->';
/** What a document that is also looked at without a build says itself: here it comes from one place, for every page. */
const OWN_POLICY = /\s*<meta\s+(?:http-equiv="Content-Security-Policy"|name="referrer")[^>]*>/g;
const NOINDEX = tag('meta', { name: 'robots', content: 'noindex' });

/**
 * The file of every scenario's frame, made of the document that all frames share (embed/index.html, one folder below the site), and that for
 * labs in the hash. `<!--first-->` and `<!--still-->` in it are where the content goes.
 */
export function framePages(site: Site, template: string, contents: readonly StillPage[]): readonly SiteFile[] {
  const custom: StillPage = { id: CUSTOM, title: 'Hopscope', moment: '', first: '', still: '' };
  return [...contents, custom].map((content) => frameFile(site, template, content));
}

/** The document of frames itself, with its policy; nobody should find a frame without what is around it. */
export function frameTemplate(template: string): string {
  return template
    .replaceAll(OWN_POLICY, '')
    .replace(CHARSET, () => policyTags('frame', { scripts: [], styles: [] }).join('\n'))
    .replace(HEAD_END, () => (/<meta name="robots"/.test(template) ? '</head>' : `${NOINDEX}\n</head>`));
}

function frameFile(site: Site, template: string, { id, title, moment, first, still }: StillPage): SiteFile {
  for (const needed of [CHARSET, TITLE, HEAD_END, ROOT]) {
    if (!needed.test(template)) throw new Error(`frame pages: embed/index.html has nothing like ${needed}`);
  }
  const path = framePath({ id });
  const up = wayUp(path);
  const canonical =
    id === CUSTOM ? '' : tag('link', { rel: 'canonical', href: addressFrom(site, path, scenarioPath({ id }, null)) });
  const deeper = frameTemplate(template).replaceAll(/((?:src|href)=")\.\.\//g, (_, before: string) => before + up);
  if (deeper.includes('"../assets/')) throw new Error('frame pages: an address still begins where the template lies');
  const text = deeper
    .replace(TITLE, () => `<title>${escaped(title)}</title>`)
    .replace(HEAD_END, () => `${canonical}\n</head>`)
    .replace(ROOT, (_, attributes: string) => {
      const own = attributes.replace(/ data-base="[^"]*"/, '');
      const below = template.includes(BELOW) ? '' : still;
      return `<div id="root"${own} data-base="${up}" data-moment="${escaped(moment)}">${first}</div>${below}`;
    })
    .replace(BELOW, () => still);
  return { path: `${path}index.html`, text };
}
