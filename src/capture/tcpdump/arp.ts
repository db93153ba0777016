import { ARP } from '../../wire/arp.ts';
import { ETHERTYPE } from '../../wire/numbers.ts';
import { hexAndText } from './dump.ts';
import { etherTypeName, hex4 } from './number-names.ts';
import type { Printer } from './printer.ts';
import type { PrintStep } from './step.ts';

/** print-arp.c arphrd_values and arpop_values, as far as Ethernet goes. */
const HARDWARE: ReadonlyMap<number, string> = new Map([
  [1, 'Ethernet'],
  [6, 'TokenRing'],
]);
const OPERATIONS: ReadonlyMap<number, string> = new Map([
  [1, 'Request'],
  [2, 'Reply'],
  [3, 'Reverse Request'],
  [4, 'Reverse Reply'],
  [8, 'Inverse Request'],
  [9, 'Inverse Reply'],
]);
const { slot } = ARP;

/** print-arp.c arp_print, for IPv4 over Ethernet. */
export const printArp: PrintStep<'arp'> = (p, { at, length }) => {
  p.protocol = 'arp';
  p.need(at, ARP.size);
  p.need(placesOf(p, at).targetIp, p.field(slot.protocolLength, at));
  const [hardware, protocol] = [p.field(slot.hardwareType, at), p.field(slot.protocolType, at)];
  const [hardwareLength, protocolLength] = [p.field(slot.hardwareLength, at), p.field(slot.protocolLength, at)];
  const ours = protocol === ETHERTYPE.ipv4 && protocolLength === 4 && hardwareLength !== 0;
  const verbose = p.options.verbose > 0;
  if (!p.options.link) p.print('ARP, ');
  if (!ours || verbose) {
    const hardwareName = HARDWARE.get(hardware) ?? `Unknown Hardware (${hardware})`;
    const protocolName = etherTypeName(protocol) ?? `Unknown Protocol (0x${hex4(protocol)})`;
    p.print(`${hardwareName} (len ${hardwareLength}), ${protocolName} (len ${protocolLength})`);
  }
  if (ours || verbose) {
    const operation = p.field(slot.operation, at);
    p.print(`${verbose ? ', ' : ''}${OPERATIONS.get(operation) ?? `Unknown (${operation})`} `);
    const text = operationText(p, operation, at);
    if (text === null) {
      p.print(hexAndText(p.bytes.subarray(at, p.end)));
      return null;
    }
    p.print(text);
  }
  p.print(`, length ${length}`);
  return null;
};

/** Where the four addresses are: behind the fixed part, as long as the packet says (RFC 826). */
function placesOf(
  p: Printer,
  at: number,
): Readonly<Record<'senderMac' | 'senderIp' | 'targetMac' | 'targetIp', number>> {
  const [mac, ip] = [p.field(slot.hardwareLength, at), p.field(slot.protocolLength, at)];
  const first = at + slot.senderMac.byte;
  return { senderMac: first, senderIp: first + mac, targetMac: first + mac + ip, targetIp: first + 2 * mac + ip };
}

function operationText(p: Printer, operation: number, at: number): string | null {
  const places = placesOf(p, at);
  const [sender, target] = [() => macText(p, at, places.senderMac), () => macText(p, at, places.targetMac)];
  const [senderIp, targetIp] = [() => ipText(p, at, places.senderIp), () => ipText(p, at, places.targetIp)];
  switch (operation) {
    case 1: {
      const asked = p.bytes.subarray(places.targetMac, places.targetIp).some((byte) => byte !== 0);
      return `who-has ${targetIp()}${asked ? ` (${target()})` : ''} tell ${senderIp()}`;
    }
    case 2:
      return `${senderIp()} is-at ${sender()}`;
    case 3:
    case 8:
      return `who-is ${target()} tell ${sender()}`;
    case 4:
      return `${target()} at ${targetIp()}`;
    case 9:
      return `${sender()} at ${senderIp()}`;
    default:
      return null;
  }
}

function ipText(p: Printer, at: number, place: number): string {
  if (p.field(slot.protocolType, at) !== ETHERTYPE.ipv4) return '<wrong proto type>';
  return p.field(slot.protocolLength, at) === 4 ? p.host(place) : '<wrong len>';
}

function macText(p: Printer, at: number, place: number): string {
  const length = p.field(slot.hardwareLength, at);
  if (length === 6) return p.mac(place);
  p.need(place, length);
  return [...p.bytes.subarray(place, place + length)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
