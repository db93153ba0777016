import type { Filter } from '../../../capture/tcpdump/filter.ts';
import { framesAt, type TappedFrame } from '../../../capture/tcpdump/frame.ts';
import type { TapPoint } from '../../../capture/tap.ts';
import type { DeviceId } from '../../../lab/names.ts';
import type { Context } from '../../command.ts';
import { until, type Task } from '../../process/task.ts';

/** Frames of one device or of all, as they pass. */
export class Listener {
  readonly point: TapPoint;
  readonly #context: Context;
  readonly #takes: (frame: TappedFrame) => boolean;
  #seen: number;
  #waiting: TappedFrame[] = [];

  constructor(context: Context, point: TapPoint, filter: Extract<Filter, { ok: true }>) {
    this.#context = context;
    this.point = point;
    this.#takes = filter.takes;
    this.#seen = context.machine.lab.trace.events.length;
  }

  /** The next frame that the filter takes; waits for it. */
  *next(): Task<TappedFrame> {
    yield* until(() => this.#poll());
    return this.#waiting.shift()!;
  }

  #poll(): boolean {
    const { trace } = this.#context.machine.lab;
    if (trace.events.length > this.#seen) {
      this.#waiting.push(...framesAt(trace, this.point, this.#seen).filter(this.#takes));
      this.#seen = trace.events.length;
    }
    return this.#waiting.length > 0;
  }
}

/** The device of this name here; 'any' for all of them; null: there is none. */
export function tapPoint({ host, machine }: Context, name: string): TapPoint | null {
  if (name === 'any') return { netns: host.netns, device: 'any' };
  const device = devicesOf(host.netns, machine).find((each) => each.name === name);
  return device === undefined ? null : { netns: host.netns, device: device.id };
}

/** The devices of a namespace in ifindex order. */
export function devicesOf(
  netns: Context['host']['netns'],
  machine: Context['machine'],
): readonly { readonly id: DeviceId; readonly name: string; readonly loopback: boolean }[] {
  const { world } = machine;
  return (world.netns.get(netns)?.devices ?? []).flatMap((id) => {
    const device = world.devices.get(id);
    return device === undefined ? [] : [{ id, name: device.name, loopback: device.kind === 'loopback' }];
  });
}
