import { seenIn } from '../../../capture/seen-in.ts';
import { startTshark } from '../../../capture/tshark/lines.ts';
import { FIELDS_LAYOUT, type TsharkOptions } from '../../../capture/tshark/options.ts';
import type { NetnsName } from '../../../lab/names.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { ListedPacket } from '../../evidence.ts';
import type { Capture } from '../capture/open-capture.ts';

/** The table's columns as fields, and a separator that no column holds. */
const COLUMNS = ['No.', 'Time', 'Source', 'Destination', 'Protocol', 'Length', 'Info'] as const;
const SEPARATOR = '\x1f';

/** The packets of a capture as Wireshark's table lists them: those that -Y takes, and where each passed in this run. */
export function listedPackets(
  trace: Trace,
  { frames, linktype }: Capture,
  netns: NetnsName,
  options: TsharkOptions,
): readonly ListedPacket[] {
  const tshark = startTshark({
    ...options,
    format: 'fields',
    hex: false,
    fields: COLUMNS.map((name) => `_ws.col.${name}`),
    layout: { ...FIELDS_LAYOUT, separator: SEPARATOR },
  });
  const seen = seenIn(trace, frames, netns);
  return frames.flatMap((frame, i) => {
    const [line] = tshark.linesOf(frame);
    if (line === undefined) return [];
    const [number = '', time = '', src = '', dst = '', protocol = '', length = '', info = ''] = line.split(SEPARATOR);
    const link = linktype === 1 ? 'ethernet' : 'sll2';
    const event = seen[i] ?? null;
    return [{ number, time, src, dst, protocol, length, info, bytes: frame.bytes, link, event }];
  });
}
