import type { DissectNode } from '../wire/dissect-node.ts';
import { type FieldKey, isLayerNode, type KeyedTree } from '../wire/field-key.ts';
import { HUE, type Hue } from './card.ts';

/** A layer of a frame as one of its nested boxes. */
export interface FrameBox {
  readonly key: FieldKey;
  readonly node: DissectNode;
  readonly hue: Hue;
  /** Inside of a tunnel or a quote: hatched. */
  readonly inner: boolean;
  /** The box directly inside of it, which holds all the others; null for the innermost. */
  readonly inside: FrameBox | null;
}

/** The layers of a frame, outermost first; what an ICMP error quotes follows the error. */
export function layersOf({ tree, keyOf }: KeyedTree): readonly Omit<FrameBox, 'inside'>[] {
  const layers: Omit<FrameBox, 'inside'>[] = [];
  const walk = (nodes: readonly DissectNode[]): void => {
    for (const node of nodes) {
      const key = keyOf.get(node.id);
      if (key === undefined || !isLayerNode(node)) continue;
      layers.push({ key, node, hue: HUE[node.layer], inner: node.depth > 0 });
      walk(node.children);
    }
  };
  walk(tree);
  return layers;
}

/** The boxes of a frame, each around the next: the outermost header is the outermost box. Null for no frame. */
export function boxesOf(tree: KeyedTree): FrameBox | null {
  return layersOf(tree).reduceRight<FrameBox | null>((inside, layer) => ({ ...layer, inside }), null);
}

/** For every byte of a frame the layer that it belongs to; undefined for a byte that no layer claims. */
export function layerByByte(tree: KeyedTree, length: number): readonly (Omit<FrameBox, 'inside'> | undefined)[] {
  const bytes = Array.from<Omit<FrameBox, 'inside'> | undefined>({ length });
  // Quotes come after the error that holds them, so the smallest layer has the last word.
  for (const layer of layersOf(tree)) {
    bytes.fill(layer, layer.node.offset, Math.min(length, layer.node.offset + layer.node.length));
  }
  return bytes;
}

/**
 * What a reader is shown who has chosen nothing: the innermost layer that was put around, else the first field that
 * changed. Checksums follow from other fields, so they come last. Null when nothing changed.
 */
export function firstChange(tree: KeyedTree, changed: ReadonlySet<FieldKey>, other: KeyedTree): FieldKey | null {
  const added = layersOf(tree).findLast(({ key }) => changed.has(key) && !other.byKey.has(key));
  if (added !== undefined) return added.key;
  const fields = [...tree.byKey].filter(([key, node]) => changed.has(key) && !isLayerNode(node));
  const leaves = fields
    .filter(([, node]) => node.children.length === 0)
    .toSorted(([, a], [, b]) => a.offset - b.offset);
  return (leaves.find(([key]) => !key.endsWith('/checksum')) ?? leaves[0])?.[0] ?? null;
}
