import { eventNamed } from '../trace/event-names.ts';
import type { Trace } from '../trace/trace.ts';
import { momentNamed } from './named-moments.ts';
import { startOf } from './pacing.ts';
import { phasesOf } from './phases.ts';

/** A place in a run as links write it: an index with up to three decimals; the name of a moment, a phase or an event; an end. */
export type Position =
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'moment'; readonly name: string };

const INDEX = /^\d{1,4}(\.\d{1,3})?$/;
const SLUG = /^[a-z0-9-]{1,64}$/;

/** A position as links write it, or null for a text that is none. */
export function readPosition(text: string): Position | null {
  if (INDEX.test(text)) return { kind: 'index', index: Number(text) };
  return SLUG.test(text) ? { kind: 'moment', name: text } : null;
}

/** Names of events that were others, by the old ones. */
export type Aliases = Readonly<Record<string, string>>;
const NO_ALIASES: Aliases = {};

/**
 * The event of a position in this run, or null when the run has no such place. Short names come first (a moment, then a
 * phase), then events by their names, then what they were called before.
 */
export function eventOfPosition(trace: Trace, at: Position, aliases: Aliases = NO_ALIASES): number | null {
  const start = startOf(trace);
  if (at.kind === 'index') return Math.max(start, Math.min(at.index, trace.events.length - 1));
  if (at.name === 'end') return trace.events.length - 1;
  if (at.name === 'start') return start;
  const found = momentNamed(trace, at.name) ?? phaseEvent(trace, at.name, 'from') ?? eventNamed(trace, at.name);
  if (found !== null) return found;
  const now = Object.hasOwn(aliases, at.name) ? aliases[at.name] : undefined;
  return now === undefined ? null : eventNamed(trace, now);
}

/** The event where a named phase of this run begins or ends, or null when the run has no such phase. */
export function phaseEvent(trace: Trace, name: string, end: 'from' | 'to'): number | null {
  const phase = phasesOf(trace).find((candidate) => candidate.id === name);
  return phase === undefined ? null : end === 'from' ? phase.first : phase.last;
}
