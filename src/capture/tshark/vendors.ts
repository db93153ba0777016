import { BROADCAST_MAC, type Mac, macBytes, ZERO_MAC } from '../../wire/address.ts';

/** Vendors of the MACs that a virtual lab has (Wireshark's file `manuf`): short names, as addresses show them, and long ones. */
const VENDORS: ReadonlyMap<string, readonly [short: string, long: string]> = new Map([
  ['00:00:00', ['00:00:00', 'Officially Xerox, but 0:0:0:0:0:0 is more common']],
  ['00:0c:29', ['VMware', 'VMware, Inc.']],
  ['00:15:5d', ['Microsof', 'Microsoft Corporation']],
  ['00:1c:42', ['Parallel', 'Parallels, Inc.']],
  ['00:50:56', ['VMware', 'VMware, Inc.']],
  ['08:00:27', ['PcsCompu', 'PCS Computer Systems GmbH']],
  ['52:54:00', ['RealtekU', 'Realtek (UpTech? also reported)']],
]);

/**
 * Addresses that software gives its interfaces (Wireshark's file `wka`): Microsoft's load balancers have 02:01 to 02:20.
 * A lab's made-up MACs fall among them now and then.
 */
const WELL_KNOWN: ReadonlyMap<number, string> = new Map([
  [0x02bf00000000, 'MS-NLB-VirtServer'],
  [0x020496000000, 'ExtremeNetworks'],
  ...Array.from(
    { length: 32 },
    (_, i) => [0x020000000000 + (i + 1) * 2 ** 32, `MS-NLB-PhysServer-${`${i + 1}`.padStart(2, '0')}`] as const,
  ),
]);
/** Bits of an address that are compared, most first; the name does not say for how many it was meant. */
const MASKS = { most: 47, least: 7 } as const;

/** The name and the bytes that it does not cover (addr_resolv.c eth_addr_resolve). */
function wellKnownName(mac: Mac): string | null {
  if (!mac.startsWith('02')) return null;
  const number = macBytes(mac).reduce((sum, byte) => sum * 256 + byte, 0);
  for (let mask = MASKS.most; mask >= MASKS.least; mask--) {
    const unit = 2 ** (48 - mask);
    const name = WELL_KNOWN.get(Math.floor(number / unit) * unit);
    if (name === undefined) continue;
    const bytes = 6 - Math.floor(mask / 8);
    const rest = (number % unit).toString(16).padStart(bytes * 2, '0');
    return `${name}_${rest.match(/../g)?.join(':') ?? ''}`;
  }
  return null;
}

/** 'PcsCompu_aa:10:64', 'Broadcast', or the MAC itself (addr_resolv.c eth_addr_resolve). */
export function macName(mac: Mac, numeric: boolean): string {
  if (numeric) return mac;
  if (mac === BROADCAST_MAC) return 'Broadcast';
  if (mac === ZERO_MAC) return '00:00:00_00:00:00';
  const vendor = VENDORS.get(mac.slice(0, 8));
  if (vendor === undefined) return wellKnownName(mac) ?? mac;
  return `${vendor[0]}_${mac.slice(9)}`;
}

/** The organisation's long name, or null. */
export function vendorOf(mac: Mac): string | null {
  return VENDORS.get(mac.slice(0, 8))?.[1] ?? null;
}
