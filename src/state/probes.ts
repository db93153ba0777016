import type { TapPoint } from '../capture/tap.ts';
import { deviceName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';

/** Options of tcpdump that change what a line says: the link-layer header, and more about every protocol (tcpdump.1). */
export const PROBE_FLAGS = ['-e', '-v'] as const;
export type ProbeFlag = (typeof PROBE_FLAGS)[number];

/** A capture that the reader has started. It listens from the start of every run until it is removed. */
export interface RunningProbe extends TapPoint {
  /** From 1, the same as long as the probe runs: the mark on the stage and in the pane. */
  readonly number: number;
  /** An expression as libpcap reads it; '' takes everything. */
  readonly filter: string;
  readonly flags: readonly ProbeFlag[];
}

/** More marks than these are no longer told apart on a stage. */
export const MOST_PROBES = 8;

export function sameTap(a: TapPoint, b: TapPoint): boolean {
  return a.netns === b.netns && a.device === b.device;
}

export function probeAt(probes: readonly RunningProbe[], point: TapPoint): RunningProbe | null {
  return probes.find((probe) => sameTap(probe, point)) ?? null;
}

/** With one more probe, under the smallest free number. The same list when it runs already or there is no room. */
export function startedProbes(probes: readonly RunningProbe[], { netns, device }: TapPoint): readonly RunningProbe[] {
  if (probes.length >= MOST_PROBES || probeAt(probes, { netns, device }) !== null) return probes;
  const taken = new Set(probes.map(({ number }) => number));
  let number = 1;
  while (taken.has(number)) number++;
  return [...probes, { netns, device, number, filter: '', flags: [] }];
}

/** Without the probe at this point. The others keep their numbers. */
export function stoppedProbes(probes: readonly RunningProbe[], point: TapPoint): readonly RunningProbe[] {
  return probes.filter((probe) => !sameTap(probe, point));
}

/** Starts a probe, or removes the one that is there. */
export function toggleProbe(probes: readonly RunningProbe[], point: TapPoint): readonly RunningProbe[] {
  return probeAt(probes, point) === null ? startedProbes(probes, point) : stoppedProbes(probes, point);
}

/** The same probes, one of them with another filter or other flags. */
export function changedProbes(
  probes: readonly RunningProbe[],
  point: TapPoint,
  change: Partial<Pick<RunningProbe, 'filter' | 'flags'>>,
): readonly RunningProbe[] {
  return probes.map((probe) => (sameTap(probe, point) ? { ...probe, ...change } : probe));
}

/** Whether the lab of this run has the place at all: cilium_vxlan is there in one mode and gone in another. */
export function isTapOf(world: World, { netns, device }: TapPoint): boolean {
  return world.netns.has(netns) && (device === 'any' || world.devices.has(device));
}

/** 'any', or the device as it is called on its host. */
export function tapName({ device }: TapPoint): string {
  return device === 'any' ? 'any' : deviceName(device);
}

/** What a reader would type: the expression in quotes only where a shell would take it apart. */
export function commandOf(probe: RunningProbe): string {
  const filter = /^[\w .:/-]*$/.test(probe.filter) ? probe.filter : `'${probe.filter.replaceAll("'", "'\\''")}'`;
  const flags = PROBE_FLAGS.filter((flag) => probe.flags.includes(flag));
  return ['tcpdump', '-nn', ...flags, '-i', tapName(probe), filter].filter((word) => word !== '').join(' ');
}
