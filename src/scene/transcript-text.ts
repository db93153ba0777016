import { cleanLines, cleanText } from '../base/clean-text.ts';
import { cellsOf } from '../base/graphemes.ts';
import type { Lang } from '../i18n/lang.ts';
import { type TranscriptWords, transcriptWords } from '../i18n/transcript-words.ts';
import type { Trace } from '../trace/trace.ts';
import {
  citeText,
  type Section,
  type Stretch,
  stretchOf,
  type Transcript,
  type TranscriptEvent,
  transcriptOf,
} from './transcript.ts';

/** How a form of text writes what every transcript has. */
interface Form {
  readonly title: (text: string) => readonly string[];
  readonly heading: (text: string, level: 2 | 3) => readonly string[];
  readonly fact: (name: string, text: string, code: boolean) => readonly string[];
  readonly answer: (question: string, text: string) => readonly string[];
  readonly note: (text: string) => readonly string[];
  readonly event: (event: TranscriptEvent, words: TranscriptWords) => readonly string[];
  readonly source: (text: string) => string;
}

/** The transcript for a terminal, a mail or a screen reader: no markup, one event after the other. */
export function transcriptText(trace: Trace, lang: Lang, stretch?: Stretch): string {
  return written(stretchOf(trace, transcriptOf(trace, lang), stretch), transcriptWords(lang), PLAIN);
}

/** The transcript as CommonMark: headings for packets, a list item for every event. */
export function transcriptMarkdown(trace: Trace, lang: Lang, stretch?: Stretch): string {
  return written(stretchOf(trace, transcriptOf(trace, lang), stretch), transcriptWords(lang), MARKDOWN);
}

function written(run: Transcript, words: TranscriptWords, form: Form): string {
  const { answers } = run;
  const lines = [
    ...form.title(run.title),
    ...run.facts.flatMap(({ name, text, code }) => form.fact(name, text, code)),
    ...(answers === null
      ? []
      : [
          ...form.heading(words.answers.title, 2),
          ...form.answer(words.answers.where, answers.where),
          ...form.answer(words.answers.row, answers.row),
          ...form.answer(words.answers.fix, answers.fix),
        ]),
    ...run.chapters.flatMap(({ title, sections }) => [
      ...(title === null ? [] : form.heading(title, 2)),
      ...sections.flatMap((section) => sectionLines(section, title === null ? 2 : 3, words, form)),
    ]),
    ...form.heading(words.cites, 2),
    ...run.sources.map((cite) => form.source(citeText(cite))),
  ];
  return `${cleanLines(lines.join('\n'))}\n`;
}

function sectionLines(section: Section, level: 2 | 3, words: TranscriptWords, form: Form): readonly string[] {
  return [
    ...form.heading(section.title, level),
    ...(section.note === '' ? [] : form.note(section.note)),
    ...section.events.flatMap((event) => form.event(event, words)),
  ];
}

const RULE = { 2: '=', 3: '-' } as const;

const INDENT = '      ';

const PLAIN: Form = {
  title: (text) => [text, '#'.repeat(cellsOf(text)), ''],
  heading: (text, level) => ['', text, RULE[level].repeat(cellsOf(text))],
  fact: (name, text) => [`${name}: ${text.replaceAll('\n', `\n${' '.repeat(cellsOf(name) + 2)}`)}`],
  answer: (question, text) => [question, `  ${text}`],
  note: (text) => [text],
  event: ({ number, at, place, title, sentence, detail, lines }, words) => [
    '',
    `${`${number ?? '-'}`.padStart(4)}  ${title} [${place}, ${at}]`,
    `${INDENT}${sentence}`,
    ...(detail === null ? [] : [`${INDENT}${words.trap}: ${detail}`]),
    ...lines.map((line) => `${INDENT}${line.name}: ${line.text}`),
  ],
  source: (text) => `- ${text}`,
};

/** Characters that CommonMark would take for markup inside of a line. */
export function escaped(text: string): string {
  return cleanText(text).replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}

/** A code span for any text: its fence is longer than every fence inside. */
function code(written: string): string {
  const text = cleanText(written, 20_000);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((fence) => fence.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

const MARKDOWN: Form = {
  title: (text) => [`# ${escaped(text)}`, ''],
  heading: (text, level) => ['', `${'#'.repeat(level)} ${escaped(text)}`, ''],
  fact: (name, text, isCode) => [
    `- **${escaped(name)}** ${
      isCode
        ? text
            .split(/\r?\n/)
            .filter((line) => line.trim() !== '')
            .map(code)
            .join(' · ')
        : escaped(text)
    }`,
  ],
  answer: (question, text) => [`- **${escaped(question)}** ${escaped(text)}`],
  note: (text) => [`*${escaped(text)}*`, ''],
  event: ({ number, at, place, title, sentence, detail, lines }, words) => {
    const mark = number === null ? '- ' : `${number}. `;
    const indent = ' '.repeat(mark.length);
    return [
      `${mark}**${escaped(title)}** (${escaped(place)}, ${at}) ${escaped(sentence)}`,
      ...(detail === null ? [] : [`${indent}- ${escaped(words.trap)}: ${escaped(detail)}`]),
      ...lines.map((line) => `${indent}- ${escaped(line.name)}: ${code(line.text)}`),
    ];
  },
  source: (text) => `- ${code(text)}`,
};
