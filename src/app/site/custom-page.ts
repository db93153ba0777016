import { LANGS } from '../../i18n/lang.ts';
import { CUSTOM } from '../../scenario/scenarios.ts';
import type { PageHead } from './page-head.ts';
import { pageText, type Shell } from './shell.ts';
import type { Site, SiteFile } from './site.ts';

/**
 * The page for labs that come in the hash: what it shows is known in the browser only. Offline it also stands in for pages that were not
 * kept (src/app/offline/worker.ts), so that there is nothing in it which is about one run.
 */
export function customPage(site: Site, shell: Shell): SiteFile {
  const head: PageHead = {
    path: `${CUSTOM}/`,
    lang: 'ko',
    title: 'Hopscope',
    description: '링크에 담긴 랩을 엽니다. Opens the lab that a link carries.',
    robots: 'noindex',
    canonical: null,
    alternates: [],
    oembed: null,
    card: null,
    about: null,
  };
  return { path: `${CUSTOM}/index.html`, text: pageText(site, shell, head, LANGS, '') };
}
