import { hexOf } from '../base/bytes.ts';
import { dissect } from '../wire/dissect.ts';
import type { DissectNode } from '../wire/dissect-node.ts';
import { type FieldKey, isLayerNode, keyed, type KeyedTree } from '../wire/field-key.ts';
import type { FrameId } from './events.ts';
import { frameLink } from './frame.ts';
import type { Trace } from './trace.ts';

const NOTHING: KeyedTree = keyed([]);
const known = new WeakMap<Uint8Array, KeyedTree>();

/** Every layer and field of a frame, with keys that last along a journey. Memoised by the bytes; nothing for null. */
export function dissectedAt(trace: Pick<Trace, 'frames'>, frame: FrameId | null): KeyedTree {
  const bytes = frame === null ? undefined : trace.frames[frame];
  if (bytes === undefined) return NOTHING;
  let tree = known.get(bytes);
  if (tree === undefined) known.set(bytes, (tree = keyed(dissect(bytes, frameLink(bytes)))));
  return tree;
}

/** What is compared when a field is asked whether it changed. A layer has no value of its own: it is there or not. */
export function contentOf(bytes: Uint8Array, node: DissectNode): string {
  if (isLayerNode(node)) return '';
  return node.bits === null ? hexOf(bytes.subarray(node.offset, node.offset + node.length)) : node.value;
}

/** What a frame has at a key, or null where the frame has no such part. */
export function contentAt(trace: Pick<Trace, 'frames'>, frame: FrameId | null, key: FieldKey): string | null {
  const node = dissectedAt(trace, frame).byKey.get(key);
  const bytes = frame === null ? undefined : trace.frames[frame];
  return node === undefined || bytes === undefined ? null : contentOf(bytes, node);
}

/** The layers and fields of a frame that another frame of the same packet lacks or has otherwise. */
export function differing(
  trace: Pick<Trace, 'frames'>,
  frame: FrameId | null,
  other: FrameId | null,
): ReadonlySet<FieldKey> {
  const keys = new Set<FieldKey>();
  if (frame === other || other === null) return keys;
  const { byKey, layerOf } = dissectedAt(trace, frame);
  for (const key of byKey.keys()) {
    if (contentAt(trace, frame, key) === contentAt(trace, other, key)) continue;
    keys.add(key);
    const layer = layerOf.get(key);
    if (layer !== undefined) keys.add(layer);
  }
  return keys;
}
