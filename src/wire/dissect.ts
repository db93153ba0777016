import { checksumNote } from './checksum-note.ts';
import type { Link } from './decode.ts';
import { type DissectNode, fieldNodes, type Note, type Scope } from './dissect-node.ts';
import { byteNodes, dnsRecordNodes, geneveOptionNodes, httpLineNodes, tcpOptionNodes } from './dissect-parts.ts';
import { GENEVE } from './geneve.ts';
import { IPV4 } from './ipv4.ts';
import type { LayerKind } from './layers.ts';
import { LAYOUTS } from './layouts.ts';
import { rawOf } from './slot.ts';
import { layerSummary } from './summary.ts';
import { TCP } from './tcp.ts';
import { type Step, walk } from './walk.ts';

/** Quotes in quotes are followed to this depth. */
const MAX_DEPTH = 8;

/** Where the header ends by its own length field, clipped to the bytes that are there. */
function headerEnd(bytes: Uint8Array, { kind, at, end, decoded }: Step): number {
  if (decoded.ok) return decoded.at;
  const size = LAYOUTS[kind]?.size ?? 0;
  let length = size;
  if (at + size <= end) {
    if (kind === 'ipv4') length = rawOf(IPV4.slot.ihl, bytes, at) * IPV4.slot.ihl.unit;
    if (kind === 'tcp') length = rawOf(TCP.slot.dataOffset, bytes, at) * TCP.slot.dataOffset.unit;
    if (kind === 'geneve') length += rawOf(GENEVE.slot.optionsLength, bytes, at) * GENEVE.slot.optionsLength.unit;
    if (kind === 'dns') length = end - at;
  }
  return Math.min(end, at + Math.max(size, length));
}

function partsOf(scope: Scope, at: number, stop: number): readonly DissectNode[] {
  const from = at + (LAYOUTS[scope.layer]?.size ?? 0);
  switch (scope.layer) {
    case 'tcp':
      return tcpOptionNodes(scope, from, stop);
    case 'geneve':
      return geneveOptionNodes(scope, from, stop);
    case 'dns':
      return dnsRecordNodes(scope, at, stop);
    case 'http':
      return httpLineNodes(scope, at, stop);
    case 'icmp-unreachable':
    case 'icmp-time-exceeded':
    case 'icmp-redirect':
      return quoteNodes(scope, from, stop);
    default:
      return byteNodes(scope, from, stop);
  }
}

/** What an ICMP error quotes is a packet again, mostly cut short (RFC 792, RFC 1812 section 4.3.2.3). */
function quoteNodes(scope: Scope, from: number, stop: number): readonly DissectNode[] {
  if (from >= stop || scope.depth >= MAX_DEPTH) return byteNodes(scope, from, stop);
  return layersIn(scope.bytes, 'ipv4', from, stop, `${scope.id}/quote/`, scope.depth + 1);
}

function withNotes(
  fields: readonly DissectNode[],
  problemAt: number,
  why: Note | null,
  checksum: Note | null,
): readonly DissectNode[] {
  return fields.map((node) => {
    if (checksum !== null && node.id.endsWith('/checksum')) return { ...node, note: checksum };
    const hit =
      why !== null && why !== 'truncated' && node.offset <= problemAt && problemAt < node.offset + node.length;
    return hit ? { ...node, note: why } : node;
  });
}

/** The node of a layer with all of its header's fields that are there; `ip` is where the IPv4 header around it starts. */
function layerNode(scope: Scope, step: Step, value: string, ip: number): DissectNode {
  const { bytes, layer, depth } = scope;
  const { at, end, inside, decoded } = step;
  const stop = headerEnd(bytes, step);
  const layout = LAYOUTS[layer];
  const complete = layout === null || at + layout.size <= end;
  const checksum = complete ? checksumNote(bytes, layer, { at, end, ip, missing: inside.missing }) : null;
  const note = decoded.problem?.why ?? null;
  const fields = layout === null ? [] : fieldNodes(scope, layout, at, end);
  const noted = withNotes(fields, decoded.problem?.offset ?? -1, note, checksum);
  const children = complete ? [...noted, ...partsOf(scope, at, stop)] : noted;
  return { id: scope.id, layer, label: layer, value, offset: at, length: stop - at, bits: null, depth, note, children };
}

/** Bytes that no layer has claimed. */
function blobNode(scope: Scope, offset: number, end: number, note: Note | null): DissectNode {
  const length = end - offset;
  const children = byteNodes(scope, offset, end);
  const { id, layer, depth } = scope;
  return { id, layer, label: layer, value: `Len=${length}`, offset, length, bits: null, depth, note, children };
}

/** The layers of `bytes[from..to)`; their ids begin with `prefix`. */
function layersIn(
  bytes: Uint8Array,
  first: LayerKind,
  from: number,
  to: number,
  prefix: string,
  outside: number,
): readonly DissectNode[] {
  const nodes: DissectNode[] = [];
  const trailing: DissectNode[] = [];
  const { steps } = walk(bytes, first, from, to);
  const packet = steps.flatMap(({ decoded }) => (decoded.ok ? [decoded.layer] : []));
  const counts = new Map<LayerKind, number>();
  let [depth, ip, shownTo, index] = [outside, -1, from, 0];
  const scopeOf = (layer: LayerKind): Scope => {
    const nth = counts.get(layer) ?? 0;
    counts.set(layer, nth + 1);
    return { bytes, layer, id: `${prefix}${layer}${nth === 0 ? '' : `[${nth}]`}`, label: layer, depth };
  };
  for (const step of steps) {
    const { kind, at, end, decoded } = step;
    if (shownTo > at) {
      // What is left of bytes that an unreadable header has claimed in part.
      if (shownTo < end) nodes.push(blobNode(scopeOf('data'), shownTo, end, null));
      continue;
    }
    const node = layerNode(scopeOf(kind), step, decoded.ok ? layerSummary(packet, index) : '', ip);
    nodes.push(node);
    shownTo = at + node.length;
    if (!decoded.ok) continue;
    index += 1;
    if (kind === 'ipv4') ip = at;
    if (kind === 'vxlan' || kind === 'geneve') depth += 1;
    if (decoded.end < end) trailing.push(blobNode(scopeOf('data'), decoded.end, end, 'trailing'));
  }
  return [...nodes, ...trailing];
}

/**
 * A line for every layer, field and part of a field of any bytes, read from the bytes themselves: lengths and
 * checksums are what is there, not what should be. The list is outermost first; fields are children. Never throws.
 */
export function dissect(bytes: Uint8Array, link: Link): readonly DissectNode[] {
  return layersIn(bytes, link, 0, bytes.length, '', 0);
}
