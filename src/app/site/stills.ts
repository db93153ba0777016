import { LANGS } from '../../i18n/lang.ts';
import { wordsEn } from '../../i18n/words.en.ts';
import { wordsKo } from '../../i18n/words.ko.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { MOMENT_NAMES, momentNamed } from '../../scene/named-moments.ts';
import { beat } from '../../scene/packets.ts';
import { stillSvg } from '../../ui/still/still-svg.tsx';
import { scenarioPath, STILL_THEMES, stillPath } from './paths.ts';
import { openingRun } from './scenario-run.ts';
import { addressFrom, type Site, type SiteFile } from './site.ts';

const WORDS = { ko: wordsKo, en: wordsEn };

/**
 * Pictures of a scenario as files of their own, for posts that may show images only: its opening moment and every moment of it that has a
 * name, in each language, light and dark. The same pictures as the page and `render` make.
 */
export function stillFiles(site: Site, scenario: Scenario): readonly SiteFile[] {
  const { trace, event } = openingRun(scenario);
  const named = MOMENT_NAMES.flatMap((at) => {
    const found = momentNamed(trace, at);
    return found === null ? [] : [{ at, moment: found }];
  });
  return [{ at: null, moment: event as number }, ...named].flatMap(({ at, moment }) =>
    LANGS.flatMap((lang) =>
      STILL_THEMES.map((theme): SiteFile => {
        const path = stillPath(scenario, { at, lang, theme });
        const page = addressFrom(site, path, scenarioPath(scenario, lang));
        const text = stillSvg({
          trace,
          at: beat(moment),
          lang,
          words: WORDS[lang],
          theme,
          detail: 1,
          size: 'post',
          caption: 'below',
          fonts: 'system',
          link: at === null ? page : `${page}?at=${at}`,
        });
        return { path, text };
      }),
    ),
  );
}
