import { memo, type ReactNode } from 'react';
import { type Detail, isDrawn } from '../../scene/detail.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Layout } from '../../scene/places.ts';
import type { Stage } from '../../scene/stage.ts';
import { textWidth } from '../../scene/text-width.ts';
import type { Trace } from '../../trace/trace.ts';
import { Backdrop } from './Backdrop.tsx';
import { BirthMark } from './BirthMark.tsx';
import { BytePlate } from './BytePlate.tsx';
import { DeviceBox } from './DeviceBox.tsx';
import { Ghosts } from './Ghosts.tsx';
import { HookLabels } from './HookLabels.tsx';
import { HostBox } from './HostBox.tsx';
import { LitPath } from './LitPath.tsx';
import { Outside } from './Outside.tsx';
import { PodBox } from './PodBox.tsx';
import { RouterTable } from './RouterTable.tsx';
import { Slip } from './Slip.tsx';
import { Stones } from './Stones.tsx';

interface Props {
  readonly trace: Trace;
  readonly layout: Layout;
  readonly stage: Stage;
  readonly words: UiMessages;
  readonly detail: Detail;
  /** What moves under the devices; nothing in a still picture. */
  readonly trail: ReactNode;
}

/** Everything but the moving packets, from plain props: the same marks serve the screen and an exported picture. */
export const Scene = memo(function Scene({ trace, layout, stage, words, detail, trail }: Props) {
  const router = trace.world.router;
  const lostFrom = lostLeg(stage, router);
  const lostDoor = stage.legs[lostFrom]?.to.place.key;
  return (
    <>
      <defs>
        <pattern id="hatch" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" className="hatch-line" />
        </pattern>
        <pattern id="gaps" width={6} height={4} patternUnits="userSpaceOnUse">
          <rect width={3} height={4} className="gap" />
        </pattern>
      </defs>
      <Backdrop layout={layout} />
      {[...layout.hosts.values()].map((host) => (
        <HostBox
          key={host.netns}
          host={host}
          tone={stage.hosts.get(host.netns) ?? 'idle'}
          lost={host.netns === router && lostFrom < stage.legs.length}
          kernel={detail === 1 ? words.stage.kernel : null}
          hidden={words.stage.hidden}
        />
      ))}
      {[...layout.outside.values()].map((place) => (
        <Outside
          key={place.netns}
          place={place}
          reached={stage.lost && stage.legs.at(-1)?.to.place.place === place}
          words={words.stage}
        />
      ))}
      <Veths layout={layout} />
      <Ghosts ghosts={stage.ghosts} layout={layout} words={words.stage} />
      <LitPath legs={stage.legs} lostFrom={lostFrom} reply={stage.way === 'reply'} />
      {trail}
      {[...layout.pods.values()].map((pod) => (
        <PodBox
          key={pod.netns}
          pod={pod}
          identity={trace.world.pods.get(pod.netns)?.identity ?? 0}
          tone={stage.pods.get(pod.netns) ?? 'idle'}
        />
      ))}
      {drawnDevices(layout, stage, detail).map((device) => (
        <DeviceBox
          key={device.id}
          device={device}
          tone={stage.devices.get(device.id) ?? 'idle'}
          hooked={detail > 1}
          lost={device.id === lostDoor}
          skipped={stage.skipped.has(device.id) ? words.stage.skipped : null}
        />
      ))}
      {layout.routerTable === null ? null : (
        <RouterTable table={layout.routerTable} rows={stage.rows} missing={words.stage.missing} />
      )}
      <HookLabels hooks={stage.hooks} />
      {stage.slip === null ? null : <Slip slip={stage.slip} />}
      {stage.helper === null ? null : <Helper text={stage.helper.text} x={stage.helper.at.x} y={stage.helper.at.y} />}
      <Stones stones={stage.stones} words={words} />
      {stage.birth === null ? null : <BirthMark birth={stage.birth} />}
      {stage.plate === null ? null : <BytePlate plate={stage.plate} words={words.stage.bytes} />}
    </>
  );
});

function drawnDevices(layout: Layout, stage: Stage, detail: Detail) {
  return [...layout.devices.values()].filter((device) =>
    isDrawn(device.role, stage.devices.get(device.id) ?? 'idle', detail),
  );
}

/** From which leg on the way of a lost packet is drawn as lost: where the router turned it away from its goal. */
function lostLeg(stage: Stage, router: string | null): number {
  if (!stage.lost) return stage.legs.length;
  const last = stage.legs.at(-1);
  if (last?.to.place.kind !== 'outside') return stage.legs.length;
  const turn = stage.legs.findLastIndex(
    (leg) => leg.from.place.kind === 'kernel' && leg.from.place.place.netns === router,
  );
  return turn < 0 ? stage.legs.length - 1 : turn;
}

function Veths({ layout }: { layout: Layout }) {
  const lines = [...layout.pods.values()].flatMap((pod) => {
    const inColumn = [...layout.devices.values()].filter(
      (d) => d.host === pod.host && d.box.x >= pod.box.x - 1 && d.box.x + d.box.w <= pod.box.x + pod.box.w + 1,
    );
    const plug = inColumn.find((d) => d.role === 'pod');
    const lxc = inColumn.find((d) => d.role === 'lxc');
    return plug === undefined || lxc === undefined
      ? []
      : [{ key: pod.netns, d: `M${plug.at.x} ${plug.box.y + plug.box.h}V${lxc.box.y}` }];
  });
  return (
    <g className="veths">
      {lines.map((line) => (
        <path key={line.key} d={line.d} />
      ))}
    </g>
  );
}

/** The name of the helper that made a jump, on a plate so that it does not lie on its line. */
function Helper({ text, x, y }: { text: string; x: number; y: number }) {
  const w = textWidth(text, 12, 'mono') + 14;
  return (
    <g className="helper" transform={`translate(${x} ${y})`}>
      <rect x={-w / 2} y={-10} width={w} height={20} rx={10} />
      <text y={4} fontSize={12} textAnchor="middle" className="mono">
        {text}
      </text>
    </g>
  );
}
