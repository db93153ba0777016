import { latin1Of } from '../../../base/bytes.ts';
import type { HttpConversation } from '../http-conversation.ts';
import type { Dissector, Packet } from '../packet.ts';
import type { TcpConversation } from '../tcp-conversation.ts';
import { add, addExpert, addGenerated, addGeneratedLine, addHidden, addLine, addText, type Item } from '../tree.ts';
import { OutOfBounds, type Tvb } from '../tvb.ts';
import { plural } from '../value-text.ts';
import { escapedText } from './data.ts';
import { FIELDS } from '../fields/known.ts';
import { mediaProtocol } from './media.ts';
import { headerValue, headOf, type HttpHead, requestOf, responseOf } from './http-text.ts';

/** Whether a segment on any port is taken for HTTP (packet-http.c dissect_http_heur_tcp). */
export function looksLikeHttp(bytes: Uint8Array): boolean {
  return headOf(bytes) !== null;
}

/** Responses that have no body, whatever their header says (RFC 9110 section 6.4.1). */
const BODILESS = /^(1\d\d|204|304)$/;

/** How long the message that begins here is; null when these bytes are no message or nobody can tell. */
export function httpLength(bytes: Uint8Array, conversation: HttpConversation | null): number | null {
  const head = headOf(bytes);
  if (head === null) return null;
  if (head.length === null) return bytes.length + 1;
  const response = responseOf(head.first);
  if (response !== null && (conversation?.method === 'HEAD' || BODILESS.test(response.code))) return head.length;
  const body = Number(headerValue(head, 'content-length') ?? 0);
  return head.length + (Number.isSafeInteger(body) ? body : 0);
}

/** HTTP that nobody has told the conversation of: -d on UDP. */
export const dissectHttp: Dissector = (p, tvb, parent) => dissectMessage(p, tvb, parent, null);

export function dissectHttpOverTcp(p: Packet, tvb: Tvb, parent: Item, conversation: TcpConversation): void {
  conversation.http ??= { exchanges: [], fullUri: null, method: '' };
  dissectMessage(p, tvb, parent, conversation.http);
}

/** packet-http.c dissect_http_message. */
function dissectMessage(p: Packet, tvb: Tvb, parent: Item, conversation: HttpConversation | null): void {
  const head = headOf(tvb.bytes);
  p.columns.setProtocol('HTTP');
  if (head === null) {
    p.columns.set('Continuation');
    const item = p.layer(parent, 'http', tvb.bytes, 'Hypertext Transfer Protocol', 'HTTP');
    addLine(item, 'http.file_data', latin1Of(tvb.bytes), `File Data: ${plural(tvb.captured, 'byte')}`);
    p.dissect('data', tvb, item);
    complete(tvb);
    return;
  }
  p.columns.set(escapedText(head.first.replace(/\s+/g, ' ')) + ' ');
  const item = p.layer(parent, 'http', tvb.bytes, 'Hypertext Transfer Protocol', 'HTTP');
  const isRequest = addFirstLine(item, head);
  const kind = isRequest ? 'request' : 'response';
  for (const line of head.lines) addHeader(item, kind, line);
  if (head.length !== null) addText(item, '\\r\\n');
  if (conversation !== null) {
    if (isRequest) addRequest(p, item, head, conversation);
    else addResponse(p, item, conversation);
  }
  addHidden(item, `http.${kind}`, true);
  complete(tvb);
  if (head.length === null) return;
  const body = tvb.from(head.length);
  if (body.captured === 0) return;
  addLine(item, 'http.file_data', latin1Of(body.bytes), `File Data: ${plural(body.captured, 'byte')}`);
  const media = (headerValue(head, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  p.mediaType = media;
  p.dissect(mediaProtocol(media), body, media === '' ? item : parent);
}

/** What was cut off ends the packet here. */
function complete(tvb: Tvb): void {
  if (tvb.captured < tvb.reported) throw new OutOfBounds('captured');
}

function addFirstLine(item: Item, { first }: HttpHead): boolean {
  const text = `${escapedText(first)}\\r\\n`;
  const line = addText(item, text);
  addExpert(line, 'http.chat', ['Chat', 'Sequence'], text);
  const request = requestOf(first);
  if (request !== null) {
    add(line, 'http.request.method', request.method);
    const uri = add(line, 'http.request.uri', request.uri);
    const [path = '', query] = request.uri.split('?');
    if (query !== undefined) {
      add(uri, 'http.request.uri.path', path);
      const queryLine = add(uri, 'http.request.uri.query', query);
      for (const parameter of query.split('&')) add(queryLine, 'http.request.uri.query.parameter', parameter);
    }
    add(line, 'http.request.version', request.version);
    return true;
  }
  const response = responseOf(first);
  if (response !== null) {
    add(line, 'http.response.version', response.version);
    const code = Number(response.code);
    add(line, 'http.response.code', code);
    addGenerated(line, 'http.response.code.desc', STATUS.get(code) ?? 'Unknown');
    add(line, 'http.response.phrase', response.phrase);
  }
  return false;
}

/** packet-http.c vals_http_status_code: those that a lab's programs answer with. */
const STATUS: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [204, 'No Content'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [304, 'Not Modified'],
  [400, 'Bad Request'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Time-out'],
]);

function addHeader(item: Item, kind: 'request' | 'response', line: string): void {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon)).toLowerCase();
  const value = line.slice(colon + 1).trim();
  const text = escapedText(line);
  if (name === 'content-length') {
    const at = addLine(item, 'http.content_length_header', value, text);
    addGenerated(at, 'http.content_length', Number(value));
  } else {
    const field = `http.${name.replaceAll('-', '_')}`;
    if (FIELDS.has(field)) addLine(item, field, value, text);
    else addLine(item, 'http.unknown_header', line.trimEnd(), text);
  }
  addHidden(item, `http.${kind}.line`, line);
}

