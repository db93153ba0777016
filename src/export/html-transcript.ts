import { cleanLines } from '../base/clean-text.ts';
import { filesWords } from '../i18n/files-words.ts';
import { type TranscriptWords, transcriptWords } from '../i18n/transcript-words.ts';
import {
  type Chapter,
  citeText,
  type Section,
  stretchOf,
  type TranscriptEvent,
  transcriptOf,
} from '../scene/transcript.ts';
import type { Exported } from './exported.ts';
import { htmlText, safeAddress } from './html-text.ts';

/** The transcript as a piece of HTML for the middle of a post: headings from h2 down, an ordered list for every packet. */
export function htmlFragment(run: Exported): string {
  const { trace, lang, clip, about } = run;
  const words = transcriptWords(lang);
  const told = stretchOf(trace, transcriptOf(trace, lang), clip);
  const page = safeAddress(about.page);
  const answers: readonly (readonly [string, string])[] =
    told.answers === null
      ? []
      : [
          [words.answers.where, told.answers.where],
          [words.answers.row, told.answers.row],
          [words.answers.fix, told.answers.fix],
        ];
  return lines([
    `<article lang="${lang}">`,
    `<h2>${htmlText(told.title)}</h2>`,
    definitions(told.facts.map(({ name, text, code }) => [name, text, code])),
    ...(answers.length === 0
      ? []
      : [`<h3>${htmlText(words.answers.title)}</h3>`, definitions(answers.map(([name, text]) => [name, text, false]))]),
    ...told.chapters.map((chapter) => chapterHtml(chapter, words)),
    `<h3>${htmlText(words.cites)}</h3>`,
    `<ul>${told.sources.map((cite) => `<li><code>${htmlText(citeText(cite))}</code></li>`).join('')}</ul>`,
    `<p><small>${htmlText(filesWords(lang).simulated(about.app).trim())}${page === null ? '' : ` · <a href="${htmlText(page)}">${htmlText(filesWords(lang).open)}</a>`}</small></p>`,
    '</article>',
  ]);
}

/** The only style of the document, and the hash by which its policy lets it through (html-transcript.test.ts computes it). */
const STYLE =
  'body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,sans-serif;color-scheme:light dark}dt{font-weight:600}dd{margin:0 0 .5rem}code{overflow-wrap:anywhere}li{margin:.25rem 0}';
export const STYLE_HASH = 'sha256-szO58cav6zW15X6kExRXNfNjct8EU5AMlnrcULlMQtM=';

/** The transcript as a whole document: no script, nothing that is fetched, and a policy that says so. */
export function htmlDocument(run: Exported): string {
  const { title } = transcriptOf(run.trace, run.lang);
  return lines([
    '<!doctype html>',
    `<html lang="${run.lang}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    htmlFragment(run).trimEnd(),
    '</body>',
    '</html>',
  ]);
}

function lines(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function definitions(rows: readonly (readonly [name: string, text: string, code: boolean])[]): string {
  const items = rows.map(
    ([name, text, code]) => `<dt>${htmlText(name)}</dt>${code ? codeLines(text) : `<dd>${htmlText(text)}</dd>`}`,
  );
  return lines(['<dl>', ...items, '</dl>']).trimEnd();
}

function codeLines(text: string): string {
  const shown = cleanLines(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return shown.map((line) => `<dd><code>${htmlText(line)}</code></dd>`).join('');
}

function chapterHtml({ title, sections }: Chapter, words: TranscriptWords): string {
  const level = title === null ? 3 : 4;
  return lines([
    title === null ? '' : `<h3>${htmlText(title)}</h3>`,
    ...sections.map((section) => sectionHtml(section, level, words)),
  ]).trimEnd();
}

function sectionHtml({ title, note, events }: Section, level: 3 | 4, words: TranscriptWords): string {
  const counted = events.filter(({ number }) => number !== null);
  // What comes before the run has no numbers.
  const before = events.filter(({ number }) => number === null);
  const first = counted[0]?.number ?? 1;
  return lines([
    `<h${level}>${htmlText(title)}</h${level}>`,
    note === '' ? '' : `<p>${htmlText(note)}</p>`,
    ...listHtml('<ul>', '</ul>', before, words),
    ...listHtml(first === 1 ? '<ol>' : `<ol start="${first}">`, '</ol>', counted, words),
  ]).trimEnd();
}

function listHtml(
  open: string,
  close: string,
  events: readonly TranscriptEvent[],
  words: TranscriptWords,
): readonly string[] {
  return events.length === 0 ? [] : [open, ...events.map((event) => eventHtml(event, words)), close];
}

function eventHtml(
  { title, place, at, sentence, detail, lines: facts }: TranscriptEvent,
  words: TranscriptWords,
): string {
  const more = [
    ...(detail === null ? [] : [`<li>${htmlText(words.trap)}: ${htmlText(detail)}</li>`]),
    ...facts.map(({ name, text }) => `<li>${htmlText(name)}: <code>${htmlText(text)}</code></li>`),
  ];
  const under = more.length === 0 ? '' : `<ul>${more.join('')}</ul>`;
  return `<li><b>${htmlText(title)}</b> (${htmlText(place)}, ${htmlText(at)}) ${htmlText(sentence)}${under}</li>`;
}
