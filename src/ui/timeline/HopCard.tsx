import { memo } from 'react';
import { titleWidth } from '../../i18n/story.ts';
import { tell } from '../../i18n/tell.ts';
import type { StripCard } from '../../scene/strip.ts';
import type { Cite } from '../../trace/cite.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Verdict } from '../caption/Verdict.tsx';
import { CiteChip } from '../inspector/Cites.tsx';
import { Said } from '../Said.tsx';
import { useMessages, useWords } from '../store.ts';

/** Titles up to this width stay on one line of a card. */
const ONE_LINE = 14.5;

/** What and where, one sentence, and where that is said. The current one has room for all of it. */
export const HopCard = memo(function HopCard({
  trace,
  card,
  place,
  onGo,
}: {
  trace: Trace;
  card: StripCard;
  place: 'done' | 'now' | 'ahead';
  onGo: (event: EventId) => void;
}) {
  const words = useWords();
  const messages = useMessages();
  const telling = trace.events[card.event];
  if (telling === undefined) return null;
  const story = tell(telling, trace, messages);
  const long = titleWidth(story.title) > ONE_LINE ? 'long' : '';
  return (
    <li className={`hop-card ${place} ${card.lost === null ? '' : 'lost'} ${long}`}>
      <button
        type="button"
        className="hop"
        aria-current={place === 'now' ? 'step' : undefined}
        onClick={() => onGo(card.event)}
      >
        <strong>
          <Said>{story.title}</Said>
          {card.lost === null ? null : <Verdict verdict={card.lost} word={words.verdict[card.lost]} />}
        </strong>
        <span>{story.sentence}</span>
      </button>
      <CardCites cites={telling.cites} open={place === 'now'} />
    </li>
  );
});

/** Links where there is room for them, else their names. */
function CardCites({ cites, open }: { cites: readonly Cite[]; open: boolean }) {
  const words = useWords().inspector;
  if (cites.length === 0) return null;
  if (!open) {
    const names = cites.map((cite) => cite.symbol ?? cite.ref).join(' · ');
    return (
      <p className="card-cites mono" translate="no" lang="en" aria-hidden="true" title={names}>
        {names}
      </p>
    );
  }
  return (
    <ul className="card-cites" aria-label={words.cites}>
      {cites.map((cite) => (
        <li key={`${cite.source} ${cite.ref} ${cite.symbol ?? ''}`}>
          <CiteChip cite={cite} />
        </li>
      ))}
    </ul>
  );
}
