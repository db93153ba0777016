import { memo, useEffect, useRef } from 'react';
import { seek } from '../../state/playhead.ts';
import { offersFor } from '../../state/offers.ts';
import { readProbe } from '../../state/probe-reading.ts';
import { changedProbes, commandOf, isTapOf, type RunningProbe, stoppedProbes, tapName } from '../../state/probes.ts';
import type { EventId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { Icon } from '../Icon.tsx';
import { ProbeClip } from '../stage/ProbeMarks.tsx';
import { useIntents, useView } from '../store.ts';
import { useCaptureWords } from './capture-words.ts';
import { OfferButton } from './OfferButton.tsx';
import { ProbeLines } from './ProbeLines.tsx';
import { ProbeNotes } from './ProbeNotes.tsx';
import { ProbeOptions } from './ProbeOptions.tsx';

interface Props {
  readonly trace: Trace;
  readonly probe: RunningProbe;
  readonly event: EventId;
  readonly selected: boolean;
}

/** What stays visible above a card that is brought into sight. */
const ABOVE = 12;

/** One running capture: the command, its lines so far or why there are none, and what else can be asked of it. */
export const ProbeCard = memo(function ProbeCard({ trace, probe, event, selected }: Props) {
  const words = useCaptureWords().captures;
  const probes = useView((view) => view.probes);
  const { view, head } = useIntents();
  const card = useRef<HTMLLIElement>(null);

  // Scroll position of the pane: outside of React. What was picked on the stage is brought into sight, the page stays.
  useEffect(() => {
    const pane = card.current?.closest('.pane');
    if (!selected || card.current === null || pane === null || pane === undefined) return;
    if (pane.scrollHeight > pane.clientHeight + 1)
      pane.scrollTop += card.current.getBoundingClientRect().top - pane.getBoundingClientRect().top - ABOVE;
  }, [selected]);

  const command = `${probe.netns}# ${commandOf(probe)}`;
  const change = (to: Partial<Pick<RunningProbe, 'filter' | 'flags'>>): void =>
    view({ probes: changedProbes(probes, probe, to) });
  const goTo = (to: EventId): void => head((now, run) => seek(now, run, to));
  const here = isTapOf(trace.world, probe);
  const reading = here ? readProbe(trace, probe, event) : null;
  return (
    <li ref={card} className={`probe ${selected ? 'selected' : ''}`}>
      <header>
        <svg className="clip" viewBox="-12 -12 24 24" role="img" aria-label={words.mark(probe.number)}>
          <ProbeClip number={probe.number} />
        </svg>
        <h3>
          <code translate="no" lang="en">
            {command}
          </code>
        </h3>
        {offersFor(trace, { kind: 'probe', probe }).map((offer) => (
          <OfferButton key={offer.line} offer={offer} face="icon" />
        ))}
        <button
          type="button"
          className="icon-button"
          aria-label={words.remove(command)}
          title={words.remove(command)}
          onClick={() => view({ probes: stoppedProbes(probes, probe) })}
        >
          <Icon name="close" />
        </button>
      </header>
      {reading === null ? (
        <p className="note resting">{words.resting(tapName(probe), probe.netns)}</p>
      ) : (
        <>
          <ProbeOptions probe={probe} refused={reading.kind === 'refused' ? reading.message : null} onChange={change} />
          {reading.kind === 'refused' ? null : (
            <>
              <ProbeLines lines={reading.shown} event={event} label={words.lines(command)} />
              {reading.later === null || reading.silence !== null ? null : (
                <Later count={reading.later.count} next={reading.later.next} onSeek={goTo} />
              )}
              <ProbeNotes trace={trace} reading={reading} onSeek={goTo} onFilter={(filter) => change({ filter })} />
            </>
          )}
        </>
      )}
    </li>
  );
});

function Later({ count, next, onSeek }: { count: number; next: EventId; onSeek: (event: EventId) => void }) {
  const words = useCaptureWords().captures;
  return (
    <button type="button" className="later" onClick={() => onSeek(next)}>
      {words.later(count)}
    </button>
  );
}
