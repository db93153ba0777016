import { must } from '../base/assert.ts';
import { concatBytes } from '../base/bytes.ts';
import type { DeviceId, Nanos, NetnsName } from '../lab/names.ts';
import type { Device, World } from '../lab/world.ts';
import type { EventId, PacketId, Tap } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { decode } from '../wire/decode.ts';
import { encode } from '../wire/encode.ts';
import { outermost } from '../wire/layers.ts';

/** Where a capture listens: on one device of a namespace, or on all of them as `tcpdump -i any` does. */
export interface TapPoint {
  readonly netns: NetnsName;
  readonly device: DeviceId | 'any';
}

/** One frame that passed a tap. */
export interface CapturedFrame {
  readonly event: EventId;
  readonly packet: PacketId | null;
  readonly device: DeviceId;
  readonly tap: Tap;
  /** Lab time. */
  readonly at: Nanos;
  /** The lab's clock: whole seconds since 1970, and nanoseconds of the second. */
  readonly seconds: number;
  readonly nanos: number;
  /** Ethernet for one device; Linux cooked v2 for 'any'. */
  readonly bytes: Uint8Array;
}

/** sll2 packet types (tcpdump.org, LINKTYPE_LINUX_SLL2), from linux/if_packet.h. */
const PACKET_TYPE: { readonly [T in Tap]: number } = { In: 0, B: 1, P: 3, Out: 4 };
/** linux/if_arp.h. */
const ARPHRD = { ether: 1, loopback: 772 } as const;
const ETHERNET_HEADER = 14;
const SLL2_HEADER = 20;
const SECOND = 1_000_000_000;

/**
 * What a capture at this point would hold, in order. The engine has decided which frames pass which tap and how a
 * capture calls their direction: nothing is decided here. `from`, `to`: only of these events, both included.
 */
export function captureOf(
  trace: Trace,
  { netns, device }: TapPoint,
  from = 0,
  to = trace.events.length - 1,
): readonly CapturedFrame[] {
  const captured: CapturedFrame[] = [];
  for (let i = from; i <= Math.min(to, trace.events.length - 1); i++) {
    const event = must(trace.events[i], `event ${i}`);
    if ((event.kind !== 'tx' && event.kind !== 'rx') || event.netns !== netns || event.device === null) continue;
    if (device !== 'any' && event.device !== device) continue;
    const frame = must(event.frame === null ? null : trace.frames[event.frame], `frame of event ${event.id}`);
    captured.push({
      event: event.id,
      packet: event.packet,
      device: event.device,
      tap: event.tap,
      at: event.at,
      ...wallClock(trace.world, event.at),
      bytes:
        device === 'any'
          ? cooked(frame, must(trace.world.devices.get(event.device), `device ${event.device}`), event.tap)
          : frame,
    });
  }
  return captured;
}

/** The lab's clock at a lab time. */
export function wallClock(world: World, at: Nanos): { readonly seconds: number; readonly nanos: number } {
  const whole = Math.trunc(at / SECOND);
  return { seconds: world.epoch.seconds + whole, nanos: at - whole * SECOND };
}

/** The frame as -i any shows it: the link layer's header makes room for the cooked one, which keeps the sender's MAC. */
function cooked(frame: Uint8Array, device: Device, tap: Tap): Uint8Array {
  const { packet } = decode(frame, 'ethernet');
  const ethernet = outermost(packet, 'ethernet');
  const arphrd = device.kind === 'loopback' ? ARPHRD.loopback : ARPHRD.ether;
  const sll2 = {
    kind: 'sll2',
    ifindex: device.ifindex,
    arphrd,
    packetType: PACKET_TYPE[tap],
    address: ethernet?.src ?? null,
  } as const;
  const header = encode([sll2, ...packet.slice(1)]).slice(0, SLL2_HEADER);
  return concatBytes(header, frame.subarray(ETHERNET_HEADER));
}
