import type { ReactNode } from 'react';
import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Messages } from '../../i18n/en.ts';
import { tell } from '../../i18n/tell.ts';
import type { HopChange, LonePacket, PacketChange } from '../../scene/journey-diff.ts';
import { tellingEvent } from '../../scene/telling-event.ts';
import { seek } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import type { Hop } from '../../trace/journey.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Outcome } from '../../trace/verdict.ts';
import { Verdict } from '../caption/Verdict.tsx';
import { useIntents, useMessages, useWords } from '../store.ts';

type Words = UiMessages['changes'];
type ChangedHop = Extract<HopChange, { kind: 'changed' }>;

/** One packet: how it ended before and now, where its way first parts, and every hop that is not as it was. */
export function PacketChanges({ change, before, after }: { change: PacketChange; before: Trace; after: Trace }) {
  const words = useWords().changes;
  const m = useMessages();
  const count = (kind: HopChange['kind']): number => change.steps.filter((step) => step.kind === kind).length;
  const first = change.steps[0];
  return (
    <section className="packet-change">
      <h3>
        <span className={`change-label ${change.way}`} lang="en">
          {change.label}
        </span>
        {change.retransmission ? <em>{words.again}</em> : null}
        <Fates before={change.before} after={change.after} />
      </h3>
      {first === undefined ? null : (
        <GoButton to={eventOf(after, first)}>{firstText(first, before, after, m, words)}</GoButton>
      )}
      {change.steps.length < 2 ? null : (
        <details>
          <summary>{words.counts(count('added'), count('removed'), count('changed'))}</summary>
          <ol>
            {change.steps.map((step, i) => (
              <li key={i} className={step.kind}>
                <GoButton to={eventOf(after, step)}>
                  <b>{words.hop[step.kind]}</b>{' '}
                  {step.kind === 'changed'
                    ? changedText(step, before, after, m, words)
                    : titleIn(step.kind === 'removed' ? before : after, step.hop, m)}
                </GoButton>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

/** Packets that only one of the runs has, in one line. */
export function LonePackets({
  title,
  packets,
  sent,
}: {
  title: string;
  packets: readonly LonePacket[];
  sent: 'now' | 'before';
}) {
  const words = useWords().changes;
  const { head } = useIntents();
  if (packets.length === 0) return null;
  return (
    <section className="packet-change">
      <h3>{title}</h3>
      <ul className="lone">
        {packets.map((packet) => {
          const text = `${packet.label}${packet.retransmission ? ` ${words.again}` : ''}`;
          return (
            <li key={packet.packet}>
              {sent === 'before' ? (
                <s>{text}</s>
              ) : (
                <button
                  type="button"
                  className="bar-button"
                  onClick={() => head((now, run) => seek(now, run, run.packets[packet.packet]?.born ?? 0))}
                >
                  {text}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Fates({ before, after }: { before: Outcome | null; after: Outcome | null }) {
  const words = useWords().changes;
  const word = (outcome: Outcome | null): string => (outcome === null ? words.pending : words.fates[outcome.kind]);
  if (before?.kind === after?.kind) return <span className="quiet">{words.same(word(after))}</span>;
  return (
    <span className="fates">
      <span className="quiet">{word(before)} →</span> <Verdict verdict={signOf(after)} word={word(after)} />
    </span>
  );
}

function signOf(outcome: Outcome | null): 'pending' | 'delivered' | 'leaked' | 'dropped' | 'never-sent' {
  switch (outcome?.kind) {
    case undefined:
    case 'under-way':
      return 'pending';
    case 'left-the-lab':
      return 'leaked';
    case 'dropped':
    case 'never-sent':
      return outcome.kind;
    default:
      return 'delivered';
  }
}

function GoButton({ to, children }: { to: EventId; children: ReactNode }) {
  const { head } = useIntents();
  return (
    <button type="button" className="go" onClick={() => head((now, run) => seek(now, run, to))}>
      {children}
    </button>
  );
}

/** Where in the new run a change is seen. */
function eventOf(after: Trace, step: HopChange): EventId {
  if (step.kind === 'removed') return step.near;
  return tellingEvent(after, step.kind === 'changed' ? step.after : step.hop).id;
}

function titleIn(trace: Trace, hop: Hop, m: Messages): string {
  return tell(tellingEvent(trace, hop), trace, m).title;
}

/** What stood there and what stands there now; the same program is told by what it did. */
function changedText(step: ChangedHop, before: Trace, after: Trace, m: Messages, words: Words): string {
  const [was, is] = [titleIn(before, step.before, m), titleIn(after, step.after, m)];
  const deed = (hop: Hop): string | null => (hop.hop === null ? null : m.hops[hop.hop]);
  const [did, does] = [deed(step.before), deed(step.after)];
  if (was !== is) return words.instead(is, was);
  return did === null || does === null || did === does ? is : words.at(is, words.instead(does, did));
}

function firstText(step: HopChange, before: Trace, after: Trace, m: Messages, words: Words): string {
  switch (step.kind) {
    case 'changed':
      return words.first(changedText(step, before, after, m, words));
    case 'added':
      return words.firstAdded(titleIn(after, step.hop, m));
    case 'removed':
      return words.firstRemoved(titleIn(before, step.hop, m));
  }
}
