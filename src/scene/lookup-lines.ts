import type { TranscriptWords } from '../i18n/transcript-words.ts';
import type { TableName } from '../lab/tables.ts';
import { type Candidate, contestOf, type Fate, routeTableOf } from '../trace/contest.ts';
import type { Read, TraceEvent } from '../trace/events.ts';
import { tableAt } from '../trace/state-at.ts';
import type { TraceOnStage } from './place-of.ts';
import { rowText, readsOf, TABLE_SHORT } from './read-text.ts';

/** A look into a table in words: what was asked where, what was found, and by what each other row lost. */
export interface LookupLine {
  readonly asked: string;
  /** The row that won; null for a miss. */
  readonly found: string | null;
  /** 'CIDR: 8 bits shorter', nearest first. Empty in tables that are not searched by prefix. */
  readonly lost: readonly string[];
}

/** Rows that came close are told one by one, the others counted. */
const TOLD = 4;

/** Every lookup of an event, in the order in which it was made. */
export function lookupLines(trace: TraceOnStage, event: TraceEvent, words: TranscriptWords): readonly LookupLine[] {
  return readsOf(event).map((read) => ({
    asked: words.asked({ table: TABLE_SHORT[read.table], host: read.netns, query: read.query }),
    found: read.found === null ? null : rowText(trace, read, event.id),
    lost: lostLines(trace, read, event, words),
  }));
}

function lostLines(trace: TraceOnStage, read: Read, event: TraceEvent, words: TranscriptWords): readonly string[] {
  const rows = tableAt(trace, read.netns, read.table, event.id);
  const contest = contestOf<TableName>(rows, read.table, read.query, routeTableOf(read.found));
  if (contest.kind !== 'prefix') return [];
  const losers = contest.candidates.filter(({ fate }) => fate.kind !== 'won' && isAsked(fate)).toSorted(byNearness);
  const told = losers.filter((candidate, i) => candidate.fate.kind !== 'mismatch' || i < TOLD);
  const rest = losers.length - told.length;
  return [
    ...told.map((candidate) => `${nameOf(candidate)}: ${fateText(candidate.fate, words)}`),
    ...(rest === 0 ? [] : [words.lost.more(rest)]),
  ];
}

function nameOf(candidate: Candidate<unknown>): string {
  return candidate.length === 0 ? 'default' : candidate.prefix;
}

/** A table with a number is another rule's: packets with another mark or source ask it, this one does not. */
function isAsked(fate: Fate): boolean {
  return fate.kind !== 'later-table' || typeof fate.table === 'string';
}

/** Those that matched first, then those that share most bits with what was asked; a host's own addresses last. */
function byNearness(a: Candidate<unknown>, b: Candidate<unknown>): number {
  return rank(a) - rank(b) || b.common - a.common;
}

function rank({ fate, row }: Candidate<unknown>): number {
  if (fate.kind !== 'mismatch') return 0;
  const own = typeof row === 'object' && row !== null && 'type' in row && row.type !== 'unicast';
  return own ? 2 : 1;
}

function fateText(fate: Fate, words: TranscriptWords): string {
  switch (fate.kind) {
    case 'won':
      return '';
    case 'mismatch':
      return words.lost.mismatch(fate.bit);
    case 'shorter':
      return words.lost.shorter(fate.by);
    case 'metric':
      return words.lost.metric(fate.metric, fate.winner);
    case 'later-table':
      return words.lost['later-table'](`${fate.table}`);
  }
}
