import type { CaptureFault } from '../pcap-limits.ts';
import { readPcap } from '../pcap.ts';
import { readPcapng } from '../pcapng-read.ts';
import type { TsharkFrame } from './tshark-frame.ts';

/** The frames of a capture file for `tshark -r`, and how many digits of a second its clock has. */
export interface FramesOfFile {
  readonly ok: true;
  readonly frames: readonly TsharkFrame[];
  readonly digits: 6 | 9;
}

const BILLION = 1_000_000_000;

/** Reads pcap and pcapng. Of a pcapng file's clocks nanoseconds are taken for granted, as tshark and we write them. */
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
    return { ok: true, frames, digits: nanos ? 9 : 6 };
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
      on: { id: tap, name: on?.name ?? 'unknown' },
      ...(comment === '' ? {} : { comment }),
    };
  });
  return { ok: true, frames, digits: 9 };
}

function momentOf(epochSeconds: number, at: number): { readonly seconds: number; readonly nanos: number } {
  const whole = Math.floor(at / BILLION);
  return { seconds: epochSeconds + whole, nanos: at - whole * BILLION };
}
