import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GLOSSARY, TOPICS } from '../../src/i18n/glossary.ts';
import { LANGS, type Lang } from '../../src/i18n/lang.ts';
import { narrate } from '../../src/i18n/narrate.ts';
import type { Story } from '../../src/i18n/story.ts';
import type { TraceEvent } from '../../src/trace/events.ts';
import type { PacketRecord, Trace } from '../../src/trace/trace.ts';

export interface Told extends Story {
  readonly event: TraceEvent;
  readonly lang: Lang;
  /** Everything that is said of the event, in one piece. */
  readonly all: string;
}

/** A run in words, in one language or in all of them. */
export function told(trace: Trace, langs: readonly Lang[] = LANGS): readonly Told[] {
  return langs.flatMap((lang) =>
    trace.events.map((event) => {
      const story = narrate(event, trace, lang);
      return { event, lang, ...story, all: [story.title, story.sentence, story.detail ?? ''].join(' | ') };
    }),
  );
}

export function toldOf(trace: Trace, packet: PacketRecord, langs: readonly Lang[] = LANGS): readonly Told[] {
  return told(trace, langs).filter(({ event }) => event.packet === packet.id);
}

/** What is said of one event: both languages. */
export function wordsOn(trace: Trace, event: TraceEvent): readonly Told[] {
  return told(trace).filter((one) => one.event === event);
}

/** Those that say it, as far as can be shown in a failure. */
export function saying(stories: readonly Told[], what: RegExp): readonly string[] {
  return stories.filter(({ all }) => what.test(all)).map(({ lang, event, all }) => `${lang} ${event.id}: ${all}`);
}

const ROOT = join(import.meta.dirname, '../..');

function filesIn(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(ROOT, path)).isDirectory()) return filesIn(path, ending);
    return ending.test(name) ? [path] : [];
  });
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Lines of the product, its words included: no tests, no pages. */
export function productSaying(what: RegExp): readonly string[] {
  return linesSaying(
    filesIn('src', /\.tsx?$/).filter((path) => !/\.test\.tsx?$/.test(path)),
    what,
  );
}

/** The two pages that are about what others get wrong may say it. */
const ABOUT_ERRORS = ['docs/posts.md', 'docs/errors-others-make.md'];

/** Lines of README and docs, except of the pages about errors. */
export function pagesSaying(what: RegExp): readonly string[] {
  const pages = [...filesIn('docs', /\.md$/), 'README.md', 'README.ko.md'];
  return linesSaying(
    pages.filter((path) => !ABOUT_ERRORS.includes(path)),
    what,
  );
}

function linesSaying(paths: readonly string[], what: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, i) => (what.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
}

/** What the glossary says of a word, in both languages. */
export function meaningOf(term: string): string {
  const found = TOPICS.flatMap((topic) => GLOSSARY[topic]).find((one) => one.term === term);
  if (found === undefined) throw new Error(`the glossary has no '${term}'`);
  return `${found.meaning.en} ${found.meaning.ko}`;
}
