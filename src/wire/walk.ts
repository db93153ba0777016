import { u8 } from './byte-order.ts';
import type { Codec, Decoded, Inside, Problem } from './codec.ts';
import { CODECS } from './codecs.ts';
import { MIN_FRAME } from './ethernet.ts';
import type { LayerKind } from './layers.ts';

/** One layer that was tried: `bytes[at..end)` read as `kind`. After a failure the next step reads the same bytes as data. */
export interface Step {
  readonly kind: LayerKind;
  readonly at: number;
  readonly end: number;
  readonly inside: Inside;
  readonly decoded: Decoded<LayerKind>;
}

export interface Walk {
  readonly steps: readonly Step[];
  /** The first thing that kept the bytes from being read completely, or null. */
  readonly problem: Problem | null;
}

/** Tunnels in tunnels are followed to this depth; hostile captures nest them without end. */
const MAX_TUNNELS = 4;

/** Payloads of no bytes leave no layer; any other layer has a header to miss. */
const MAY_BE_ABSENT: readonly LayerKind[] = ['data', 'dns', 'http'];

const OUTSIDE: Inside = { tag: 0, missing: 0 };

/** Zeros that fill a frame up to Ethernet's minimum: not part of the packet, and nothing to worry about. */
function isPadding(bytes: Uint8Array, frame: number, from: number, end: number): boolean {
  if (end - frame !== MIN_FRAME) return false;
  for (let i = from; i < end; i++) if (u8(bytes, i) !== 0) return false;
  return true;
}

/** Tries layer after layer in `bytes[from..to)`, beginning with `first`. Never throws, always ends. */
export function walk(bytes: Uint8Array, first: LayerKind, from: number, to: number): Walk {
  const steps: Step[] = [];
  let problem: Problem | null = null;
  let [kind, at, end, inside, frame, tunnels] = [first, from, to, OUTSIDE, from, 0];
  while (at < end || !MAY_BE_ABSENT.includes(kind)) {
    if (kind === 'ethernet') frame = at;
    if (kind === 'vxlan' || kind === 'geneve') tunnels += 1;
    if (tunnels > MAX_TUNNELS) {
      problem ??= { layer: kind, offset: at, why: 'unsupported', text: `more than ${MAX_TUNNELS} tunnels` };
      kind = 'data';
    }
    const decoded: Decoded<LayerKind> = (CODECS[kind] as Codec<LayerKind>).decode(bytes, at, end, inside);
    const step: Step = { kind, at, end, inside, decoded };
    problem ??= decoded.problem;
    if (!decoded.ok) {
      // An unreadable IPv4 payload keeps its protocol number, so that it can be written again.
      kind = steps.at(-1)?.kind === 'ipv4' ? 'ip-payload' : 'data';
      steps.push(step);
      continue;
    }
    if (decoded.end < end && !isPadding(bytes, frame, decoded.end, end)) {
      const text = `${end - decoded.end} bytes after the packet`;
      problem ??= { layer: kind, offset: decoded.end, why: 'unsupported', text };
    }
    steps.push(step);
    ({ at, end, next: kind, inside } = decoded);
  }
  return { steps, problem };
}
