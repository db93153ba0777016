import { memo } from 'react';
import { identityMark } from '../../scene/identity-mark.ts';
import type { PodPlace } from '../../scene/places.ts';
import type { Tone } from '../../scene/stage.ts';
import { boxOf } from './Backdrop.tsx';
import { Text } from './Text.tsx';

/** A pod. The mark in its corner is its identity: the same mark rides on the tunnel header that carries it. */
export const PodBox = memo(function PodBox({ pod, identity, tone }: { pod: PodPlace; identity: number; tone: Tone }) {
  return (
    <g className={`pod tone-${tone} ${pod.minor ? 'minor' : ''}`} data-testid={`pod-${pod.netns}`}>
      <rect {...boxOf(pod.box)} rx={8} />
      <Text label={pod.name} />
      {pod.ip === null ? null : <Text label={pod.ip} className="quiet" />}
      {pod.minor ? null : (
        <g
          transform={`translate(${pod.box.x + pod.box.w - 18} ${pod.ip === null ? pod.box.y + 6 : pod.box.y + pod.box.h - 23})`}
        >
          <title>{`identity ${identity}`}</title>
          <IdentityMark identity={identity} />
        </g>
      )}
    </g>
  );
});

export function IdentityMark({ identity }: { identity: number }) {
  return (
    <g className="identity">
      <rect x={-1.5} y={-1.5} width={12} height={15} rx={2} className="plate" />
      {identityMark(identity).map(([column, row]) => (
        <rect key={`${column}${row}`} x={column * 3} y={row * 3} width={3} height={3} />
      ))}
    </g>
  );
}
