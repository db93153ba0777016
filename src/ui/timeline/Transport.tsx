import { type KeyboardEvent, useRef } from 'react';
import { seek, SPEEDS, type Speed, step, stepPhase, toggle } from '../../state/playhead.ts';
import type { Trace } from '../../trace/trace.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, usePlayhead, useWords } from '../store.ts';
import { ZoomButtons } from '../viewport/ZoomButtons.tsx';
import { Scrubber } from './Scrubber.tsx';
import './timeline.css';

/** Play, step, jump: a toolbar with one tab stop, and the run as a line with marks. */
export function Transport({ trace }: { trace: Trace }) {
  const words = useWords().time;
  const mode = usePlayhead((head) => head.mode);
  const speed = usePlayhead((head) => head.speed);
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
        <Step label={words.backPhase} icon="back-phase" onClick={() => head((now, run) => stepPhase(now, run, -1))} />
        <Step label={words.back} icon="back" onClick={() => head((now, run) => step(now, run, -1))} />
        <Step label={words.next} icon="next" onClick={() => head((now, run) => step(now, run, 1))} />
        <Step label={words.nextPhase} icon="next-phase" onClick={() => head((now, run) => stepPhase(now, run, 1))} />
      </div>
      <Scrubber trace={trace} onSeek={(event) => head((now, run) => seek(now, run, event))} />
      <select
        className="speed"
        aria-label={words.speed}
        value={speed}
        onChange={(event) => head((now) => ({ ...now, speed: Number(event.target.value) as Speed }))}
      >
        {SPEEDS.map((option) => (
          <option key={option} value={option}>
            {words.speedOf(option)}
          </option>
        ))}
      </select>
      <ZoomButtons />
    </section>
  );
}

function Step({
  label,
  icon,
  onClick,
}: {
  label: string;
  icon: 'next' | 'back' | 'next-phase' | 'back-phase';
  onClick: () => void;
}) {
  return (
    <button type="button" tabIndex={-1} aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
