import { type KeyboardEvent, useRef } from 'react';
import { UNITS, type Unit } from '../../scene/steps.ts';
import { paced, step, toggle } from '../../state/playhead.ts';
import { isSpeed, SPEEDS } from '../../state/speed.ts';
import type { Trace } from '../../trace/trace.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, usePlayhead, useWords } from '../store.ts';
import { ZoomButtons } from '../viewport/ZoomButtons.tsx';
import { Announcer } from './Announcer.tsx';
import { PlaybackMenu } from './PlaybackMenu.tsx';
import { Scrubber } from './Scrubber.tsx';
import './transport.css';
import './track.css';

/** Play, step, jump: a toolbar with one tab stop, and the run as a line with marks. */
export function Transport({ trace }: { trace: Trace }) {
  const words = useWords().time;
  const mode = usePlayhead((head) => head.mode);
  const unit = usePlayhead((head) => head.unit);
  const { head } = useIntents();
  const bar = useRef<HTMLDivElement>(null);

  const rove = (event: KeyboardEvent): void => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0 || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(to + buttons.length) % buttons.length]?.focus();
  };

  return (
    <section className="transport" aria-label={words.region}>
      <div className="buttons" role="toolbar" tabIndex={-1} aria-label={words.toolbar} ref={bar} onKeyDown={rove}>
        <button
          type="button"
          className="play"
          aria-label={mode === 'playing' ? words.pause : words.play}
          onClick={() => head(toggle)}
        >
          <Icon name={mode === 'playing' ? 'pause' : 'play'} />
        </button>
        <StepButton label={words.back[unit]} icon="back" unit={unit} by={-1} />
        <StepButton label={words.next[unit]} icon="next" unit={unit} by={1} />
      </div>
      <UnitChoice />
      <Scrubber trace={trace} />
      <PaceChoice />
      <PlaybackMenu trace={trace} />
      <ZoomButtons />
      <Announcer />
    </section>
  );
}

function StepButton({ label, icon, unit, by }: { label: string; icon: 'next' | 'back'; unit: Unit; by: 1 | -1 }) {
  const { head } = useIntents();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={() => head((now, run) => step(now, run, by, unit))}
    >
      <Icon name={icon} />
    </button>
  );
}

/** What the two step buttons step over. */
function UnitChoice() {
  const words = useWords().time;
  const unit = usePlayhead((head) => head.unit);
  const { head } = useIntents();
  return (
    <select
      className="unit"
      aria-label={words.unit}
      value={unit}
      onChange={(event) => {
        const chosen = UNITS.find((one) => one === event.target.value);
        if (chosen !== undefined) head((now) => ({ ...now, unit: chosen }));
      }}
    >
      {UNITS.map((one) => (
        <option key={one} value={one}>
          {words.units[one]}
        </option>
      ))}
    </select>
  );
}

function PaceChoice() {
  const words = useWords().time;
  const pace = usePlayhead((head) => (head.stopsAt === 'event' ? 'event' : head.speed));
  const { head } = useIntents();
  return (
    <select
      className="speed"
      aria-label={words.speed}
      value={pace}
      onChange={(event) => {
        const factor = Number(event.target.value);
        head((now) => paced(now, isSpeed(factor) ? factor : 'event'));
      }}
    >
      <option value="event">{words.oneEvent}</option>
      {SPEEDS.map((option) => (
        <option key={option} value={option}>
          {words.speedOf(option)}
        </option>
      ))}
    </select>
  );
}
