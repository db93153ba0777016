import type { Brand } from '../base/brand.ts';
import type { DissectNode } from './dissect-node.ts';

/**
 * Name of a layer or a field that a packet keeps while tunnels are put around it: 'ipv4~0/ttl' is the TTL of the
 * innermost IPv4 header, 'ipv4~1/ttl' that of the header around it. What an ICMP error quotes is counted by itself.
 */
export type FieldKey = Brand<string, 'FieldKey'>;

/** A dissected frame whose nodes can be found by key. */
export interface KeyedTree {
  /** Outermost first. */
  readonly tree: readonly DissectNode[];
  readonly byKey: ReadonlyMap<FieldKey, DissectNode>;
  /** By the node's id. */
  readonly keyOf: ReadonlyMap<string, FieldKey>;
  /** The layer that a node belongs to, by the node's key; a layer belongs to itself. */
  readonly layerOf: ReadonlyMap<FieldKey, FieldKey>;
}

/** Whether a node is a layer and not a field of one. */
export function isLayerNode(node: DissectNode): boolean {
  return node.label === node.layer;
}

/** Names the nodes of a frame from the inside. */
export function keyed(tree: readonly DissectNode[]): KeyedTree {
  const byKey = new Map<FieldKey, DissectNode>();
  const keyOf = new Map<string, FieldKey>();
  const layerOf = new Map<FieldKey, FieldKey>();
  const put = (node: DissectNode, key: FieldKey, layer: FieldKey): void => {
    byKey.set(key, node);
    keyOf.set(node.id, key);
    layerOf.set(key, layer);
  };
  const fields = (nodes: readonly DissectNode[], above: DissectNode, key: FieldKey, layer: FieldKey): void => {
    for (const node of nodes) {
      if (isLayerNode(node)) continue;
      const own = `${key}${node.id.slice(above.id.length)}` as FieldKey;
      put(node, own, layer);
      fields(node.children, node, own, layer);
    }
  };
  const layers = (nodes: readonly DissectNode[], prefix: string): void => {
    const inside = new Map<string, number>();
    for (const node of nodes.filter(isLayerNode).toReversed()) {
      const nth = inside.get(node.layer) ?? 0;
      inside.set(node.layer, nth + 1);
      const key = `${prefix}${node.layer}~${nth}` as FieldKey;
      put(node, key, key);
      fields(node.children, node, key, key);
      layers(node.children, `${key}/quote/`);
    }
  };
  layers(tree, '');
  return { tree, byKey, keyOf, layerOf };
}

/** The smallest part of a frame that holds a byte: a field, or a layer where no field says more. Null outside of all. */
export function nodeAt(nodes: readonly DissectNode[], byte: number): DissectNode | null {
  const whole = nodes.find((node) => node.bits === null && holds(node, byte));
  if (whole === undefined) return null;
  return nodeAt(whole.children, byte) ?? (isLayerNode(whole) ? sharing(whole.children, byte) : null) ?? whole;
}

function holds({ offset, length }: DissectNode, byte: number): boolean {
  return byte >= offset && byte < offset + length;
}

/** Of the fields that share a byte the one that says most: what is set goes before what is not, wide before narrow. */
function sharing(fields: readonly DissectNode[], byte: number): DissectNode | null {
  const weight = ({ bits, value }: DissectNode): number =>
    (bits === null ? 0 : bits[1] - bits[0]) + (value === '0' ? 0 : 64);
  const candidates = fields.filter((node) => node.bits !== null && holds(node, byte));
  return candidates.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}
