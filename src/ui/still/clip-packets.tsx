import { type ClipTime, endOf, middleOf, type Step, stepsOf } from '../../export/motion/clip-time.ts';
import { among, type Motion, moving, type Stop } from '../../export/motion/keyframes.ts';
import type { Span } from '../../export/motion/merge.ts';
import type { Pen } from '../../export/svg/pen.ts';
import type { Detail } from '../../scene/detail.ts';
import { type Beat, beat, eventAt, type PacketMark, packetsAt } from '../../scene/packets.ts';
import type { Layout } from '../../scene/places.ts';
import { stageAt } from '../../scene/stage.ts';
import type { PacketId } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { PacketCard } from '../stage/PacketCard.tsx';
import { withoutTtlBelow } from './Moment.tsx';
import { piecesOf } from './still-svg.tsx';

/** A way is drawn with at most so many straight pieces, and a tunnel closes in so many steps. */
const MOST_PIECES = 8;

interface Track {
  readonly stops: Stop[];
  /** By how it looks, since most looks come back. */
  readonly faces: Map<string, { readonly mark: PacketMark; readonly spans: [number, number][] }>;
}

interface Run {
  readonly trace: Trace;
  readonly layout: Layout;
  readonly detail: Detail;
}

/** Every packet of a clip as a group that moves, with its looks one after the other. */
export function clipPackets(pen: Pen, motion: Motion, run: Run, time: ClipTime): readonly string[] {
  const tracks = tracksOf(run, time);
  return [...tracks.values()].map(({ stops, faces }) => {
    const looks = [...faces.values()].flatMap(({ mark, spans }) =>
      among(motion, spans satisfies readonly Span[], piecesOf(pen, <PacketCard mark={{ ...mark, x: 0, y: 0 }} />)),
    );
    return moving(motion, stops, looks);
  });
}

function tracksOf({ trace, layout, detail }: Run, time: ClipTime): ReadonlyMap<PacketId, Track> {
  const tracks = new Map<PacketId, Track>();
  const see = (mark: PacketMark, from: number, to: number): void => {
    const track = tracks.get(mark.id) ?? { stops: [], faces: new Map() };
    tracks.set(mark.id, track);
    const key = JSON.stringify({ ...mark, x: 0, y: 0 });
    const face = track.faces.get(key) ?? { mark, spans: [] };
    track.faces.set(key, face);
    const last = face.spans.at(-1);
    if (last !== undefined && last[1] === from) last[1] = to;
    else face.spans.push([from, to]);
  };
  const stop = (mark: PacketMark, at: number): void => {
    tracks.get(mark.id)?.stops.push({ time: at, x: mark.x, y: mark.y });
  };
  for (const step of stepsOf(time)) {
    for (const [a, b] of piecesOfWay(step)) {
      const [start, end] = [time.timeOf(a), time.timeOf(b)];
      // Half-way through a piece: at its ends a packet rests, and is labelled as one that rests.
      for (const mark of packetsAt(trace, layout, middleOf({ from: a, to: b }))) see(mark, start, end);
      for (const mark of packetsAt(trace, layout, a)) stop(mark, start);
      // At a whole beat another packet may have its turn already.
      for (const mark of packetsAt(trace, layout, endOf({ to: b }))) stop(mark, end);
    }
  }
  const crowded = stageAt(trace, layout, eventAt(time.to), detail).ghosts.length > 0;
  for (const mark of packetsAt(trace, layout, time.to)) {
    see(crowded ? withoutTtlBelow(mark) : mark, time.length, Infinity);
    stop(mark, time.length);
  }
  return tracks;
}

/** As many pieces as there is time to see. */
function piecesOfWay({ from, to, start, end }: Step): readonly (readonly [from: Beat, to: Beat])[] {
  const count = Math.max(1, Math.min(MOST_PIECES, Math.round((end - start) / 30)));
  const part = (i: number): Beat => beat(from + ((to - from) * i) / count);
  return Array.from({ length: count }, (_, i) => [part(i), part(i + 1)] as const);
}
