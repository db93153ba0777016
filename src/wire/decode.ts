import { u8 } from './byte-order.ts';
import type { Codec, Inside, Problem } from './codec.ts';
import { CODECS } from './codecs.ts';
import { MIN_FRAME } from './ethernet.ts';
import type { Layer, LayerKind, Packet } from './layers.ts';

/** What the first byte belongs to. */
export type Link = 'ethernet' | 'sll2' | 'ipv4';

export interface DecodedPacket {
  readonly packet: Packet;
  /** The first thing that kept the bytes from being read completely, or null. */
  readonly problem: Problem | null;
}

/** Tunnels in tunnels are followed to this depth; hostile captures nest them without end. */
const MAX_TUNNELS = 4;

/** Payloads of no bytes leave no layer; any other layer has a header to miss. */
const MAY_BE_ABSENT: readonly LayerKind[] = ['data', 'dns', 'http'];

/** Zeros that fill a frame up to Ethernet's minimum: not part of the packet, and nothing to worry about. */
function isPadding(bytes: Uint8Array, frame: number, from: number, end: number): boolean {
  if (end - frame !== MIN_FRAME) return false;
  for (let i = from; i < end; i++) if (u8(bytes, i) !== 0) return false;
  return true;
}

/**
 * The layers of a frame. Never throws: what cannot be read becomes `ip-payload` inside IPv4 and `data` elsewhere,
 * and `problem` says why. Checksums are not judged here: see dissect. `bytes` is not kept.
 */
export function decode(bytes: Uint8Array, link: Link): DecodedPacket {
  const layers: Layer[] = [];
  let problem: Problem | null = null;
  let at = 0;
  let end = bytes.length;
  let kind: LayerKind = link;
  let inside: Inside = { tag: 0, missing: 0 };
  let tunnels = 0;
  let frame = 0;
  while (at < end || !MAY_BE_ABSENT.includes(kind)) {
    if (kind === 'vxlan' || kind === 'geneve') tunnels += 1;
    if (tunnels > MAX_TUNNELS) {
      problem ??= { layer: kind, offset: at, why: 'unsupported', text: `more than ${MAX_TUNNELS} tunnels` };
      kind = 'data';
    }
    if (kind === 'ethernet') frame = at;
    const decoded = (CODECS[kind] as Codec<LayerKind>).decode(bytes, at, end, inside);
    if (!decoded.ok) {
      problem ??= decoded.problem;
      // An unreadable IPv4 payload keeps its protocol number, so that it can be written again.
      kind = layers.at(-1)?.kind === 'ipv4' ? 'ip-payload' : 'data';
      continue;
    }
    problem ??= decoded.problem;
    if (decoded.end < end && !isPadding(bytes, frame, decoded.end, end))
      problem ??= {
        layer: kind,
        offset: decoded.end,
        why: 'unsupported',
        text: `${end - decoded.end} bytes after the packet`,
      };
    layers.push(decoded.layer);
    ({ at, end, next: kind, inside } = decoded);
  }
  return { packet: layers, problem };
}
