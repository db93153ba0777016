import { must } from '../base/assert.ts';
import { hexOf } from '../base/bytes.ts';
import type { Layer, LayerKind, Packet } from '../wire/layers.ts';

/** One difference between a packet before and after a step. */
export type LayerChange =
  /** Layers put around the packet, outermost first. */
  | { readonly kind: 'added'; readonly layers: readonly LayerKind[] }
  | { readonly kind: 'removed'; readonly layers: readonly LayerKind[] }
  /** `index` is the layer's position after the step. */
  | {
      readonly kind: 'field';
      readonly layer: LayerKind;
      readonly index: number;
      readonly field: string;
      readonly before: string;
      readonly after: string;
    };

/**
 * What changed between two packets, outermost first. Encapsulation happens at the outside, so the lists are laid on
 * top of each other from the inside: layers beyond the first pair of different kinds count as removed and added.
 */
export function layerChanges(before: Packet, after: Packet): readonly LayerChange[] {
  if (before === after) return [];
  let same = 0;
  while (same < before.length && same < after.length && at(before, same).kind === at(after, same).kind) same++;
  const changes: LayerChange[] = [];
  const removed = before.slice(0, before.length - same);
  const added = after.slice(0, after.length - same);
  if (removed.length > 0) changes.push({ kind: 'removed', layers: removed.map((layer) => layer.kind) });
  if (added.length > 0) changes.push({ kind: 'added', layers: added.map((layer) => layer.kind) });
  for (let i = same - 1; i >= 0; i--) changes.push(...fieldChanges(at(before, i), at(after, i), after.length - 1 - i));
  return changes;
}

function at(packet: Packet, fromInside: number): Layer {
  return must(packet.at(-1 - fromInside), `layer ${fromInside} from inside`);
}

function fieldChanges(before: Layer, after: Layer, index: number): readonly LayerChange[] {
  if (before === after) return [];
  const old = new Map(Object.entries(before));
  const changes: LayerChange[] = [];
  for (const [field, value] of Object.entries(after)) {
    const a = valueText(old.get(field));
    const b = valueText(value);
    if (a !== b) changes.push({ kind: 'field', layer: after.kind, index, field, before: a, after: b });
  }
  return changes;
}

/** A field's value in one line: bytes as hex, lists as JSON. */
export function valueText(value: unknown): string {
  if (value instanceof Uint8Array) return hexOf(value);
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Uint8Array ? hexOf(inner) : inner)) ?? '';
}
