import { hexOf, latin1Of } from '../base/bytes.ts';
import { u8 } from './byte-order.ts';
import { type DissectNode, fieldNodes, leaf, type Scope, under } from './dissect-node.ts';
import { DNS, recordsOf } from './dns.ts';
import { DNS_QUESTION, DNS_RECORD } from './dns-records.ts';
import { GENEVE_OPTION } from './geneve.ts';
import { rawOf } from './slot.ts';
import { tcpOptionText } from './summary.ts';
import { optionAt, optionSpans, TCP_OPTION_KIND } from './tcp-options.ts';

/** Bytes shown of a payload: the hex view has the rest. */
const SHOWN = 32;

/** A byte string: its length, and its beginning in hex. */
export function byteNodes(scope: Scope, at: number, end: number): readonly DissectNode[] {
  if (at >= end) return [];
  const hex = hexOf(scope.bytes.subarray(at, Math.min(end, at + SHOWN)));
  return [leaf(scope, 'bytes', at, end - at, end - at > SHOWN ? `${hex}…` : hex)];
}

function group(
  scope: Scope,
  name: string,
  at: number,
  end: number,
  inside: (scope: Scope) => readonly DissectNode[],
): readonly DissectNode[] {
  if (at >= end) return [];
  const node = leaf(scope, name, at, end - at, '');
  const children = inside(under(scope, node));
  return [{ ...node, value: `${children.length}`, children }];
}

const OPTION_NAMES = new Map<number, string>(Object.entries(TCP_OPTION_KIND).map(([name, kind]) => [kind, name]));

/** The options of RFC 9293 section 3.2 between `at` and `end`; what is left over is padding. */
export function tcpOptionNodes(scope: Scope, at: number, end: number): readonly DissectNode[] {
  return group(scope, 'options', at, end, (inside) => {
    const nodes: DissectNode[] = [];
    let p = at;
    for (const span of optionSpans(scope.bytes, at, end)) {
      const option = optionAt(scope.bytes, span);
      const name = (option === null ? undefined : OPTION_NAMES.get(span.kind)) ?? 'unknown';
      const value =
        option === null ? hexOf(scope.bytes.subarray(span.at, span.at + span.length)) : tcpOptionText(option);
      nodes.push(leaf(inside, name, span.at, span.length, value, nodes.length));
      p = span.at + span.length;
    }
    if (p < end) nodes.push(leaf(inside, 'padding', p, end - p, hexOf(scope.bytes.subarray(p, end)), nodes.length));
    return nodes;
  });
}

/** The options of RFC 8926 section 3.5. */
export function geneveOptionNodes(scope: Scope, at: number, end: number): readonly DissectNode[] {
  return group(scope, 'options', at, end, (inside) => {
    const nodes: DissectNode[] = [];
    for (let p = at; p + GENEVE_OPTION.size <= end;) {
      const from = p + GENEVE_OPTION.size;
      const to = Math.min(end, from + rawOf(GENEVE_OPTION.slot.length, scope.bytes, p) * 4);
      const node = leaf(inside, 'option', p, to - p, hexOf(scope.bytes.subarray(from, to)), nodes.length);
      const within = under(inside, node);
      nodes.push({ ...node, children: [...fieldNodes(within, GENEVE_OPTION, p, end), ...byteNodes(within, from, to)] });
      p = to;
    }
    return nodes;
  });
}

/** The records of a DNS message whose header is complete; unreadable ones are bytes. */
export function dnsRecordNodes(scope: Scope, at: number, end: number): readonly DissectNode[] {
  const from = at + DNS.size;
  if (from > end) return [];
  const records = recordsOf(scope.bytes, at, end);
  if (!records.ok) return byteNodes(scope, from, end);
  const questions = records.questions.map((placed, i) => {
    const { name, type } = placed.record;
    const node = leaf(scope, 'question', placed.at, placed.end - placed.at, `${type} ${name}`, i);
    const inside = under(scope, node);
    const owner = leaf(inside, 'name', placed.at, placed.fixedAt - placed.at, name);
    return { ...node, children: [owner, ...fieldNodes(inside, DNS_QUESTION, placed.fixedAt, placed.end)] };
  });
  const answers = records.answers.map((placed, i) => {
    const { name, type, ttl, data } = placed.record;
    const node = leaf(scope, 'answer', placed.at, placed.end - placed.at, `${type} ${name} ${ttl} ${data}`, i);
    const inside = under(scope, node);
    const dataAt = placed.fixedAt + DNS_RECORD.size;
    const owner = leaf(inside, 'name', placed.at, placed.fixedAt - placed.at, name);
    const content = leaf(inside, 'data', dataAt, placed.end - dataAt, data);
    return { ...node, children: [owner, ...fieldNodes(inside, DNS_RECORD, placed.fixedAt, placed.end), content] };
  });
  return [...questions, ...answers, ...byteNodes(scope, records.end, end)];
}

/** The lines of an HTTP head without their line ends: the start line, then the fields (RFC 9112 section 2.1). */
export function httpLineNodes(scope: Scope, at: number, end: number): readonly DissectNode[] {
  const nodes: DissectNode[] = [];
  let start = at;
  for (let p = at; p + 1 < end; p++) {
    if (u8(scope.bytes, p) !== 13 || u8(scope.bytes, p + 1) !== 10) continue;
    const line = latin1Of(scope.bytes.subarray(start, p));
    if (nodes.length === 0) nodes.push(leaf(scope, 'startLine', start, p - start, line));
    else if (line !== '') nodes.push(leaf(scope, 'field', start, p - start, line, nodes.length - 1));
    start = p + 2;
  }
  return nodes;
}
