import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { startOf } from '../../scene/pacing.ts';
import { ranged } from '../../state/playhead.ts';
import type { Trace } from '../../trace/trace.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, usePlayhead, useView, useWords } from '../store.ts';

/** What is played and how it is shown: a button and a small panel above it. */
export function PlaybackMenu({ trace }: { trace: Trace }) {
  const words = useWords().time;
  const [open, setOpen] = useState(false);
  const active = usePlayhead((head) => head.range !== null || head.loop === 'on' || head.stopsAt === 'phase');
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const onKey = (press: KeyboardEvent): void => {
    if (press.key !== 'Escape' || !open) return;
    press.preventDefault();
    press.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      className="playback-menu"
      role="presentation"
      onKeyDown={onKey}
      onBlur={(gone) => {
        if (!gone.currentTarget.contains(gone.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={`menu-button ${active ? 'active' : ''}`}
        aria-label={words.menu}
        title={words.menu}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="loop" />
      </button>
      <div className="menu-panel" id={id} role="group" aria-label={words.menu} tabIndex={-1} hidden={!open}>
        {open ? <Panel trace={trace} /> : null}
      </div>
    </div>
  );
}

function Panel({ trace }: { trace: Trace }) {
  const words = useWords().time.range;
  const range = usePlayhead((head) => head.range);
  const loop = usePlayhead((head) => head.loop === 'on');
  const stops = usePlayhead((head) => head.stopsAt === 'phase');
  const present = useView((view) => view.present);
  const { head, view } = useIntents();
  const start = startOf(trace);
  return (
    <>
      <p className="menu-title">{words.title}</p>
      <p>{range === null ? words.whole : words.text(range.from - start + 1, range.to - start + 1)}</p>
      <p className="menu-actions">
        <button type="button" className="button" onClick={() => head((now, run) => ranged(now, run, 'from', now.at))}>
          {words.setFrom}
        </button>
        <button type="button" className="button" onClick={() => head((now, run) => ranged(now, run, 'to', now.at))}>
          {words.setTo}
        </button>
        <button
          type="button"
          className="button"
          disabled={range === null}
          onClick={() => head((now) => ({ ...now, range: null }))}
        >
          {words.clear}
        </button>
      </p>
      <Check
        label={words.loop}
        checked={loop}
        onChange={(on) => head((now) => ({ ...now, loop: on ? 'on' : 'off' }))}
      />
      <Check
        label={words.stopsAtPhase}
        checked={stops}
        onChange={(on) => head((now) => ({ ...now, stopsAt: on ? 'phase' : 'none' }))}
      />
      <Check
        label={words.present}
        checked={present}
        onChange={(on) => view({ present: on, said: { kind: 'present', now: on ? 'on' : 'off' } })}
      />
    </>
  );
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="menu-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
