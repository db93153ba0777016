import { type KeyboardEvent, lazy, Suspense, useId, useRef } from 'react';
import { focusOf } from '../../scene/stage.ts';
import { PANES } from '../../state/view.ts';
import type { Trace } from '../../trace/trace.ts';
import { readsOf } from '../../scene/read-text.ts';
import { Said } from '../Said.tsx';
import { useEvent, useIntents, useView, useWords } from '../store.ts';
import { useStory } from '../story.ts';
import { Cites } from './Cites.tsx';
import { Offers } from './Offers.tsx';
import { PacketPane } from './PacketPane.tsx';
import './inspector.css';

// Nobody needs these before having asked for them.
const TablesPane = lazy(async () => ({ default: (await import('./TablesPane.tsx')).TablesPane }));
const ProbePane = lazy(async () => ({ default: (await import('./ProbePane.tsx')).ProbePane }));

/** Three panes that follow the cursor and the selection: the packet, the tables, and what captures print. */
export function Inspector({ trace }: { trace: Trace }) {
  const words = useWords().inspector;
  const event = useEvent();
  const pane = useView((view) => view.pane);
  const probes = useView((view) => view.probes.length);
  const { view } = useIntents();
  const story = useStory(trace, event);
  const id = useId();
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const here = trace.events[event];
  if (here === undefined) return null;
  const counts = {
    packet: 0,
    tables: readsOf(here).length,
    probe: probes,
  };

  const onKey = (press: KeyboardEvent): void => {
    const at = PANES.indexOf(pane);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: PANES.length - 1 }[press.key];
    if (to === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    const next = PANES[(to + PANES.length) % PANES.length];
    if (next === undefined) return;
    view({ pane: next });
    tabs.current[PANES.indexOf(next)]?.focus();
  };

  return (
    <aside className="inspector" aria-label={words.region}>
      <header>
        <h2>{story === null ? null : <Said>{story.title}</Said>}</h2>
        <p className="quiet mono" translate="no">
          {here.netns}
          {here.device === null ? '' : ` · ${here.device.slice(here.device.lastIndexOf(':') + 1)}`}
        </p>
      </header>
      <div role="tablist" tabIndex={-1} aria-label={words.region} className="tabs" onKeyDown={onKey}>
        {PANES.map((name, i) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === pane}
            aria-controls={`${id}-pane`}
            tabIndex={name === pane ? 0 : -1}
            ref={(element) => {
              tabs.current[i] = element;
            }}
            onClick={() => view({ pane: name })}
          >
            {words.panes[name]}
            {counts[name] > 0 ? <span className="count">{counts[name]}</span> : null}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-pane`} aria-labelledby={`${id}-${pane}`} tabIndex={0} className="pane">
        {pane === 'packet' ? (
          <PacketPane trace={trace} packet={here.packet ?? focusOf(trace, event)} event={event} />
        ) : null}
        <Suspense fallback={<p className="empty" data-pending="" />}>
          {pane === 'tables' ? <TablesPane trace={trace} event={here} /> : null}
          {pane === 'probe' ? <ProbePane trace={trace} event={here} /> : null}
        </Suspense>
        {pane === 'packet' ? <Offers trace={trace} pointed={{ kind: 'event', event: here }} /> : null}
        <Cites cites={here.cites} />
      </div>
    </aside>
  );
}
