import { memo } from 'react';
import type { DevicePlace } from '../../scene/places.ts';
import type { Tone } from '../../scene/stage.ts';
import { boxOf } from './Backdrop.tsx';
import { Text } from './Text.tsx';

interface Props {
  readonly device: DevicePlace;
  readonly tone: Tone;
  readonly lost: boolean;
  /** Hooks of devices that the packet has not come to are drawn too. */
  readonly hooked: boolean;
  /** 'skipped', when bpf_redirect_peer jumped over it. */
  readonly skipped: string | null;
}

const RADIUS = {
  pod: 8,
  lxc: 5,
  nic: 6,
  uplink: 6,
  tunnel: 5,
  cilium_host: 5,
  cilium_net: 5,
  door: 7,
  loop: 6,
} as const;

/** A network device. Doors and ports stand on the edge of their host, signposts are dashed. */
export const DeviceBox = memo(function DeviceBox({ device, tone, lost, hooked, skipped }: Props) {
  const { box, role } = device;
  const classes = `device ${role} tone-${tone} ${lost ? 'lost' : ''} ${skipped === null ? '' : 'skipped'}`;
  return (
    <g className={classes} data-testid={`device-${device.id}`}>
      <rect {...boxOf(box)} rx={RADIUS[role]} />
      <Text label={device.label} />
      {device.hook && (hooked || tone === 'active' || tone === 'walked') ? <Hook device={device} /> : null}
      {skipped === null ? null : <Skipped device={device} word={skipped} />}
    </g>
  );
});

/** The hexagon of a BPF program, at the side where packets come in. */
function Hook({ device }: { device: DevicePlace }) {
  const { box, role } = device;
  if (role === 'uplink') return null;
  const at = { x: role === 'lxc' ? box.x + 13 : box.x + box.w / 2, y: box.y };
  return (
    <g className="hook" transform={`translate(${at.x} ${at.y})`}>
      <path d="M-7 0L-3.5 -6H3.5L7 0L3.5 6H-3.5Z" />
      <path className="f" d="M2.6 -3.4Q0.6 -4.4 0 -1.8L-0.9 2.2Q-1.4 4.2 -3 3.4M-2 -0.6H2" />
    </g>
  );
}

/** Below it, at the end away from its veth: above it hangs the packet that went past, and there is the wire. */
function Skipped({ device, word }: { device: DevicePlace; word: string }) {
  const { box, at } = device;
  const right = at.x < box.x + box.w / 2;
  return (
    <text
      x={right ? box.x + box.w - 2 : box.x + 2}
      y={box.y + box.h + 13}
      fontSize={12}
      textAnchor={right ? 'end' : 'start'}
      className="note haloed"
    >
      {word}
    </text>
  );
}
