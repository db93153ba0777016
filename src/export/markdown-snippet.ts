import { cleanText } from '../base/clean-text.ts';
import { filesWords } from '../i18n/files-words.ts';
import type { NetnsName } from '../lab/names.ts';
import { cliPlaceName, narrate } from '../i18n/narrate.ts';
import { transcriptWords } from '../i18n/transcript-words.ts';
import { escaped } from '../scene/transcript-text.ts';
import { transcriptOf } from '../scene/transcript.ts';
import { eventsOf } from '../trace/by-packet.ts';
import { isStep } from '../trace/journey.ts';
import type { Trace } from '../trace/trace.ts';
import type { Exported } from './exported.ts';
import { safeAddress } from './html-text.ts';

/**
 * The run in the middle of a post that takes pictures and text only: the picture as a link to the run, and one paragraph that
 * says the same. Without an address for the picture only the link; without one for the page only the paragraph.
 */
export function markdownSnippet(run: Exported): string {
  const words = filesWords(run.lang);
  const page = safeAddress(run.about.page);
  const image = safeAddress(run.about.image);
  const picture = image === null ? null : `![${escaped(altText(run))}](${image})`;
  const link = page === null ? picture : `[${picture ?? escaped(words.open)}](${page})`;
  return `${[...(link === null ? [] : [link, '']), escaped(paragraphOf(run))].join('\n')}\n`;
}

/** What the picture shows, for who does not see it. */
export function altText({ trace, lang, at }: Exported): string {
  const { title } = transcriptOf(trace, lang);
  const event = at === null ? undefined : trace.events[at];
  const told = event === undefined ? '' : ` ${narrate(event, trace, lang).sentence}`;
  return cleanText(`${filesWords(lang).picture(title)}.${told}`, 500);
}

/** The run in a few sentences: what was done, the way of its first packet, how it ended, and what went wrong. */
export function paragraphOf({ trace, lang, at }: Exported): string {
  const words = filesWords(lang);
  const { title, facts, answers } = transcriptOf(trace, lang);
  const command = facts.find(({ name }) => name === transcriptWords(lang).facts.command)?.text.split('\n')[0] ?? '';
  const verdict = facts[0]?.text ?? '';
  const way = wayNames(trace, lang);
  const event = at === null ? undefined : trace.events[at];
  return cleanText(
    [
      `${title}.`,
      ...(command === '' ? [] : [`${command}.`]),
      ...(way.length < 2 ? [] : [words.way(way.join(' → '))]),
      `${verdict}.`,
      ...(event === undefined
        ? []
        : [words.moment(cliPlaceName(event.netns, event.device, lang), narrate(event, trace, lang).sentence)]),
      ...(answers === null ? [] : [answers.where, answers.row, answers.fix]),
    ].join(' '),
  );
}

/** The hosts that the first packet of the run's own job came to, in order. */
function wayNames(trace: Trace, lang: Exported['lang']): readonly string[] {
  const first = trace.packets.find(({ cause, job }) => cause.kind === 'job' && job !== null) ?? trace.packets[0];
  if (first === undefined) return [];
  const hosts: NetnsName[] = [];
  for (const event of eventsOf(trace, first.id))
    if (isStep(event) && hosts.at(-1) !== event.netns) hosts.push(event.netns);
  return hosts.map((host) => cliPlaceName(host, null, lang));
}
