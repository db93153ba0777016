import { memo } from 'react';
import type { Card } from '../../scene/card.ts';
import type { PacketMark } from '../../scene/packets.ts';
import type { TtlSide } from '../../scene/rests.ts';
import { boxOf } from './Backdrop.tsx';
import { IdentityMark } from './PodBox.tsx';

/** A packet where it is now; `seen`: a command has printed it at this event. What moves is one attribute; its face is drawn anew only when it changes. */
export function PacketCard({ mark, seen = false }: { mark: PacketMark; seen?: boolean }) {
  const { card, wrap } = mark;
  return (
    <g
      className={`packet ${mark.way} ${mark.current ? 'current' : ''}`}
      transform={`translate(${round(mark.x)} ${round(mark.y)})`}
      data-testid={`packet-${mark.id}`}
    >
      {seen && card.rings[0] !== undefined ? (
        <rect className="seen" {...boxOf(grown(card.rings[0].box, 7))} rx={11} />
      ) : null}
      <Face card={card} vni={mark.vni} layers={wrap.layers} share={wrap.share} />
      {mark.ttlAt !== null && mark.ttl !== null ? (
        <text {...ttlPlace(mark.ttlAt, card)} fontSize={12} className="mono ttl">
          {`TTL ${mark.ttl}`}
        </text>
      ) : null}
      {mark.arrived ? (
        <g className="arrived" transform={`translate(${card.w / 2} ${-card.h / 2})`}>
          <circle r={8} />
          <path d="M-3.5 0.2L-1 2.7L3.7 -2.4" />
        </g>
      ) : null}
    </g>
  );
}

function ttlPlace(side: TtlSide, { w, h }: Card) {
  if (side === 'below') return { x: 0, y: h / 2 + 14, textAnchor: 'middle' } as const;
  return side === 'right'
    ? ({ x: w / 2 + 9, y: 4, textAnchor: 'start' } as const)
    : ({ x: -w / 2 - 9, y: 4, textAnchor: 'end' } as const);
}

interface FaceProps {
  readonly card: Card;
  readonly vni: number | null;
  /** How many of the outermost layers are being put on or taken off, and how much of them is there. */
  readonly layers: number;
  readonly share: number;
}

/** Nested layers, outermost outside. While a tunnel is put on or taken off, its layers are outlines that close around the rest. */
const Face = memo(function Face({ card, vni, layers, share }: FaceProps) {
  const outer = card.rings[0];
  return (
    <>
      {outer === undefined ? null : <rect className="shadow" {...boxOf(grown(outer.box, 3))} rx={8} />}
      {card.rings.map((ring, i) => {
        const opening = i < layers && share < 1;
        const box = opening ? grown(ring.box, (1 - share) * (6 + 5 * (layers - i))) : ring.box;
        const last = i === card.rings.length - 1;
        const rx = Math.max(3, 7 - i);
        return (
          <g
            key={`${ring.kind} ${i}`}
            className={`ring ${ring.hue} ${opening ? 'opening' : ''}`}
            opacity={opening ? Math.min(1, 0.35 + share) : 1}
          >
            <rect {...boxOf(box)} rx={rx} fillOpacity={opening ? share ** 3 : 1} />
            {ring.inner ? <rect {...boxOf(box)} rx={rx} fill="url(#hatch)" className="hatch" /> : null}
            {ring.text === null ? null : (
              <text
                {...ring.textAt}
                x={last || vni === null ? 0 : 8}
                fontSize={12}
                textAnchor="middle"
                className={last ? 'bold' : 'mono'}
              >
                {ring.text}
              </text>
            )}
            {!last && ring.text !== null && vni !== null ? (
              <g transform={`translate(${ring.box.x + 5} ${ring.box.y + 3.5})`}>
                <IdentityMark identity={vni} />
              </g>
            ) : null}
          </g>
        );
      })}
    </>
  );
});

function grown(box: { x: number; y: number; w: number; h: number }, by: number) {
  return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
