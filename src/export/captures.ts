import { must } from '../base/assert.ts';
import { tapPcapMicros, tapsPcapng } from '../capture/tap-pcap.ts';
import { captureOf, type TapPoint } from '../capture/tap.ts';
import type { Trace } from '../trace/trace.ts';
import type { Clip, Exported } from './exported.ts';

/** Every device of the lab that a frame of this stretch passes. What lies outside of the lab has no taps. */
export function allTaps(trace: Trace, clip: Clip): readonly TapPoint[] {
  return [...trace.world.netns.values()]
    .filter(({ kind }) => kind !== 'outside')
    .flatMap(({ name, devices }) => devices.map((device): TapPoint => ({ netns: name, device })))
    .filter((point) => captureOf(trace, point, clip.from, clip.to).length > 0);
}

/** A pcap file of the one tap that was asked for. It has one link type and no interfaces: several taps are for pcapng. */
export function pcapOf({ trace, taps, clip }: Exported): Uint8Array {
  return tapPcapMicros(trace, must(taps[0], 'the tap of a pcap file'), clip);
}

/** A pcapng file with an interface for each tap, and each packet's event beside it; without taps, of all of them. */
export function pcapngOf({ trace, taps, clip }: Exported): Uint8Array {
  return tapsPcapng(trace, taps.length === 0 ? allTaps(trace, clip) : taps, clip);
}
