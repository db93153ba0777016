import { renderToStaticMarkup } from 'react-dom/server';
import { LANGS } from '../../i18n/lang.ts';
import { narrate } from '../../i18n/narrate.ts';
import { uiKo } from '../../i18n/ui.ko.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { CUSTOM } from '../../scenario/scenarios.ts';
import { stillOf } from '../../scene/still.ts';
import { Still } from '../../ui/print/Still.tsx';
import { escaped, tag } from './markup.ts';
import { policyTags } from './page-head.ts';
import { framePath, scenarioPath } from './paths.ts';
import { openingRun } from './scenario-run.ts';
import { addressFrom, type Site, type SiteFile, wayUp } from './site.ts';

/** Where the bundler has put the document of frames: one folder below the site. */
const TEMPLATE_UP = '../';
const CHARSET = /<meta charset="utf-8"\s*\/?>/;
const ROOT = /<div id="root"([^>]*)>[^]*?<\/div>/;
const PICTURE = { width: 640, height: 480 };

const NOINDEX = tag('meta', { name: 'robots', content: 'noindex' });

/** The file of every scenario's frame, made of the document that all frames share, and that for labs in the hash. */
export function framePages(site: Site, template: string, scenarios: readonly Scenario[]): readonly SiteFile[] {
  return [
    ...scenarios.map((scenario) => frameFile(site, template, framePath(scenario), scenario)),
    frameFile(site, template, `embed/${CUSTOM}/`, null),
  ];
}

/** What a document that is looked at without a build says itself: here it comes from one place, for every page. */
const OWN_POLICY = /\s*<meta\s+(?:http-equiv="Content-Security-Policy"|name="referrer")[^>]*>/g;

/** The document of frames itself, with its policy; nobody should find a frame without what is around it. */
export function frameTemplate(template: string): string {
  return template
    .replaceAll(OWN_POLICY, '')
    .replace(CHARSET, () => policyTags('frame', { scripts: [], styles: [] }).join('\n'))
    .replace(/<\/head>/, () => (/<meta name="robots"/.test(template) ? '</head>' : `${NOINDEX}\n</head>`));
}

function frameFile(site: Site, template: string, path: string, scenario: Scenario | null): SiteFile {
  for (const needed of [ROOT, CHARSET, /<title>[^<]*<\/title>/, /<\/head>/]) {
    if (!needed.test(template)) throw new Error(`frame pages: embed/index.html has nothing like ${needed}`);
  }
  const up = wayUp(path);
  const page = scenario === null ? '' : scenarioPath(scenario, null);
  const title = scenario === null ? 'Hopscope' : `${LANGS.map((lang) => scenario.title[lang]).join(' · ')} · Hopscope`;
  const head = scenario === null ? [] : [tag('link', { rel: 'canonical', href: addressFrom(site, path, page) })];
  const text = frameTemplate(template)
    .replaceAll(/((?:src|href)=")\.\.\//g, (_, before: string) => before + up)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`)
    .replace(/<\/head>/, () => `${head.join('\n')}\n</head>`)
    .replace(ROOT, (_, attributes: string) => {
      const own = attributes.replace(/ data-base="[^"]*"/, '');
      return `<div id="root"${own} data-base="${up}">${scenario === null ? '' : contentOf(scenario, up)}</div>`;
    });
  if (text.includes(`"${TEMPLATE_UP}assets/`)) throw new Error('frame pages: an address still begins at the template');
  return { path: `${path}index.html`, text };
}

/** For who may run no script, and until one has run: the picture, and the way to the page. */
function contentOf(scenario: Scenario, up: string): string {
  const { trace, event } = openingRun(scenario);
  const here = trace.events[event];
  return renderToStaticMarkup(
    <div className="frame-still">
      <Still
        trace={trace}
        still={stillOf(trace, PICTURE)}
        event={event}
        words={uiKo}
        name={here === undefined ? scenario.title.ko : narrate(here, trace, 'ko').sentence}
      />
      <p>
        {LANGS.map((lang) => (
          <a key={lang} lang={lang} href={up + scenarioPath(scenario, lang)} target="_blank" rel="noopener noreferrer">
            {scenario.title[lang]}
          </a>
        ))}
      </p>
    </div>,
  );
}
