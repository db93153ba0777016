import type { PacketMark } from '../../scene/packets.ts';
import { boxOf } from './Backdrop.tsx';
import { IdentityMark } from './PodBox.tsx';

/** A packet as nested layers, outermost outside. While a tunnel is put on or taken off, its layers open around the rest. */
export function PacketCard({ mark }: { mark: PacketMark }) {
  const { card, wrap } = mark;
  const outer = card.rings[0];
  return (
    <g
      className={`packet ${mark.way} ${mark.current ? 'current' : ''}`}
      transform={`translate(${round(mark.x)} ${round(mark.y)})`}
      data-testid={`packet-${mark.id}`}
    >
      {outer === undefined ? null : <rect className="shadow" {...boxOf(grown(outer.box, 3))} rx={8} />}
      {card.rings.map((ring, i) => {
        const opening = i < wrap.layers && wrap.share < 1;
        const box = opening ? grown(ring.box, (1 - wrap.share) * (6 + 5 * (wrap.layers - i))) : ring.box;
        const last = i === card.rings.length - 1;
        return (
          <g
            key={`${ring.kind} ${i}`}
            className={`ring ${ring.hue} ${opening ? 'opening' : ''}`}
            opacity={opening ? Math.min(1, 0.35 + wrap.share) : 1}
          >
            <rect {...boxOf(box)} rx={Math.max(3, 7 - i)} fillOpacity={opening ? wrap.share ** 3 : 1} />
            {ring.inner ? <rect {...boxOf(box)} rx={Math.max(3, 7 - i)} fill="url(#hatch)" className="hatch" /> : null}
            {ring.text === null ? null : (
              <text
                {...ring.textAt}
                x={last || mark.vni === null ? 0 : 8}
                fontSize={12}
                textAnchor="middle"
                className={last ? 'bold' : 'mono'}
              >
                {ring.text}
              </text>
            )}
            {!last && ring.text !== null && mark.vni !== null ? (
              <g transform={`translate(${ring.box.x + 5} ${ring.box.y + 3.5})`}>
                <IdentityMark identity={mark.vni} />
              </g>
            ) : null}
          </g>
        );
      })}
      {mark.ttlAt !== null && mark.ttl !== null ? (
        <text
          x={mark.ttlAt === 'right' ? card.w / 2 + 9 : 0}
          y={mark.ttlAt === 'right' ? 4 : card.h / 2 + 14}
          textAnchor={mark.ttlAt === 'right' ? 'start' : 'middle'}
          fontSize={12}
          className="mono ttl"
        >
          {`TTL ${mark.ttl}`}
        </text>
      ) : null}
    </g>
  );
}

function grown(box: { x: number; y: number; w: number; h: number }, by: number) {
  return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
