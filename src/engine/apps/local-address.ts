import type { Ipv4Addr } from '../../wire/address.ts';
import { parseIpv4 } from '../../wire/address.ts';
import type { Kernel } from '../kernel.ts';

/** What a program may bind to. 'foreign': an address that is not of this namespace. */
export type LocalAddress =
  | { readonly kind: 'local'; readonly address: Ipv4Addr; readonly device: string | null }
  | { readonly kind: 'no-device' }
  | { readonly kind: 'foreign' };

/** What `-I`, `--interface` and the like mean in a namespace: an address as typed, or the first one of a device. */
export function localAddressOf(kernel: Kernel, text: string): LocalAddress {
  const { world, netns } = kernel;
  const address = parseIpv4(text);
  if (address !== null) return kernel.isLocal(address) ? { kind: 'local', address, device: null } : { kind: 'foreign' };
  const devices = (world.netns.get(netns)?.devices ?? []).map((id) => world.devices.get(id));
  const ip = devices.find((device) => device?.name === text)?.addresses[0]?.ip;
  return ip === undefined ? { kind: 'no-device' } : { kind: 'local', address: ip, device: text };
}
