import type { Lang } from '../i18n/lang.ts';
import { cliPlaceName, narrate } from '../i18n/narrate.ts';
import { offsetText } from '../i18n/offset.ts';
import { phaseTitle, type TranscriptWords, transcriptWords } from '../i18n/transcript-words.ts';
import type { Cite } from '../trace/cite.ts';
import { deltaText } from '../trace/detail-text.ts';
import type { EventId, FrameId, PacketId, TraceEvent } from '../trace/events.ts';
import { layerChanges, type LayerChange } from '../trace/layer-diff.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { type Answers, answersOf } from './answers.ts';
import { lookupLines } from './lookup-lines.ts';
import { verdictOf } from './moment.ts';
import { startOf } from './pacing.ts';
import { wayOf } from './packet-way.ts';
import { phasesOf } from './phases.ts';
import { type Fact, factsOf, titleOf } from './transcript-head.ts';

/** One thing that is known about an event beside its sentence: a lookup, what changed, where it is said. */
export interface Line {
  readonly kind: 'lookup' | 'lost' | 'changed' | 'rows' | 'cites';
  readonly name: string;
  readonly text: string;
}

export interface TranscriptEvent {
  readonly id: EventId;
  /** As the page counts events; null before the run begins for a reader. */
  readonly number: number | null;
  readonly at: string;
  readonly place: string;
  readonly title: string;
  readonly sentence: string;
  readonly detail: string | null;
  readonly lines: readonly Line[];
}

/** Consecutive events of one packet. Where packets overtake each other, a packet has several. */
export interface Section {
  readonly key: string;
  readonly packet: PacketId | null;
  readonly title: string;
  /** 'request · Delivered'; empty where there is no packet. */
  readonly note: string;
  readonly lost: boolean;
  readonly events: readonly TranscriptEvent[];
}

/** A phase of the run; the first one may be what comes before all phases. */
export interface Chapter {
  readonly key: string;
  /** Null before the first phase: its packets are headings as high as phases then. */
  readonly title: string | null;
  readonly sections: readonly Section[];
}

/** A run as text: complete without the picture. */
export interface Transcript {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly verdict: ReturnType<typeof verdictOf>;
  readonly answers: Answers | null;
  readonly chapters: readonly Chapter[];
  /** Every source that some event names, once. */
  readonly sources: readonly Cite[];
}

const known = new WeakMap<Trace, Map<Lang, Transcript>>();

/** The transcript of a run. Remembered, since a dialog, its copies and a print ask for the same one. */
export function transcriptOf(trace: Trace, lang: Lang): Transcript {
  const langs = known.get(trace) ?? new Map<Lang, Transcript>();
  known.set(trace, langs);
  const old = langs.get(lang);
  if (old !== undefined) return old;
  const words = transcriptWords(lang);
  const transcript: Transcript = {
    title: titleOf(trace, words),
    facts: factsOf(trace, words),
    verdict: verdictOf(trace),
    answers: answersOf(trace, lang),
    chapters: chaptersOf(trace, lang, words),
    sources: sourcesOf(trace.events),
  };
  langs.set(lang, transcript);
  return transcript;
}

/** Events from one to another, both included. */
export interface Stretch {
  readonly from: EventId;
  readonly to: EventId;
}

/** A transcript without the events outside of a stretch, and without the headings that nothing is left under. */
export function stretchOf(trace: Trace, run: Transcript, stretch?: Stretch): Transcript {
  if (stretch === undefined || (stretch.from <= 0 && stretch.to >= trace.events.length - 1)) return run;
  const { from, to } = stretch;
  const chapters = run.chapters
    .map((chapter) => ({
      ...chapter,
      sections: chapter.sections
        .map((section) => ({ ...section, events: section.events.filter(({ id }) => id >= from && id <= to) }))
        .filter(({ events }) => events.length > 0),
    }))
    .filter(({ sections }) => sections.length > 0);
  return { ...run, chapters, sources: sourcesOf(trace.events.slice(from, to + 1)) };
}

interface PhaseStart {
  readonly first: EventId;
  readonly title: string | null;
}

/** Where phases begin and what they are called. What comes before the first one has no name. */
function phaseStarts(trace: Trace, lang: Lang): readonly PhaseStart[] {
  const phases = phasesOf(trace).map(({ first, kind, number }) => ({
    first,
    title: phaseTitle({ kind, number }, lang),
  }));
  return phases[0]?.first === 0 ? phases : [{ first: 0 as EventId, title: null }, ...phases];
}

function chaptersOf(trace: Trace, lang: Lang, words: TranscriptWords): readonly Chapter[] {
  const starts = phaseStarts(trace, lang);
  const events = eventsIn(trace, lang, words);
  const told = new Set<PacketId>();
  return starts.map(({ first, title }, i) => ({
    key: `${first}`,
    title,
    sections: runsOf(trace, first, starts[i + 1]?.first ?? trace.events.length).map((run) => {
      const resumed = run.packet !== null && told.has(run.packet);
      if (run.packet !== null) told.add(run.packet);
      return {
        ...headOf(trace, run, resumed, words),
        key: `${run.first}`,
        events: events.slice(run.first, run.end),
      };
    }),
  }));
}

