import { clipTime, type ClipTime, endOf, stepsOf } from '../../export/motion/clip-time.ts';
import { comingAndGoing, filling, type Motion, motionOf, motionRules } from '../../export/motion/keyframes.ts';
import { type Frame, merged } from '../../export/motion/merge.ts';
import { type Pen, penOf } from '../../export/svg/pen.ts';
import type { Beat } from '../../scene/packets.ts';
import type { Layout } from '../../scene/places.ts';
import { CaptionBelow } from './CaptionBelow.tsx';
import { clipPackets } from './clip-packets.tsx';
import { SceneAt } from './Moment.tsx';
import type { ClipRequest } from './request.ts';
import { groundOf, piecesOf, prefixOf, svgOf, withUsedOnly } from './still-svg.tsx';

/** What a README may hold without being slow; GitHub shows no image above 5 MiB at all. */
export const CLIP_BYTES = 300_000;

/**
 * A stretch of the run as one SVG file that plays by itself once, in at most five seconds, without a script, also where it is shown as
 * an image; then it is the still picture of where it ended. The caption is that of the end.
 */
export function clipSvg(request: ClipRequest, rules: readonly string[] = []): string {
  const { trace, from, at } = request;
  const ground = groundOf(request);
  const { layout } = ground.still;
  const time = clipTime(trace, from, at);
  const pen = penOf(request.theme, request.fonts, `m${prefixOf(request)}`);
  const motion = motionOf(pen.prefix, time.length);
  const scenes = scenesOf(pen, request, layout, time);
  const defs = new Set(scenes.flatMap(({ pieces }) => pieces.filter(isDefinition)));
  const shown = merged(
    scenes.map(({ span, pieces }) => ({ span, pieces: pieces.filter((piece) => !isDefinition(piece)) })),
  );
  const packets = clipPackets(pen, motion, { trace, layout, detail: request.detail }, time);
  const marks = withUsedOnly([
    ...defs,
    ...comingAndGoing(motion, shown),
    ...packets,
    ...captionPieces(pen, motion, ground.caption),
  ]);
  return svgOf(pen, request, ground, marks, [...rules, ...motionRules(motion)]);
}

function isDefinition(piece: string): boolean {
  return piece.startsWith('<defs>');
}

/** One scene for every step, with the way that is walked in it, and the one that stays. */
function scenesOf(pen: Pen, request: ClipRequest, layout: Layout, time: ClipTime): readonly Frame[] {
  const draw = (at: Beat): readonly string[] =>
    piecesOf(
      pen,
      <SceneAt trace={request.trace} layout={layout} at={at} detail={request.detail} words={request.words.page} />,
    );
  const steps = stepsOf(time).map((step): Frame => ({ span: [step.start, step.end], pieces: draw(endOf(step)) }));
  return [...steps, { span: [time.length, Infinity], pieces: draw(time.to) }];
}

function captionPieces(pen: Pen, motion: Motion, caption: Parameters<typeof CaptionBelow>[0]['caption'] | null) {
  if (caption === null) return [];
  const [bar = '', ...words] = piecesOf(pen, <CaptionBelow caption={caption} />);
  return [filling(motion, bar), ...words];
}
