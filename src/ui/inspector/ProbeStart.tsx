import { useMemo, useState } from 'react';
import { deviceName, netnsOf } from '../../lab/names.ts';
import { MOST_PROBES, probeAt, type RunningProbe, startedProbes, tapName } from '../../state/probes.ts';
import { suggestedTaps, tapDevices, tapHosts } from '../../state/tap-choices.ts';
import type { Trace } from '../../trace/trace.ts';
import { Choice } from '../controls/Choice.tsx';
import { useIntents, useView } from '../store.ts';
import { useCaptureWords } from './capture-words.ts';

type Point = Pick<RunningProbe, 'netns' | 'device'>;

/** Where else to listen: what this run makes worth it, or any host and device. */
export function ProbeStart({ trace }: { trace: Trace }) {
  const words = useCaptureWords().captures;
  const probes = useView((view) => view.probes);
  const { view } = useIntents();
  const suggested = useMemo(() => suggestedTaps(trace), [trace]);
  if (probes.length >= MOST_PROBES) return <p className="note full">{words.full(MOST_PROBES)}</p>;
  const start = (point: Point): void => view({ probes: startedProbes(probes, point) });
  const fresh = suggested.filter(({ point }) => probeAt(probes, point) === null);
  return (
    <div className="probe-start">
      {fresh.length === 0 ? null : (
        <>
          <h3>{words.try}</h3>
          <ul className="suggestions">
            {fresh.map(({ why, point }) => (
              <li key={why}>
                <button type="button" onClick={() => start(point)}>
                  <code translate="no">
                    {point.netns} {tapName(point)}
                  </code>
                  <span>{words.why[why]}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Chooser trace={trace} probes={probes} onStart={start} />
    </div>
  );
}

function Chooser({
  trace,
  probes,
  onStart,
}: {
  trace: Trace;
  probes: readonly RunningProbe[];
  onStart: (point: Point) => void;
}) {
  const words = useCaptureWords().captures;
  const selection = useView((view) => view.selection);
  const [chosen, choose] = useState<Point | null>(null);
  const { world } = trace;
  const hosts = tapHosts(world);
  const picked =
    selection.kind === 'netns' ? selection.name : selection.kind === 'device' ? netnsOf(selection.id) : undefined;
  const netns = [chosen?.netns, picked, hosts[0]].find((name) => name !== undefined && hosts.includes(name));
  if (netns === undefined) return null;
  const devices = tapDevices(world, netns);
  const point: Point = { netns, device: devices.find((id) => id === chosen?.device) ?? 'any' };
  const runs = probeAt(probes, point) !== null;
  return (
    <fieldset className="chooser">
      <legend>{words.choose}</legend>
      <Choice
        label={words.host}
        value={netns}
        onChange={(name) => {
          const host = hosts.find((known) => known === name);
          if (host !== undefined) choose({ netns: host, device: 'any' });
        }}
      >
        {hosts.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.device}
        value={point.device}
        onChange={(id) => choose({ netns, device: devices.find((known) => known === id) ?? 'any' })}
      >
        <option value="any">{words.any}</option>
        {devices.map((id) => (
          <option key={id} value={id}>
            {deviceName(id)}
          </option>
        ))}
      </Choice>
      <button type="button" className="button" disabled={runs} onClick={() => onStart(point)}>
        {runs ? words.running : words.start}
      </button>
    </fieldset>
  );
}
