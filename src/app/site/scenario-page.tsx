import { renderToStaticMarkup } from 'react-dom/server';
import { type Lang, LANGS } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { uiEn } from '../../i18n/ui.en.ts';
import { uiKo } from '../../i18n/ui.ko.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SCENARIOS } from '../../scenario/scenarios.ts';
import { FirstPage, FirstPlay, Opening } from '../../ui/first/FirstPage.tsx';
import { withOwnIds } from './own-ids.ts';
import type { PageHead } from './page-head.ts';
import { cardPath, oembedPath, scenarioPath } from './paths.ts';
import { openingRun } from './scenario-run.ts';
import { pageText, type Shell } from './shell.ts';
import { type Site, type SiteFile, wayUp } from './site.ts';

const WORDS = { ko: uiKo, en: uiEn } as const satisfies Record<Lang, unknown>;

/** The first page: the lab as it opens, in every language. */
export function startPage(site: Site, shell: Shell): SiteFile {
  const head: PageHead = {
    path: '',
    lang: 'ko',
    title: 'Hopscope',
    description:
      'Cilium 파드 사이의 패킷이 지나는 모든 홉을 브라우저에서 따라가 보는 실습실. Follow a packet through every hop of a Cilium cluster.',
    robots: 'index',
    canonical: '',
    alternates: [],
    oembed: null,
    card: null,
    about: 'run',
  };
  return { path: 'index.html', text: pageText(site, shell, head, LANGS, contentOf(null, LANGS, '')) };
}

/** The page of a scenario, in a language or in that of its reader: then all are in it. */
export function scenarioPage(site: Site, shell: Shell, scenario: Scenario, lang: Lang | null): SiteFile {
  const path = scenarioPath(scenario, lang);
  const langs = lang === null ? LANGS : [lang];
  const first = lang ?? 'ko';
  const { trace, event } = openingRun(scenario);
  const here = trace.events[event];
  const said = (of: (lang: Lang) => string): string => langs.map(of).join(' · ');
  const head: PageHead = {
    path,
    lang: first,
    title: `${said((each) => scenario.title[each])} · Hopscope`,
    description: langs.map((each) => scenario.description[each]).join(' '),
    robots: 'index',
    canonical: path,
    alternates: [
      ...LANGS.map((each) => ({ lang: each, path: scenarioPath(scenario, each) })),
      { lang: 'x-default', path: scenarioPath(scenario, null) },
    ],
    oembed: { path: oembedPath(scenario, first), title: scenario.title[first] },
    card: {
      path: cardPath(scenario, first),
      words: here === undefined ? scenario.title[first] : narrate(here, trace, first).sentence,
    },
    about: 'run',
  };
  return {
    path: `${path}index.html`,
    text: pageText(site, shell, head, langs, contentOf(scenario, langs, path)),
  };
}

/**
 * What the first pictures of the site say, in markup: the opening one and that of each scenario, in every language. Their characters
 * belong to the part of the fonts that is fetched first (tools/fonts.mjs).
 */
export function firstPictures(): readonly string[] {
  return [null, ...SCENARIOS].flatMap((scenario) => {
    const { trace, event } = openingRun(scenario);
    const props = { trace, event, words: WORDS, langs: LANGS, scenario, site: './' };
    return LANGS.map((lang) =>
      renderToStaticMarkup(
        <div>
          {WORDS[lang].app.tagline}
          <Opening {...props} lang={lang} />
          <FirstPlay words={WORDS} lang={lang} />
        </div>,
      ),
    );
  });
}

function contentOf(scenario: Scenario | null, langs: readonly Lang[], path: string): string {
  const { trace, event } = openingRun(scenario);
  return withOwnIds(
    renderToStaticMarkup(
      <FirstPage trace={trace} event={event} words={WORDS} langs={langs} scenario={scenario} site={wayUp(path)} />,
    ),
  );
}
