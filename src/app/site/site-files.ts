import { LANGS } from '../../i18n/lang.ts';
import type { Lang } from '../../i18n/lang.ts';
import { SCENARIOS } from '../../scenario/scenarios.ts';
import { beforePaint } from '../before-paint.ts';
import { stillPages } from '../embed/still-pages.tsx';
import { SETTINGS_KEY } from '../settings.ts';
import { customPage } from './custom-page.ts';
import { framePages, frameTemplate } from './frame-page.ts';
import { headersFile } from './headers-file.ts';
import { notFoundPage, notFoundScript } from './not-found.tsx';
import { oembedFile } from './oembed.ts';
import { scenarioPage, startPage } from './scenario-page.tsx';
import type { Shell } from './shell.ts';
import { type Site, siteAddress, type SiteFile } from './site.ts';
import { robots, sitemap } from './sitemap.ts';
import { type SingleParts, singleTemplate } from './single-template.ts';
import { stillFiles } from './stills.ts';

export { policyTags } from './page-head.ts';
export { firstPictures } from './scenario-page.tsx';

/** What the bundler has made, with names below the site. */
export interface Built {
  readonly shell: Omit<Shell, 'script'>;
  /** Modules of the application, in the order in which they are needed: an address that cannot wait has them named by the head. */
  readonly app: readonly string[];
  /** Modules with a language's words: fetched beside the application. */
  readonly words: Readonly<Record<Lang, readonly string[]>>;
  /** The document of frames (embed/index.html), or null when there is none. */
  readonly frame: string | null;
  /** Of the page that is one file. */
  readonly single: SingleParts;
}

export interface SiteOptions extends Omit<Site, 'address'> {
  /** An absolute address, or ''. */
  readonly address: string;
}

/** Every file of the site that is not made by the bundler. Says the same every time. */
export function siteFiles(
  { address, ...rest }: SiteOptions,
  { shell, app, words, frame, single }: Built,
): readonly SiteFile[] {
  const site: Site = { ...rest, address: siteAddress(address) };
  const script = `(${beforePaint.toString()})(${JSON.stringify(SETTINGS_KEY)}, ${JSON.stringify(app)}, ${JSON.stringify(words)})`;
  const whole: Shell = { ...shell, script };
  const place = site.address;
  const scripts = [script, notFoundScript(site)].map((text) => `sha256-${site.sha256(text)}`);
  return [
    startPage(site, whole),
    ...SCENARIOS.flatMap((scenario) => [null, ...LANGS].map((lang) => scenarioPage(site, whole, scenario, lang))),
    customPage(site, whole),
    ...(frame === null ? [] : [{ path: 'embed/index.html', text: frameTemplate(frame) }]),
    ...(frame === null ? [] : framePages(site, frame, stillPages())),
    ...SCENARIOS.flatMap((scenario) => stillFiles(site, scenario)),
    singleTemplate(site, single),
    notFoundPage(site),
    robots(place),
    headersFile(scripts),
    ...(place === null
      ? []
      : [
          sitemap(place, SCENARIOS),
          ...SCENARIOS.flatMap((scenario) => LANGS.map((lang) => oembedFile(site, place, scenario, lang))),
        ]),
  ];
}
