import type { Shown, Span } from './merge.ts';

/** What moves in one file: rules grow while it is written. Every name begins with the picture's own prefix. */
export interface Motion {
  readonly prefix: string;
  /** Of the whole clip, in milliseconds. */
  readonly length: number;
  readonly names: Map<string, string>;
  readonly frames: string[];
  readonly classes: string[];
}

export function motionOf(prefix: string, length: number): Motion {
  return { prefix, length, names: new Map(), frames: [], classes: [] };
}

/** A class that plays these keyframes once and then leaves the last of them: the same keyframes have the same class. */
function animated(motion: Motion, steps: string, timing: 'step-end' | 'linear', also = ''): string {
  const known = motion.names.get(steps);
  if (known !== undefined) return known;
  const name = `${motion.prefix}-${motion.names.size.toString(36)}`;
  motion.names.set(steps, name);
  motion.frames.push(`@keyframes ${name}{${steps}}`);
  motion.classes.push(`.${name}{animation:${name} ${seconds(motion.length)} ${timing} both${also}}`);
  return name;
}

/**
 * The rules of a clip. Who wants no motion gets none: without an animation every piece is as the last frame has it, since that is
 * what its attributes say.
 */
export function motionRules(motion: Motion): readonly string[] {
  if (motion.classes.length === 0) return [];
  return [...motion.frames, `@media (prefers-reduced-motion:no-preference){${motion.classes.join('')}}`];
}

/** Pieces in the order in which they are painted, those that come and go together in one group. */
export function comingAndGoing(motion: Motion, shown: readonly Shown[]): readonly string[] {
  const written: string[] = [];
  for (let i = 0; i < shown.length;) {
    const first = shown[i];
    if (first === undefined) break;
    const key = keyOf(first.spans);
    let end = i + 1;
    while (end < shown.length && keyOf(shown[end]?.spans ?? []) === key) end++;
    const pieces = shown.slice(i, end).map(({ piece }) => growing(motion, piece, first.spans));
    written.push(...among(motion, first.spans, pieces));
    i = end;
  }
  return written;
}

function keyOf(spans: readonly Span[]): string {
  return spans.map((span) => span.join('-')).join(' ');
}

/** Pieces that are seen in these spans only. Always seen: nothing around them. */
export function among(motion: Motion, spans: readonly Span[], pieces: readonly string[]): readonly string[] {
  if (spans.length === 1 && (spans[0]?.[0] ?? 0) <= 0 && (spans[0]?.[1] ?? 0) > motion.length) return pieces;
  const last = spans.some(([, to]) => to > motion.length);
  const name = animated(motion, visibility(motion, spans, last), 'step-end');
  return [`<g class="${name}"${last ? '' : ' visibility="hidden"'}>${pieces.join('')}</g>`];
}

function visibility(motion: Motion, spans: readonly Span[], last: boolean): string {
  const steps: string[] = (spans[0]?.[0] ?? 0) > 0 ? ['0%{visibility:hidden}'] : [];
  for (const [from, to] of spans) {
    steps.push(`${percent(motion, from)}{visibility:visible}`);
    if (to <= motion.length) steps.push(`${percent(motion, to)}{visibility:hidden}`);
  }
  // A browser interpolates to the end of a clip: it has to be said how it stays.
  steps.push(`to{visibility:${last ? 'visible' : 'hidden'}}`);
  return steps.join('');
}

const WALKED = / pathLength="1" stroke-dasharray="([\d.]+) 2"/;
const STEPS = 6;

/** A piece of way that is just walked grows from nothing to all that is walked of it, each time when it is seen. */
function growing(motion: Motion, piece: string, spans: readonly Span[]): string {
  const goal = Number(WALKED.exec(piece)?.[1] ?? 0);
  const walked = spans.filter(([from]) => from < motion.length);
  if (goal === 0 || walked.length === 0) return piece;
  const steps = walked.flatMap(([from, to]) =>
    Array.from({ length: STEPS + 1 }, (_, i) => {
      const share = i / STEPS;
      const time = from + (Math.min(to, motion.length) - from) * share;
      return `${percent(motion, time)}{stroke-dasharray:${round(goal * eased(share))} 2}`;
    }),
  );
  return withClass(piece, animated(motion, steps.join(''), 'linear'));
}

function withClass(piece: string, name: string): string {
  return piece.includes(' class="')
    ? piece.replace(' class="', ` class="${name} `)
    : piece.replace('/>', ` class="${name}"/>`);
}

function eased(share: number): number {
  return share * share * (3 - 2 * share);
}

/** Where something is at a time of the clip. */
export interface Stop {
  readonly time: number;
  readonly x: number;
  readonly y: number;
}

/** Pieces that move from stop to stop, in a straight line between two of them, and stay at the last one. */
export function moving(motion: Motion, stops: readonly Stop[], pieces: readonly string[]): string {
  const needed = corners(stops);
  const end = stops.at(-1);
  if (end === undefined) return '';
  const still = `<g transform="translate(${tenth(end.x)} ${tenth(end.y)})"`;
  if (stops.every(({ x, y }) => x === end.x && y === end.y)) return `${still}>${pieces.join('')}</g>`;
  const steps = needed.map(
    ({ time, x, y }) => `${percent(motion, time)}{transform:translate(${tenth(x)}px,${tenth(y)}px)}`,
  );
  const name = animated(motion, steps.join(''), 'linear');
  return `${still} class="${name}">${pieces.join('')}</g>`;
}

/** The stops between which all others lie on straight lines, but for less than a pixel. */
function corners(stops: readonly Stop[]): readonly Stop[] {
  const kept: Stop[] = stops.slice(0, 1);
  let from = 0;
  for (let to = 2; to <= stops.length; to++) {
    if (to < stops.length && areBetween(stops, from, to)) continue;
    const corner = stops[to - 1];
    if (corner !== undefined) kept.push(corner);
    from = to - 1;
  }
  return kept;
}

const NEAR = 0.4;

function areBetween(stops: readonly Stop[], from: number, to: number): boolean {
  const [before, after] = [stops[from], stops[to]];
  if (before === undefined || after === undefined || after.time <= before.time) return false;
  return stops.slice(from + 1, to).every((at) => {
    const share = (at.time - before.time) / (after.time - before.time);
    const x = before.x + (after.x - before.x) * share;
    const y = before.y + (after.y - before.y) * share;
    return Math.hypot(x - at.x, y - at.y) < NEAR;
  });
}

/** A bar that fills downwards while the clip plays: how much of it is left. */
export function filling(motion: Motion, piece: string): string {
  const name = animated(
    motion,
    'from{transform:scaleY(0)}to{transform:scaleY(1)}',
    'linear',
    ';transform-box:fill-box;transform-origin:top',
  );
  return `<g class="${name}">${piece}</g>`;
}

function percent(motion: Motion, time: number): string {
  const share = Math.min(100, Math.max(0, (time / motion.length) * 100));
  return `${Math.round(share * 1000) / 1000}%`;
}

function seconds(millis: number): string {
  return `${Math.round(millis) / 1000}s`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** As exact as the stage places its packets. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