interface EventRun {
  readonly packet: PacketId | null;
  readonly first: number;
  readonly end: number;
}

/** Stretches of events about one packet; what hosts and programs do in between belongs to the packet before it. */
function runsOf(trace: Trace, first: number, end: number): readonly EventRun[] {
  const runs: EventRun[] = [];
  for (let i = first; i < end; i++) {
    const packet = trace.events[i]?.packet ?? null;
    const last = runs.at(-1);
    if (last !== undefined && (packet === null || packet === last.packet))
      runs[runs.length - 1] = { ...last, end: i + 1 };
    else runs.push({ packet, first: i, end: i + 1 });
  }
  return runs;
}

function headOf(
  trace: Trace,
  { packet, first }: EventRun,
  resumed: boolean,
  words: TranscriptWords,
): Pick<Section, 'packet' | 'title' | 'note' | 'lost'> {
  const record = packet === null ? undefined : trace.packets[packet];
  if (record === undefined)
    return { packet: null, title: first === 0 ? words.before : words.hosts, note: '', lost: false };
  const title = words.packet(record.label, record.from);
  const again = record.cause.kind === 'retransmission' ? [words.again] : [];
  return {
    packet,
    title: resumed ? words.resumed(title) : title,
    note: [words.ways[wayOf(trace, record.id)], ...again].join(', '),
    lost: isLost(record),
  };
}

function isLost({ outcome }: PacketRecord): boolean {
  return outcome.kind === 'left-the-lab' || outcome.kind === 'dropped' || outcome.kind === 'never-sent';
}

function eventsIn(trace: Trace, lang: Lang, words: TranscriptWords): readonly TranscriptEvent[] {
  const start = startOf(trace);
  const frames = new Map<PacketId, FrameId>();
  return trace.events.map((event) => {
    const story = narrate(event, trace, lang);
    const before = event.packet === null ? null : (frames.get(event.packet) ?? null);
    if (event.packet !== null && event.frame !== null) frames.set(event.packet, event.frame);
    let lines: readonly Line[] | null = null;
    return {
      id: event.id,
      number: event.id < start ? null : event.id - start + 1,
      at: offsetText(event.at),
      place: cliPlaceName(event.netns, event.device, lang),
      ...story,
      // Half of the work: done when an item is shown, a few at a time.
      get lines() {
        return (lines ??= linesOf(trace, event, before, words));
      },
    };
  });
}

function linesOf(trace: Trace, event: TraceEvent, before: FrameId | null, words: TranscriptWords): readonly Line[] {
  const lines: Line[] = [];
  for (const { asked, found, lost } of lookupLines(trace, event, words)) {
    lines.push({ kind: 'lookup', name: words.lookup, text: `${asked} → ${found ?? words.miss}` });
    if (lost.length > 0) lines.push({ kind: 'lost', name: words.losers, text: lost.join('; ') });
  }
  const changes = before === null || event.frame === null ? [] : changesOf(trace, before, event.frame);
  const changed = changes.flatMap((change) => changeText(change, words));
  if (changed.length > 0) lines.push({ kind: 'changed', name: words.changed, text: changed.join('; ') });
  if (event.deltas.length > 0)
    lines.push({ kind: 'rows', name: words.rows, text: event.deltas.map(deltaText).join('; ') });
  if (event.cites.length > 0)
    lines.push({ kind: 'cites', name: words.cites, text: event.cites.map(citeText).join('; ') });
  return lines;
}

function changesOf(trace: Trace, before: FrameId, after: FrameId): readonly LayerChange[] {
  return before === after ? [] : layerChanges(packetAt(trace, before), packetAt(trace, after));
}

/** A checksum says nothing that the fields it covers do not say. */
function changeText(change: LayerChange, words: TranscriptWords): readonly string[] {
  switch (change.kind) {
    case 'added':
      return [words.added(change.layers.join(' / '))];
    case 'removed':
      return [words.removed(change.layers.join(' / '))];
    case 'field':
      return change.field === 'checksum' ? [] : [`${change.layer}.${change.field} ${change.before} → ${change.after}`];
  }
}

/** 'cilium bpf/bpf_lxc.c handle_ipv4_from_lxc'. */
export function citeText(cite: Cite): string {
  return [cite.source, cite.ref, ...(cite.symbol === undefined ? [] : [cite.symbol])].join(' ');
}

function sourcesOf(events: readonly TraceEvent[]): readonly Cite[] {
  const all = new Map(events.flatMap((event) => event.cites).map((cite) => [citeText(cite), cite]));
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cite]) => cite);
}
