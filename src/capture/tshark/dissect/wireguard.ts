import type { Dissector } from '../packet.ts';
import { add, addLine } from '../tree.ts';
import type { Tvb } from '../tvb.ts';

const TRANSPORT_DATA = 4;
const LEAST = 32;
const HEADER = 16;
/** The authentication tag at the end. */
const TAG = 16;

/**
 * Wireshark takes any datagram that begins with 04 00 00 00 for WireGuard's transport data (packet-wireguard.c
 * wg_is_valid_message_length). tracepath sends such ones for hop 4. Handshakes are not looked for: they have fixed lengths.
 */
export function looksLikeWireguard(tvb: Tvb): boolean {
  return tvb.reported >= LEAST && tvb.has(0, 4) && tvb.u32le(0) === TRANSPORT_DATA;
}

export const dissectWireguard: Dissector = (p, tvb, parent) => {
  const receiver = `0x${tvb.u32le(4).toString(16).toUpperCase().padStart(8, '0')}`;
  const counter = BigInt(tvb.u32le(12)) * 0x100000000n + BigInt(tvb.u32le(8));
  p.columns.setProtocol('WireGuard');
  p.columns.set(`Transport Data, receiver=${receiver}, counter=${counter}`);
  const item = p.layer(parent, 'wg', tvb.bytes, 'WireGuard Protocol', 'WireGuard');
  add(item, 'wg.type', TRANSPORT_DATA, `Transport Data (${TRANSPORT_DATA})`);
  add(item, 'wg.reserved', tvb.slice(1, 3));
  add(item, 'wg.receiver', tvb.u32le(4));
  add(item, 'wg.counter', counter);
  if (tvb.captured >= HEADER + TAG) p.columns.append(`, datalen=${tvb.captured - HEADER - TAG}`);
  addLine(item, 'wg.encrypted_packet', null, 'Encrypted Packet');
};
