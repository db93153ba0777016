/**
 * Link type of a recorded frame. A packet that its kernel has made but not yet sent has no link layer: its bytes
 * begin with IPv4's version and header length (0x45), which no Ethernet frame of the lab does (an odd first byte is a
 * group address, and the only group here is broadcast).
 */
export function frameLink(bytes: Uint8Array): 'ethernet' | 'ipv4' {
  return bytes[0] === 0x45 ? 'ipv4' : 'ethernet';
}
