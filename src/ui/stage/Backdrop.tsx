import { memo } from 'react';
import type { Layout } from '../../scene/places.ts';
import { Text } from './Text.tsx';

/** What never changes while a run is shown: subnets, and the wires in them. */
export const Backdrop = memo(function Backdrop({ layout }: { layout: Layout }) {
  return (
    <>
      {layout.regions.map((region) => (
        <g key={region.segment} className={`region tint-${region.tint}`}>
          <rect {...boxOf(region.box)} rx={14} />
          <Text label={region.label} />
        </g>
      ))}
      {layout.rails.map((rail) => (
        <g key={rail.segment} className="rail">
          <path d={`M${rail.x} ${rail.top}V${rail.bottom}`} />
          {rail.plugs.map((plug) => (
            <path key={plug.device} d={`M${plug.from.x} ${plug.from.y}L${plug.to.x} ${plug.to.y}`} />
          ))}
        </g>
      ))}
    </>
  );
});

export function boxOf(box: { x: number; y: number; w: number; h: number }) {
  // While a window is being resized a frame may be too narrow for anything: nothing is drawn then.
  return { x: box.x, y: box.y, width: Math.max(0, box.w), height: Math.max(0, box.h) };
}
