import { concatBytes } from '../../../base/bytes.ts';
import { PORT } from '../../../wire/numbers.ts';
import { decodedAs } from '../decode-as.ts';
import type { Packet } from '../packet.ts';
import type { Protocol } from '../protocol.ts';
import { TCP_A, TH } from '../tcp-labels.ts';
import type { PendingPdu, TcpContext } from '../tcp-conversation.ts';
import { addLine, addText, type Item } from '../tree.ts';
import { Tvb } from '../tvb.ts';
import { plural } from '../value-text.ts';
import { dissectHttpOverTcp, httpLength, looksLikeHttp } from './http.ts';
import type { TcpHeader } from './tcp-segment.ts';

/** packet-http.c TCP_DEFAULT_RANGE. */
const HTTP_PORTS: ReadonlySet<number> = new Set([PORT.http, 1900, 2710, 2869, 3128, 3132, 5985, 8080, 8088, 11_371]);

/** What a segment carries (packet-tcp.c dissect_tcp_payload, desegment_tcp). HTTP is put together, nothing else. */
export function dissectTcpPayload(p: Packet, tvb: Tvb, item: Item, header: TcpHeader, context: TcpContext): void {
  if (tvb.captured === 0) return;
  if (header.flags & TH.rst) {
    addLine(item, 'tcp.reset_cause', '', 'Reset cause');
    return;
  }
  addLine(item, 'tcp.payload', tvb.bytes, `TCP payload (${plural(tvb.reported, 'byte')})`);
  if (header.length === null || tvb.captured < tvb.reported) {
    dissectWhole(p, tvb, header, context);
    return;
  }
  if (context.analysis.flags & TCP_A.spuriousRetransmission) return;
  if (context.analysis.flags & TCP_A.retransmission) {
    addLine(item, 'tcp.segment_data', tvb.bytes, `Retransmitted TCP segment data (${plural(tvb.reported, 'byte')})`);
    return;
  }
  desegment(p, tvb, item, header, context);
}

function desegment(p: Packet, tvb: Tvb, item: Item, header: TcpHeader, context: TcpContext): void {
  const { fwd } = context;
  const { seq } = header;
  const piece = { frame: p.number, seq, bytes: tvb.bytes };
  const pending = fwd.pending;
  if (pending !== null && seq === endOf(pending)) {
    pending.pieces.push(piece);
    const all = concatBytes(...pending.pieces.map(({ bytes }) => bytes));
    const length = httpLength(all, context.conversation.http);
    if (length !== null && length > all.length) {
      segmentOf(p, item, tvb);
      return;
    }
    fwd.pending = null;
    addReassembled(p, item, pending, all);
    dissectWhole(p, new Tvb(all), header, context);
    return;
  }
  const protocol = payloadOf(p, tvb, header);
  if (protocol === 'http') {
    const length = httpLength(tvb.bytes, context.conversation.http);
    if (length !== null && length > tvb.captured) {
      fwd.pending = { seq, pieces: [piece], next: null };
      segmentOf(p, item, tvb);
      return;
    }
  }
  dissectWhole(p, tvb, header, context);
}

function endOf({ pieces }: PendingPdu): number | null {
  const last = pieces.at(-1);
  return last === undefined ? null : (last.seq + last.bytes.length) >>> 0;
}

function segmentOf(p: Packet, item: Item, tvb: Tvb): void {
  p.columns.append(' [TCP segment of a reassembled PDU]');
  addLine(item, 'tcp.segment_data', tvb.bytes, `TCP segment data (${plural(tvb.captured, 'byte')})`);
}

function addReassembled(p: Packet, item: Item, { pieces }: PendingPdu, all: Uint8Array): void {
  const last = pieces.at(-1)?.bytes ?? new Uint8Array();
  addLine(item, 'tcp.segment_data', last, `TCP segment data (${plural(last.length, 'byte')})`);
  const list = pieces.map(({ frame, bytes }) => `#${frame}(${bytes.length})`).join(', ');
  const title = `${plural(pieces.length, 'Reassembled TCP Segment')} (${plural(all.length, 'byte')}): ${list}`;
  const tree = addText(p.tree, title, true);
  let at = 0;
  for (const { frame, bytes } of pieces) {
    const end = at + bytes.length - 1;
    addText(tree, `Frame: ${frame}, payload: ${at}-${end} (${plural(bytes.length, 'byte')})`, true);
    at += bytes.length;
  }
  p.sources.push({ name: 'Reassembled TCP', bytes: all });
  addText(tree, `Segment count: ${pieces.length}`, true);
  addText(tree, `Reassembled TCP length: ${all.length}`, true);
}

function dissectWhole(p: Packet, tvb: Tvb, header: TcpHeader, context: TcpContext): void {
  const protocol = payloadOf(p, tvb, header);
  if (protocol === 'http') dissectHttpOverTcp(p, tvb, p.tree, context.conversation);
  else p.dissect(protocol, tvb, p.tree);
}

/** -d, then HTTP's ports, then whether it looks like HTTP (packet-tcp.c decode_tcp_ports). */
function payloadOf(p: Packet, tvb: Tvb, { srcPort, dstPort }: TcpHeader): Protocol {
  const ports = srcPort > dstPort ? [dstPort, srcPort] : [srcPort, dstPort];
  for (const port of ports) {
    const told = decodedAs(p.options.decodeAs, 'tcp.port', port);
    if (told !== null) return told;
  }
  return ports.some((port) => HTTP_PORTS.has(port)) || looksLikeHttp(tvb.bytes) ? 'http' : 'data';
}
