import type { DeviceId, NetnsName } from '../lab/names.ts';
import { nameOf } from './at.ts';
import type { Messages } from './en.ts';

const OUTSIDE = 'nat@';

/** 'eth1 of k8s-ctr', 'curl-pod', 'the NAT behind k8s-ctr'. A device alone says its host by itself. */
export function placeName(netns: NetnsName | null, device: DeviceId | null, m: Messages): string {
  const colon = device === null ? -1 : device.lastIndexOf(':');
  const host = netns ?? (device === null ? '' : device.slice(0, colon));
  if (host.startsWith(OUTSIDE)) return m.place.outside({ host: nameOf(host.slice(OUTSIDE.length)) });
  if (device === null) return m.place.host({ host: nameOf(host) });
  return m.place.device({ host: nameOf(host), dev: nameOf(device.slice(colon + 1)) });
}
