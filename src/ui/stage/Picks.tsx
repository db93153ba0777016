import { type KeyboardEvent, memo, type MouseEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { deviceName, type NetnsName, netnsOf } from '../../lab/names.ts';
import type { Box } from '../../scene/geometry.ts';
import { chainOf, type Direction, moveFrom } from '../../scene/pick-moves.ts';
import { type PickTarget, pickTargets } from '../../scene/pick-targets.ts';
import { placeOf } from '../../scene/place-of.ts';
import type { Layout } from '../../scene/places.ts';
import { probeMarks } from '../../scene/probe-marks.ts';
import type { Stage } from '../../scene/stage.ts';
import { toggleProbe } from '../../state/probes.ts';
import { isLitPlace, litEvents } from '../../state/terminal.ts';
import { NOTHING, type Selection } from '../../state/view.ts';
import type { Trace } from '../../trace/trace.ts';
import { useIntents, useTerminal, useView, useWords } from '../store.ts';
import { boxOf } from './Backdrop.tsx';
import { ProbeMarks } from './ProbeMarks.tsx';
import './picks.css';

interface Props {
  readonly trace: Trace;
  readonly layout: Layout;
  readonly stage: Stage;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Everything on the stage that can be picked, over all that is drawn: one Tab stop, then arrow keys. */
export function Picks({ trace, layout, stage }: Props) {
  const words = useWords().picks;
  const probes = useView((view) => view.probes);
  const selection = useView((view) => view.selection);
  const lit = useTerminal((terminal) => terminal.lit);
  const sees = litEvents(lit).has(stage.event);
  const { view } = useIntents();
  const id = useId();
  const group = useRef<SVGGElement>(null);
  const [held, hold] = useState<string | null>(null);
  const targets = pickTargets(layout);
  const { router } = trace.world;
  const marks = useMemo(() => probeMarks(layout, probes), [layout, probes]);
  const running = useMemo(() => new Set<string>(probes.map(({ device }) => device)), [probes]);

  const here = trace.events[stage.event];
  const place = here === undefined ? null : placeOf(layout, here);
  const stop = [held, place?.key].find((key) => targets.some((target) => target.key === key)) ?? targets[0]?.key;

  const pick = useCallback(
    (target: PickTarget): void => {
      if (target.kind === 'netns') {
        view({ selection: { kind: 'netns', name: target.name }, pane: 'tables', table: null });
        return;
      }
      const point = { netns: netnsOf(target.id), device: target.id };
      view({ selection: { kind: 'device', id: target.id }, pane: 'probe', probes: toggleProbe(probes, point) });
    },
    [view, probes],
  );

  const targetUnder = ({ target }: MouseEvent | KeyboardEvent): PickTarget | undefined => {
    const key = target instanceof Element ? target.closest<SVGElement>('[data-pick]')?.dataset['pick'] : undefined;
    return targets.find((candidate) => candidate.key === key);
  };

  const onKey = (press: KeyboardEvent): void => {
    const from = targetUnder(press);
    if (from === undefined || press.ctrlKey || press.metaKey || press.altKey) return;
    const direction = ARROWS[press.key];
    const to =
      direction !== undefined
        ? moveFrom(targets, from, direction, chainOf(stage.legs))
        : inReadingOrder(targets, from, press.key);
    if (to !== undefined) {
      focusOn(group.current, to.key);
    } else if (press.key === 'Enter' || press.key === ' ') {
      pick(from);
    } else if (press.key === 'Escape') {
      view({ selection: NOTHING });
      document.querySelector<HTMLElement>('.transport .play')?.focus();
    } else return;
    // The page has the same keys for other things; in here they are used up.
    press.preventDefault();
  };

  return (
    <>
      <g
        ref={group}
        className="picks"
        role="group"
        aria-label={words.region}
        aria-describedby={`${id}-keys`}
        onKeyDown={onKey}
        onClick={(click) => {
          const target = targetUnder(click);
          if (target !== undefined) pick(target);
        }}
        onFocus={({ target }) => hold(target.dataset['pick'] ?? null)}
      >
        <desc id={`${id}-keys`}>{words.keys}</desc>
        {targets.map((target) => (
          <Pick
            key={target.key}
            target={target}
            name={nameOf(target, words, router)}
            stop={target.key === stop}
            running={target.kind === 'device' && running.has(target.id)}
            selected={isSelected(target, selection)}
            lit={
              isLitPlace(lit, target.kind === 'device' ? target.id : target.name) || (sees && target.key === place?.key)
            }
          />
        ))}
      </g>
      <ProbeMarks marks={marks} />
    </>
  );
}

/** Every target can be come to this way, wherever it lies. */
function inReadingOrder(targets: readonly PickTarget[], from: PickTarget, key: string): PickTarget | undefined {
  const at = targets.indexOf(from);
  return {
    Home: targets[0],
    End: targets.at(-1),
    PageUp: targets[Math.max(0, at - 1)],
    PageDown: targets[Math.min(targets.length - 1, at + 1)],
  }[key];
}

interface PickProps {
  readonly target: PickTarget;
  readonly name: string;
  readonly stop: boolean;
  readonly running: boolean;
  readonly selected: boolean;
  /** A command has answered from it. */
  readonly lit: boolean;
}

/** One target: nothing to see but its ring, while it has the focus, the pointer or the selection. */
const Pick = memo(function Pick({ target, name, stop, running, selected, lit }: PickProps) {
  const { key, kind, box, hit } = target;
  const ring = { ...boxOf(around(box)), rx: kind === 'device' ? 8 : 10 };
  return (
    <g
      className={`pick ${selected ? 'selected' : ''} ${lit ? 'lit' : ''}`}
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-label={name}
      aria-pressed={kind === 'device' ? running : undefined}
      aria-current={selected ? 'true' : undefined}
      data-pick={key}
    >
      <title>{name}</title>
      <rect {...boxOf(hit)} className="hit" />
      <rect {...ring} className="halo" />
      <rect {...ring} className="ring" />
    </g>
  );
});

const OFFSET = 3;

function around({ x, y, w, h }: Box): Box {
  return { x: x - OFFSET, y: y - OFFSET, w: w + 2 * OFFSET, h: h + 2 * OFFSET };
}

function nameOf(target: PickTarget, words: UiMessages['picks'], router: NetnsName | null): string {
  const host = target.kind === 'device' ? netnsOf(target.id) : target.name;
  const called = host === router ? words.router : host;
  return target.kind === 'device' ? words.device(called, deviceName(target.id)) : words.look(called);
}

function isSelected(target: PickTarget, selection: Selection): boolean {
  return target.kind === 'device'
    ? selection.kind === 'device' && selection.id === target.id
    : selection.kind === 'netns' && selection.name === target.name;
}

function focusOn(group: SVGGElement | null, key: string): void {
  for (const element of group?.querySelectorAll<SVGElement>('[data-pick]') ?? [])
    if (element.dataset['pick'] === key) element.focus();
}
