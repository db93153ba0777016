import { checksumOf, pseudoHeaderSum, sum16 } from './checksum.ts';
import { u16, u32, u8 } from './byte-order.ts';
import type { Note } from './dissect-node.ts';
import { IPV4 } from './ipv4.ts';
import type { LayerKind } from './layers.ts';
import { IP_PROTOCOL } from './numbers.ts';
import { UDP } from './udp.ts';

/** Where a layer and the IPv4 header around it are. */
export interface Covered {
  readonly at: number;
  /** End of the layer's payload. */
  readonly end: number;
  /** Start of the innermost IPv4 header so far, or -1. */
  readonly ip: number;
  /** Bytes of the packet that were not captured. */
  readonly missing: number;
}

function verdict(sum: number): Note {
  return checksumOf(sum) === 0 ? 'checksum-good' : 'checksum-bad';
}

/**
 * Whether the checksum field of the layer at `at` fits its bytes, or null for layers without one. The header is
 * complete. A checksum over bytes that were not captured is unknown, not bad.
 */
export function checksumNote(bytes: Uint8Array, layer: LayerKind, { at, end, ip, missing }: Covered): Note | null {
  switch (layer) {
    case 'ipv4': {
      const header = at + (u8(bytes, at) & 15) * 4;
      return header > end ? 'checksum-unknown' : verdict(sum16(bytes, at, header));
    }
    case 'icmp-echo':
    case 'icmp-unreachable':
    case 'icmp-time-exceeded':
    case 'icmp-redirect':
      return missing > 0 ? 'checksum-unknown' : verdict(sum16(bytes, at, end));
    case 'udp':
    case 'tcp': {
      if (layer === 'udp' && u16(bytes, at + UDP.slot.checksum.byte) === 0) return 'zero';
      if (missing > 0 || ip < 0) return 'checksum-unknown';
      const [src, dst] = [u32(bytes, ip + IPV4.slot.src.byte), u32(bytes, ip + IPV4.slot.dst.byte)];
      const pseudo = pseudoHeaderSum(src, dst, layer === 'udp' ? IP_PROTOCOL.udp : IP_PROTOCOL.tcp, end - at);
      return verdict(sum16(bytes, at, end, pseudo));
    }
    default:
      return null;
  }
}
