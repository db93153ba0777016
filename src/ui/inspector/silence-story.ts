import { assertNever } from '../../base/assert.ts';
import type { CaptureMessages } from '../../i18n/captures.ts';
import { reasonName } from '../../i18n/drop.ts';
import type { Messages } from '../../i18n/en.ts';
import { outcomeSentence } from '../../i18n/tell-end.ts';
import { deviceName, netnsOf } from '../../lab/names.ts';
import type { Silence, Unseen } from '../../state/probe-reading.ts';
import type { EventId } from '../../trace/events.ts';

/** Why a capture has no lines, in words, with what shows it. */
export interface SilenceStory {
  readonly head: string;
  readonly sentence: string;
  /** Events to look at, the most telling first; `text` null: they are called by their own titles. */
  readonly evidence: readonly Evidence[];
  /** A filter that would show something; '' removes the one that hides it. */
  readonly filter: { readonly expression: string; readonly label: string } | null;
}

export interface Evidence {
  readonly event: EventId;
  readonly text: string | null;
}

/** Ends that are told one by one. */
const MOST_ENDS = 3;

/** Total: a new kind of silence makes the last line red. */
export function silenceStory(silence: Silence, words: CaptureMessages, m: Messages): SilenceStory {
  const { silence: w } = words;
  switch (silence.kind) {
    case 'unseen': {
      const { kind } = silence.cause;
      const own = kind === 'never-sent' || kind === 'dropped-before-tap' || kind === 'road-not-taken';
      return { ...unseenStory(silence, words, m), head: w.head[own ? kind : 'unseen'] };
    }
    case 'encapsulated':
      return {
        head: w.head.encapsulated,
        sentence: w.encapsulated({ n: silence.events.length, protocol: PROTOCOL[silence.protocol] }),
        evidence: lastOf(silence.events),
        filter: { expression: silence.filter, label: w.apply(silence.filter) },
      };
    case 'filtered-out':
      return {
        head: w.head['filtered-out'],
        sentence: w.filteredOut({ frames: silence.frames }),
        evidence: [],
        filter: { expression: '', label: w.everything },
      };
    case 'not-yet':
      return {
        head: w.head['not-yet'],
        sentence: w.notYet,
        evidence: [{ event: silence.first, text: w.first }],
        filter: null,
      };
    case 'nothing-crosses':
      return {
        head: w.head['nothing-crosses'],
        sentence: silence.ended.length === 0 ? w.nobody : w.nothing,
        evidence: endsOf(silence.ended, words, m),
        filter: null,
      };
    default:
      return assertNever(silence);
  }
}

/** What passed a capture that has lines: half of a conversation may be missing from it. */
export function unseenStory(unseen: Unseen, words: CaptureMessages, m: Messages): SilenceStory {
  return {
    head: words.silence.besides,
    sentence: causeSentence(unseen, words, m),
    evidence: lastOf(unseen.events),
    filter: null,
  };
}

const PROTOCOL = { vxlan: 'VXLAN', geneve: 'Geneve' } as const;

function causeSentence({ cause, events, packets }: Unseen, words: CaptureMessages, m: Messages): string {
  const w = words.silence.cause;
  // Events without a packet are counted as what they are: one each.
  const n = packets.length === 0 ? events.length : packets.length;
  switch (cause.kind) {
    case 'skipped-by-peer':
      return w['skipped-by-peer']({ n, dev: deviceName(cause.device), into: netnsOf(cause.into) });
    case 'redirected-before-tap':
      return w['redirected-before-tap']({
        n,
        dev: deviceName(cause.device),
        program: cause.program,
        to: deviceName(cause.to),
      });
    case 'dropped-before-tap':
      return w['dropped-before-tap']({ n, dev: deviceName(cause.device), reason: reasonName(cause.reason, m) });
    case 'road-not-taken':
      return w[cause.why]({ n, dev: deviceName(cause.device), program: cause.program });
    case 'never-sent':
      return w['never-sent']({ n, host: cause.netns, errno: cause.errno, why: m.drops.errno[cause.errno] });
    default:
      return assertNever(cause);
  }
}

/** Many packets end alike: one line for each way to end, with how many did. */
function endsOf(
  ended: Extract<Silence, { kind: 'nothing-crosses' }>['ended'],
  words: CaptureMessages,
  m: Messages,
): readonly Evidence[] {
  const ways = new Map<string, { readonly event: EventId; readonly count: number }>();
  for (const { event, outcome } of ended) {
    const text = outcomeSentence(outcome, m);
    ways.set(text, { event: ways.get(text)?.event ?? event, count: (ways.get(text)?.count ?? 0) + 1 });
  }
  return [...ways].slice(0, MOST_ENDS).map(([text, { event, count }]) => ({
    event,
    text: count === 1 ? text : `${text} ${words.silence.times(count)}`,
  }));
}

function lastOf(events: readonly EventId[]): readonly Evidence[] {
  return events.slice(-1).map((event) => ({ event, text: null }));
}
