import { renderToStaticMarkup } from 'react-dom/server';
import { LANGS } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { uiKo } from '../../i18n/ui.ko.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { stillOf } from '../../scene/still.ts';
import { nameOfEvent } from '../../trace/event-names.ts';
import { Still } from '../../ui/print/Still.tsx';
import { withOwnIds } from './own-ids.ts';
import { framePath, scenarioPath } from './paths.ts';
import { openingRun } from './scenario-run.ts';
import { wayUp } from './site.ts';

/** What the file of a scenario's frame has in it before a script has run. */
export interface FrameContent {
  readonly id: string;
  readonly title: string;
  /** Names by which an address may ask for the moment that is shown, with spaces between them. */
  readonly moment: string;
  /** In the root, until the application takes its place. */
  readonly first: string;
  /** Below the root: stays where no script may run. */
  readonly still: string;
}

const PICTURE = { width: 640, height: 480 };

/** For who may run no script, and until one has run: the picture, and the way to the page. */
export function frameContent(scenario: Scenario): FrameContent {
  const { trace, event } = openingRun(scenario);
  const here = trace.events[event];
  const up = wayUp(framePath(scenario));
  const first = renderToStaticMarkup(
    <Still
      trace={trace}
      still={stillOf(trace, PICTURE)}
      event={event}
      words={uiKo}
      name={here === undefined ? scenario.title.ko : narrate(here, trace, 'ko').sentence}
    />,
  );
  const still = renderToStaticMarkup(
    <p>
      {LANGS.map((lang) => (
        <a key={lang} lang={lang} href={up + scenarioPath(scenario, lang)} target="_blank" rel="noopener noreferrer">
          {scenario.title[lang]}
        </a>
      ))}
    </p>,
  );
  return {
    id: scenario.id,
    title: `${LANGS.map((lang) => scenario.title[lang]).join(' · ')} · Hopscope`,
    moment: [`${event}`, nameOfEvent(trace, event) ?? ''].join(' '),
    first: withOwnIds(first),
    still,
  };
}
