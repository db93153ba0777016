import type { NetnsName } from '../lab/names.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { DevicePlace, HostPlace, Layout, OutsidePlace, PodPlace } from './places.ts';

/** Where on the stage something happens. */
export type Place =
  | { readonly kind: 'device'; readonly key: string; readonly place: DevicePlace }
  /** Inside a pod: its application and its kernel. */
  | { readonly kind: 'pod'; readonly key: string; readonly place: PodPlace }
  /** In a node's or the router's kernel, on no device. */
  | { readonly kind: 'kernel'; readonly key: string; readonly place: HostPlace }
  | { readonly kind: 'outside'; readonly key: string; readonly place: OutsidePlace };

/** The place of an event, or null when it has none on this stage (a pod that found no room). */
export function placeOf(layout: Layout, event: TraceEvent): Place | null {
  if (event.kind === 'end' && event.outcome.kind === 'left-the-lab') {
    const out = behind(layout, event.outcome.via);
    if (out !== null) return outside(out);
  }
  const out = layout.outside.get(event.netns);
  if (out !== undefined) return outside(out);
  // What arrives, arrives at somebody behind the device.
  if (event.kind === 'end' && (event.outcome.kind === 'delivered' || event.outcome.kind === 'consumed')) {
    return placeOfNetns(layout, event.netns);
  }
  const device = event.device === null ? undefined : layout.devices.get(event.device);
  if (device !== undefined) return { kind: 'device', key: device.id, place: device };
  return placeOfNetns(layout, event.netns);
}

export function placeOfNetns(layout: Layout, netns: NetnsName): Place | null {
  const pod = layout.pods.get(netns);
  if (pod !== undefined) return { kind: 'pod', key: `pod ${netns}`, place: pod };
  const host = layout.hosts.get(netns);
  return host === undefined ? null : { kind: 'kernel', key: `kernel ${netns}`, place: host };
}

/** The host, node or router, in whose box a place is drawn; null for what is outside. */
export function hostOf(place: Place): NetnsName | null {
  switch (place.kind) {
    case 'device':
    case 'pod':
      return place.place.host;
    case 'kernel':
      return place.place.netns;
    case 'outside':
      return null;
  }
}

/** What lies outside behind a device: the NAT of the host that owns it. */
function behind(layout: Layout, via: DevicePlace['id']): OutsidePlace | null {
  const host = layout.devices.get(via)?.host;
  if (host === undefined) return null;
  return [...layout.outside.values()].find((place) => place.netns.endsWith(`@${host}`)) ?? null;
}

function outside(place: OutsidePlace): Place {
  return { kind: 'outside', key: `outside ${place.netns}`, place };
}

export type TraceOnStage = Pick<Trace, 'events' | 'packets' | 'frames' | 'world' | 'stimuli'>;
