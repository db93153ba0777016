import { type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from 'react';
import { focusOf } from '../../scene/stage.ts';
import type { Trace } from '../../trace/trace.ts';
import { StageView } from '../stage/StageView.tsx';
import { useEvent, useStart, useWords } from '../store.ts';

// Nobody needs these before having asked for them.
const PacketPane = lazy(async () => ({ default: (await import('../inspector/PacketPane.tsx')).PacketPane }));
const HopStrip = lazy(async () => ({ default: (await import('../timeline/HopStrip.tsx')).HopStrip }));
const Transcript = lazy(async () => ({ default: (await import('../Transcript.tsx')).Transcript }));

/** What a frame can show, one at a time. There is no terminal in a frame. */
const OFFERED = ['topology', 'timeline', 'packet', 'transcript'] as const;
type Offered = (typeof OFFERED)[number];
const USUAL: readonly Offered[] = ['topology', 'packet', 'transcript'];

/** One view of the moment at a time, with a tab for each where there is room. */
export function Panes({ trace, tabs }: { trace: Trace; tabs: 'shown' | 'none' }) {
  const words = useWords().embed;
  const wanted = useStart((start) => start.page.panes);
  const offered = offeredOf(wanted);
  const [chosen, choose] = useState<Offered | null>(null);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [first] = offered;
  const pane = tabs === 'none' ? 'topology' : chosen !== null && offered.includes(chosen) ? chosen : first;
  if (tabs === 'none' || offered.length === 1) {
    return (
      <div className="embed-pane">
        <Pane name={pane ?? 'topology'} trace={trace} />
      </div>
    );
  }

  const onKey = (press: KeyboardEvent): void => {
    const at = offered.indexOf(pane ?? 'topology');
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: offered.length - 1 }[press.key];
    if (to === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    const next = (to + offered.length) % offered.length;
    choose(offered[next] ?? null);
    list.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <>
      <div role="tablist" className="embed-tabs" aria-label={words.panes} ref={list} tabIndex={-1} onKeyDown={onKey}>
        {offered.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === pane}
            aria-controls={`${id}-pane`}
            tabIndex={name === pane ? 0 : -1}
            onClick={() => choose(name)}
          >
            {words.pane[name]}
          </button>
        ))}
      </div>
      <div className="embed-pane" role="tabpanel" id={`${id}-pane`} aria-labelledby={`${id}-${pane}`}>
        <Pane name={pane ?? 'topology'} trace={trace} />
      </div>
    </>
  );
}

function offeredOf(wanted: readonly string[] | 'all' | null): readonly Offered[] {
  if (wanted === null) return USUAL;
  if (wanted === 'all') return OFFERED;
  const here = wanted.flatMap((name) => OFFERED.filter((offered) => offered === name));
  return here.length === 0 ? USUAL : here;
}

function Pane({ name, trace }: { name: Offered; trace: Trace }) {
  if (name === 'topology') return <StageView trace={trace} />;
  return (
    <div className={`embed-reading ${name}`}>
      <Suspense fallback={<span hidden data-pending="" />}>
        {name === 'packet' ? <Packet trace={trace} /> : null}
        {name === 'timeline' ? <HopStrip trace={trace} /> : null}
        {name === 'transcript' ? <Transcript trace={trace} /> : null}
      </Suspense>
    </div>
  );
}

function Packet({ trace }: { trace: Trace }) {
  const event = useEvent();
  return <PacketPane trace={trace} packet={focusOf(trace, event)} event={event} />;
}
