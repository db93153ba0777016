import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/i18n/lang.ts';
import { narrate, narrateNote, narrateOutcome } from '../../src/i18n/narrate.ts';
import { titleWidth, TITLE_WIDTH } from '../../src/i18n/story.ts';
import type { TraceEvent } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { RUNS, run, VARIANTS, type VariantName } from './runs.ts';

const SENTENCE = 110;
const DETAIL = 165;
const HOLE = /undefined|\[object|NaN|\bnull\b|\$\{|^\s|\s{2}|\s$/;
const HANGUL = /\p{Script=Hangul}/u;

/** What is wrong with the words about one event; '' when nothing is. */
function faultOf(event: TraceEvent, trace: Trace): string {
  const faults: string[] = [];
  for (const lang of LANGS) {
    const { title, sentence, detail } = narrate(event, trace, lang);
    // What a program prints is quoted as it is.
    const quoted = event.kind === 'job' && (event.step.kind === 'output' || event.step.kind === 'started');
    if (title === '' || sentence === '' || detail === '') faults.push('empty');
    if (titleWidth(title) > TITLE_WIDTH) faults.push(`title ${titleWidth(title)}`);
    if (sentence.length > SENTENCE) faults.push(`sentence ${sentence.length}`);
    if ((detail ?? '').length > DETAIL) faults.push(`detail ${detail?.length}`);
    if ([title, quoted ? '' : sentence, detail ?? ''].some((text) => HOLE.test(text))) faults.push('hole');
    if (lang === 'en' && HANGUL.test(title + sentence + (detail ?? ''))) faults.push('Korean in English');
    if (lang === 'ko' && !quoted && !HANGUL.test(sentence)) faults.push('no Korean');
    if (faults.length > 0)
      return `${lang} ${event.id} ${event.kind}: ${faults.join(', ')}: [${title}] ${sentence} | ${detail}`;
  }
  return '';
}

/** A cold start adds ARP, and ARP is the same in all labs of one datapath. */
const COLD: readonly VariantName[] = ['native', 'vxlan', 'linux'];

const traces = (Object.keys(VARIANTS) as VariantName[]).flatMap((variant) =>
  Object.entries(RUNS).flatMap(([name, stimuli]) =>
    (COLD.includes(variant) ? (['warm', 'cold'] as const) : (['warm'] as const)).map((neighbours) => ({
      variant,
      name,
      stimuli,
      neighbours,
    })),
  ),
);

describe('every event of every run has words in both languages', () => {
  it.each(traces)('$variant, $name, $neighbours', ({ variant, stimuli, neighbours }) => {
    const trace = run(variant, stimuli, neighbours);
    expect(trace.events.map((event) => faultOf(event, trace)).filter((fault) => fault !== '')).toEqual([]);
  });
});

describe('remarks and outcomes', () => {
  it('have words as well', () => {
    const trace = run('native', RUNS['curl to the service'] ?? []);
    for (const lang of LANGS) {
      const notes = trace.events.flatMap((event) => (event.kind === 'hook' || event.kind === 'end' ? event.notes : []));
      expect(notes.map((note) => narrateNote(note, lang)).filter((text) => HOLE.test(text))).toEqual([]);
      expect(
        trace.packets.map((packet) => narrateOutcome(packet.outcome, lang)).filter((text) => HOLE.test(text)),
      ).toEqual([]);
    }
  });
});
