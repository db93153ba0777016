import { hexOf } from '../base/bytes.ts';
import { ipv4Of } from './address.ts';
import type { Layout } from './header.ts';
import type { LayerKind } from './layers.ts';
import { macAt } from './mac-bytes.ts';
import { rawOf, type Slot } from './slot.ts';

/** What a reader should know about a node besides its value. 'zero': a UDP checksum that was not sent. */
export type Note =
  | 'checksum-good'
  | 'checksum-bad'
  | 'checksum-unknown'
  | 'zero'
  | 'truncated'
  | 'malformed'
  | 'unsupported'
  | 'trailing';

/** One line of the packet pane: a layer, a field of it, or a part of a field. */
export interface DissectNode {
  /** Unique in the tree: 'ipv4[1]/ttl' is the TTL of the second IPv4 header, counted from outside. */
  readonly id: string;
  readonly layer: LayerKind;
  /** Key of the name: 'ipv4', 'ipv4.ttl', 'tcp.options.mss'. Without positions, so that it can be looked up. */
  readonly label: string;
  /** Protocol words and numbers. */
  readonly value: string;
  /** First byte in the frame. A layer's node covers its header, not what it carries. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** First bit and the bit after the last, counted from the highest bit of byte `offset`; null for whole bytes. */
  readonly bits: readonly [from: number, to: number] | null;
  /** Tunnels and ICMP quotes around it: 0 is outermost. */
  readonly depth: number;
  readonly note: Note | null;
  readonly children: readonly DissectNode[];
}

/** What all nodes of one layer share. */
export interface Scope {
  readonly bytes: Uint8Array;
  readonly layer: LayerKind;
  /** Id of the node above. */
  readonly id: string;
  /** Label of the node above. */
  readonly label: string;
  readonly depth: number;
}

/** A node under `scope`. `position` tells apart nodes that have the same name. */
export function leaf(
  scope: Scope,
  name: string,
  offset: number,
  length: number,
  value: string,
  position = -1,
): DissectNode {
  const { layer, depth } = scope;
  return {
    id: `${scope.id}/${name}${position < 0 ? '' : `[${position}]`}`,
    layer,
    label: `${scope.label}.${name}`,
    value,
    offset,
    length,
    bits: null,
    depth,
    note: null,
    children: [],
  };
}

/** The scope of the nodes under `node`. */
export function under(scope: Scope, node: DissectNode): Scope {
  return { ...scope, id: node.id, label: node.label };
}

function hexText(value: number, bits: number): string {
  return `0x${value.toString(16).padStart(Math.ceil(bits / 4), '0')}`;
}

function valueText(slot: Slot, bytes: Uint8Array, at: number): string {
  const { form, bits } = slot.field;
  if (form === 'mac') return macAt(bytes, at + slot.byte);
  if (form === 'opaque') return hexOf(bytes.subarray(at + slot.byte, at + slot.byte + slot.bytes));
  const raw = rawOf(slot, bytes, at);
  if (form === 'ipv4') return ipv4Of(raw);
  return form === 'hex' ? hexText(raw, bits) : `${raw * slot.unit}`;
}

function partNodes(scope: Scope, slot: Slot, at: number): readonly DissectNode[] {
  const nodes: DissectNode[] = [];
  const raw = Object.keys(slot.field.parts).length === 0 ? 0 : rawOf(slot, scope.bytes, at);
  let from = 0;
  for (const [name, width] of Object.entries(slot.field.parts)) {
    const value = (raw >>> (slot.field.bits - from - width)) & (2 ** width - 1);
    const bits = [from, from + width] as const;
    nodes.push({ ...leaf(scope, name, at + slot.byte, slot.bytes, `${value}`), bits });
    from += width;
  }
  return nodes;
}

/** The fields of a header that lie completely before `end`, in the order on the wire. */
export function fieldNodes(scope: Scope, header: Layout, at: number, end: number): readonly DissectNode[] {
  const nodes: DissectNode[] = [];
  for (const slot of header.slots) {
    const offset = at + slot.byte;
    if (offset + slot.bytes > end) break;
    const node = leaf(scope, slot.name, offset, slot.bytes, valueText(slot, scope.bytes, at));
    const from = slot.bit - slot.byte * 8;
    const bits = slot.shift < 0 ? null : ([from, from + slot.field.bits] as const);
    nodes.push({ ...node, bits, children: partNodes(under(scope, node), slot, at) });
  }
  return nodes;
}
