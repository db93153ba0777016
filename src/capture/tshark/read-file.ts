import type { CaptureFault } from '../pcap-limits.ts';
import { readPcap } from '../pcap.ts';
import { readPcapng } from '../pcapng-read.ts';
import type { Tap } from '../pcapng.ts';
import type { TsharkFrame } from './tshark-frame.ts';

/** The frames of a capture file for `tshark -r`, and how many digits of a second its clock has. */
export interface FramesOfFile {
  readonly ok: true;
  /** Where the frames were caught; a pcap file names nobody. */
  readonly taps: readonly Tap[];
  readonly frames: readonly TsharkFrame[];
  readonly digits: 6 | 9;
}

const BILLION = 1_000_000_000;

/** Reads pcap and pcapng. The first clock of a pcapng file stands for all of it. */
export function framesOfFile(bytes: Uint8Array): FramesOfFile | CaptureFault {
  const pcap = readPcap(bytes);
  if (pcap.ok) {
    const { linktype, epochSeconds, nanos } = pcap;
    const frames = pcap.packets.map(({ at, bytes: frame, originalLength }): TsharkFrame => ({
      ...momentOf(epochSeconds, at),
      linktype,
      bytes: frame,
      length: originalLength,
      device: '',
      tap: null,
    }));
    return { ok: true, taps: [{ name: '', linktype, digits: nanos ? 9 : 6 }], frames, digits: nanos ? 9 : 6 };
  }
  if (pcap.why !== 'not-a-capture') return pcap;
  const file = readPcapng(bytes);
  if (!file.ok) return file;
  const frames = file.packets.map(({ at, bytes: frame, originalLength, tap, comment }): TsharkFrame => {
    const on = file.taps[tap];
    return {
      ...momentOf(file.epochSeconds, at),
      linktype: on?.linktype ?? 1,
      bytes: frame,
      length: originalLength,
      device: on?.name ?? '',
      tap: null,
      on: { id: tap, name: on?.name || 'unknown' },
      ...(comment === '' ? {} : { comment }),
    };
  });
  return { ok: true, taps: file.taps, frames, digits: file.taps[0]?.digits ?? 9 };
}

function momentOf(epochSeconds: number, at: number): { readonly seconds: number; readonly nanos: number } {
  const whole = Math.floor(at / BILLION);
  return { seconds: epochSeconds + whole, nanos: at - whole * BILLION };
}
