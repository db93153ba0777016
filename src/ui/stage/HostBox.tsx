import { memo } from 'react';
import type { HostPlace } from '../../scene/places.ts';
import type { Tone } from '../../scene/stage.ts';
import { boxOf } from './Backdrop.tsx';
import { Text } from './Text.tsx';

interface Props {
  readonly host: HostPlace;
  readonly tone: Tone;
  readonly lost: boolean;
  /** The name of what lies below the dashed line; null where names of programs take its place. */
  readonly kernel: string | null;
  readonly hidden: (names: string) => string;
}

/** A node or the router, cut open: user space above the dashed line, its kernel below. */
export const HostBox = memo(function HostBox({ host, tone, lost, kernel, hidden }: Props) {
  const { box, kernelLine } = host;
  return (
    <g className={`host ${host.kind} tone-${tone} ${lost ? 'lost' : ''}`} data-testid={`host-${host.netns}`}>
      <rect {...boxOf(box)} rx={12} className="sheet" />
      {kernelLine === null ? null : (
        <>
          <path
            className="kernel"
            d={`M${box.x} ${kernelLine.y}h${box.w}v${box.y + box.h - kernelLine.y - 12}a12 12 0 0 1 -12 12h${-(box.w - 24)}a12 12 0 0 1 -12 -12z`}
          />
          <path className="kernel-line" d={`M${box.x} ${kernelLine.y}h${box.w}`} />
          {kernelLine.label === null || kernel === null ? null : (
            <text {...kernelLine.label.at} textAnchor={kernelLine.label.anchor} fontSize={12} className="quiet">
              {kernel}
            </text>
          )}
        </>
      )}
      <rect {...boxOf(box)} rx={12} className="frame" />
      <Text label={host.title} className="title" />
      {host.subtitle === null ? null : <Text label={host.subtitle} className="quiet" />}
      {host.more === null ? null : (
        <g className="more">
          <title>{hidden(host.more.names.join(', '))}</title>
          <rect {...boxOf(host.more.box)} rx={10} />
          <text x={host.more.box.x + host.more.box.w / 2} y={host.more.box.y + 14} fontSize={12} textAnchor="middle">
            +{host.more.names.length}
          </text>
        </g>
      )}
    </g>
  );
});