function addRequest(p: Packet, item: Item, head: HttpHead, conversation: HttpConversation): void {
  const { exchanges } = conversation;
  const request = requestOf(head.first);
  const host = headerValue(head, 'host');
  const fullUri = request === null || host === null ? null : fullUriOf(request.uri, host);
  const before = exchanges.at(-1);
  exchanges.push({ requestFrame: p.number, requestTime: p.time, responseFrame: null });
  conversation.fullUri = fullUri;
  conversation.method = request?.method ?? '';
  if (fullUri !== null) addGenerated(item, 'http.request.full_uri', fullUri);
  const count = exchanges.length;
  addGeneratedLine(item, 'http.request_number', count, `HTTP request ${count}/${count}`);
  if (before !== undefined && before.requestFrame !== null)
    addGenerated(item, 'http.prev_request_in', before.requestFrame);
}

function fullUriOf(uri: string, host: string): string {
  return /^https?:\/\//.test(uri) ? uri : `http://${host}${uri}`;
}

/** A response belongs to the last request; one more, as a retransmission is, to none. */
function addResponse(p: Packet, item: Item, conversation: HttpConversation): void {
  const { exchanges, fullUri } = conversation;
  const last = exchanges.at(-1);
  const isAnswer = last !== undefined && last.responseFrame === null;
  const exchange = isAnswer ? last : { requestFrame: null, requestTime: 0n, responseFrame: null };
  if (!isAnswer) exchanges.push(exchange);
  exchange.responseFrame = p.number;
  const count = exchanges.length;
  addGeneratedLine(item, 'http.response_number', count, `HTTP response ${count}/${count}`);
  if (exchange.requestFrame !== null) addGenerated(item, 'http.time', p.time - exchange.requestTime);
  const before = exchanges.at(-2);
  if (before !== undefined && before.requestFrame !== null)
    addGenerated(item, 'http.prev_request_in', before.requestFrame);
  if (before !== undefined && before.responseFrame !== null)
    addGenerated(item, 'http.prev_response_in', before.responseFrame);
  if (exchange.requestFrame !== null) addGenerated(item, 'http.request_in', exchange.requestFrame);
  if (fullUri !== null) addGenerated(item, 'http.response_for.uri', fullUri);
}
