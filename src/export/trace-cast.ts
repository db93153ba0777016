import { filesWords } from '../i18n/files-words.ts';
import { phaseTitle, transcriptWords } from '../i18n/transcript-words.ts';
import { phasesOf } from '../scene/phases.ts';
import { titleOf } from '../scene/transcript-head.ts';
import { argvText } from '../trace/stimulus-text.ts';
import { asciicastOf, type TimedPiece } from './asciicast.ts';
import type { Exported } from './exported.ts';

const NANOS = 1e9;
const COLUMNS = 100;
const ROWS = 30;

/** The commands of a run as a terminal shows them: typed when they start, their output as it comes, a marker for every phase. */
export function traceCastOf({ trace, lang, clip, about }: Exported): string {
  const start = trace.events[clip.from]?.at ?? 0;
  const secondsAt = (event: number): number => ((trace.events[event]?.at ?? start) - start) / NANOS;
  const pieces: TimedPiece[] = [{ time: 0, text: `# ${filesWords(lang).simulated(about.app).trim()}\n` }];
  for (let id: number = clip.from; id <= clip.to; id++) {
    const event = trace.events[id];
    if (event?.kind !== 'job') continue;
    const { step } = event;
    const job = event.job === null ? undefined : trace.jobs[event.job];
    if (job === undefined) continue;
    if (step.kind === 'started') pieces.push({ time: secondsAt(id), text: `${job.netns} $ ${argvText(step.argv)}\n` });
    if (step.kind === 'output' && step.file === undefined) pieces.push({ time: secondsAt(id), text: step.text });
  }
  const markers = phasesOf(trace)
    .filter(({ first }) => first >= clip.from && first <= clip.to)
    .map((phase) => ({ time: secondsAt(phase.first), label: phaseTitle(phase, lang) }));
  return asciicastOf({
    title: titleOf(trace, transcriptWords(lang)),
    columns: COLUMNS,
    rows: ROWS,
    timestamp: trace.world.epoch.seconds,
    pieces,
    markers,
  });
}
