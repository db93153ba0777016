import { renderToStaticMarkup } from 'react-dom/server';
import { type Lang, LANGS } from '../../i18n/lang.ts';
import { type NotFoundWords, notFoundWords } from '../../i18n/not-found-words.ts';
import { SCENARIOS } from '../../scenario/scenarios.ts';
import { notFound } from './not-found-script.ts';
import { policyTags } from './page-head.ts';
import { scenarioPath } from './paths.ts';
import { tag } from './markup.ts';
import type { Site, SiteFile } from './site.ts';

/** System fonts and colours: whatever lies beside this file cannot be named, as nobody knows from where it will be looked at. */
const STYLE = `:root{color-scheme:light dark;font:16px/1.6 system-ui,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif}
body{max-width:44rem;margin:0 auto;padding:24px 16px 64px;word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.3}h2{font-size:18px;margin:28px 0 8px}a{color:inherit;display:inline-flex;align-items:center;min-height:24px;font-weight:700}
ul{list-style:none;margin:0;padding:0}li{padding:8px 0}li span{display:block;font-size:14px;opacity:.8}
input{box-sizing:border-box;width:100%;min-height:44px;padding:0 12px;font:inherit;border:1px solid currentColor;border-radius:8px}
:focus-visible{outline:2px solid;outline-offset:2px}.near,.find,[hidden]{display:none}[data-meant] .near,[data-script] .find{display:block}
:root:not([data-script]) section+section{margin-top:48px}:root[data-script][lang=ko] section[lang=en],:root[data-script][lang=en] section[lang=ko]{display:none}`;

/** The script, told whether the build knows where the site lies. */
export function notFoundScript(site: Site): string {
  return `document.documentElement.dataset.script="";addEventListener("DOMContentLoaded",()=>(${notFound.toString()})(${site.address !== null}))`;
}

/** What a host shows for an address that it has nothing for. Never another page in silence: what may have been meant, and all there is. */
export function notFoundPage(site: Site): SiteFile {
  const script = notFoundScript(site);
  const inline = { scripts: [`sha256-${site.sha256(script)}`], styles: [`sha256-${site.sha256(STYLE)}`] };
  const text = `<!doctype html>
<html lang="ko">
<head>
${[
  ...policyTags('alone', inline),
  tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
  tag('meta', { name: 'color-scheme', content: 'light dark' }),
  tag('meta', { name: 'robots', content: 'noindex' }),
  `<title>${LANGS.map((lang) => notFoundWords(lang).title).join(' · ')} · Hopscope</title>`,
  `<style>${STYLE}</style>`,
  `<script>${script}</script>`,
].join('\n')}
</head>
<body>
${renderToStaticMarkup(
  <main>
    {LANGS.map((lang) => (
      <Missing key={lang} lang={lang} words={notFoundWords(lang)} site={site.address ?? './'} />
    ))}
  </main>,
)}
</body>
</html>
`;
  return { path: '404.html', text };
}

function Missing({ lang, words, site }: { lang: Lang; words: NotFoundWords; site: string }) {
  return (
    <section lang={lang}>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <p>
        <a href={site} data-path="">
          {words.home}
        </a>
      </p>
      <div>
        <h2 className="near">{words.near}</h2>
        <ul className="near" data-near="" />
        <h2>{words.all}</h2>
        <p className="find">
          <label>
            {words.find} <input type="search" autoComplete="off" spellCheck={false} />
          </label>
        </p>
        <p data-none="" hidden role="status">
          {words.none}
        </p>
        <ul data-all="">
          {SCENARIOS.map((scenario) => (
            <li key={scenario.id} data-id={scenario.id}>
              <a href={site + scenarioPath(scenario, lang)} data-path={scenarioPath(scenario, lang)}>
                {scenario.title[lang]}
              </a>
              <span>{scenario.description[lang]}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
