import type { DeviceId } from '../../../lab/names.ts';
import type { Trace } from '../../../trace/trace.ts';

export interface Counters {
  readonly rx: Count;
  readonly tx: Count;
}

export interface Count {
  readonly packets: number;
  readonly bytes: number;
}

/** What has passed a device since the lab began: the frames that its taps have seen. Errors and drops of devices are not modelled. */
export function countersOf({ events, frames }: Trace, device: DeviceId): Counters {
  const counts = { rx: { packets: 0, bytes: 0 }, tx: { packets: 0, bytes: 0 } };
  for (const event of events) {
    if ((event.kind !== 'rx' && event.kind !== 'tx') || event.device !== device || event.frame === null) continue;
    const count = counts[event.kind];
    count.packets += 1;
    count.bytes += frames[event.frame]?.length ?? 0;
  }
  return counts;
}
