import type { DeviceId, NetnsName } from '../../lab/names.ts';
import { eventsOf } from '../../trace/by-packet.ts';
import type { EventId, Note, PacketId, ProgramName, TraceEvent } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import type { DropReason, Errno } from '../../trace/verdict.ts';
import type { TapPoint } from '../tap.ts';

/** What kept a packet from a tap that it came close to, as the trace tells it. */
export type UnseenCause =
  /** bpf_redirect_peer carried it into the pod behind this device, without a stop here. */
  | { readonly kind: 'skipped-by-peer'; readonly device: DeviceId; readonly into: DeviceId }
  /** A program at egress sent it elsewhere, and the tap of what goes out comes after the program. */
  | {
      readonly kind: 'redirected-before-tap';
      readonly device: DeviceId;
      readonly program: ProgramName;
      readonly to: DeviceId;
    }
  /** It was dropped here on its way out, before the tap. */
  | { readonly kind: 'dropped-before-tap'; readonly device: DeviceId; readonly reason: DropReason }
  /** A routing table points to this device, but a program did not ask it. */
  | {
      readonly kind: 'road-not-taken';
      readonly device: DeviceId;
      readonly program: ProgramName;
      readonly why: Extract<Note, { kind: 'road-not-taken' }>['why'];
    }
  /** The sender's own kernel refused to send it. */
  | { readonly kind: 'never-sent'; readonly netns: NetnsName; readonly errno: Errno };

/** A cause with all that it kept away, in the order of the trace. */
export interface Unseen {
  readonly cause: UnseenCause;
  readonly events: readonly EventId[];
  readonly packets: readonly PacketId[];
}

/** What passed by this tap unseen up to an event; the cause that acted last stands last. */
export function unseenAt(trace: Trace, point: TapPoint, upTo: EventId): readonly Unseen[] {
  const found = new Map<string, Unseen>();
  for (const event of trace.events) {
    if (event.id > upTo) break;
    for (const cause of causesIn(trace, point, event)) {
      const key = JSON.stringify(cause);
      const known = found.get(key);
      const packets = new Set(known?.packets);
      if (event.packet !== null) packets.add(event.packet);
      found.delete(key);
      found.set(key, { cause, events: [...(known?.events ?? []), event.id], packets: [...packets] });
    }
  }
  return [...found.values()];
}

function causesIn(trace: Trace, { netns, device }: TapPoint, event: TraceEvent): readonly UnseenCause[] {
  const here = (id: DeviceId): boolean =>
    device === 'any' ? trace.world.devices.get(id)?.netns === netns : id === device;
  switch (event.kind) {
    case 'peer':
      if (!here(event.skipped) || event.device === null) return [];
      return [{ kind: 'skipped-by-peer', device: event.skipped, into: event.device }];
    case 'hook':
      return hookCauses(event, here);
    case 'end':
      return endCauses(trace, event, netns, here);
    default:
      return [];
  }
}

function hookCauses(
  { device, attach, program, verdict, notes }: Extract<TraceEvent, { kind: 'hook' }>,
  here: (id: DeviceId) => boolean,
): readonly UnseenCause[] {
  const causes: UnseenCause[] = [];
  if (device !== null && here(device) && attach === 'tcx/egress' && verdict.kind === 'redirect')
    causes.push({ kind: 'redirected-before-tap', device, program, to: verdict.to });
  for (const note of notes)
    if (note.kind === 'road-not-taken' && here(note.dev))
      causes.push({ kind: 'road-not-taken', device: note.dev, program, why: note.why });
  return causes;
}

function endCauses(
  trace: Trace,
  { packet, outcome }: Extract<TraceEvent, { kind: 'end' }>,
  netns: NetnsName,
  here: (id: DeviceId) => boolean,
): readonly UnseenCause[] {
  if (outcome.kind === 'never-sent') {
    const way = packet === null ? null : deviceAskedFor(trace, packet);
    const concerns = outcome.netns === netns && (way === null || here(way));
    return concerns ? [{ kind: 'never-sent', netns, errno: outcome.errno }] : [];
  }
  if (outcome.kind !== 'dropped' || outcome.device === null || !here(outcome.device)) return [];
  const { device, reason } = outcome;
  const seen =
    packet !== null &&
    eventsOf(trace, packet).some((each) => (each.kind === 'tx' || each.kind === 'rx') && each.device === device);
  return seen ? [] : [{ kind: 'dropped-before-tap', device, reason }];
}

/** The device by which the kernel would have sent a packet, or null when it found no route. */
function deviceAskedFor(trace: Trace, packet: PacketId): DeviceId | null {
  const route = eventsOf(trace, packet).findLast((event) => event.kind === 'route');
  return route?.decision.kind === 'unicast' ? route.decision.dev : null;
}
