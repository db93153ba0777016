import { concatBytes, latin1Of } from '../../base/bytes.ts';
import type { PacketId } from '../../trace/events.ts';
import { headEnd } from '../../wire/http.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import { PORT } from '../../wire/numbers.ts';
import type { Arrival } from '../kernel.ts';
import type { ReadOptions } from './tcp-options.ts';
import { readOptions } from './tcp-options.ts';

const CARRIAGE_RETURN = 13;

/** A TCP segment as the connection that it belongs to sees it. */
export interface Segment {
  readonly packet: PacketId;
  readonly seq: number;
  readonly ack: number;
  readonly flags: number;
  /** The header field, not yet scaled. */
  readonly window: number;
  readonly options: ReadOptions;
  readonly payload: Uint8Array;
}

export function segmentOf(arrival: Arrival): Segment | null {
  const [tcp, ...rest] = arrival.layers;
  if (tcp?.kind !== 'tcp') return null;
  const { seq, ack, flags, window } = tcp;
  return { packet: arrival.packet, seq, ack, flags, window, options: readOptions(tcp.options), payload: bytesOf(rest) };
}

export function has(segment: { readonly flags: number }, flag: keyof typeof TCP_FLAG): boolean {
  return (segment.flags & TCP_FLAG[flag]) !== 0;
}

/** Sequence numbers that the segment takes up: its bytes, and one each for SYN and FIN. */
export function spanOf(segment: Pick<Segment, 'flags' | 'payload'>): number {
  return segment.payload.length + (has(segment, 'syn') ? 1 : 0) + (has(segment, 'fin') ? 1 : 0);
}

/** How far `to` is behind `from` in sequence space: negative when it comes before (RFC 9293 section 3.4). */
export function seqDistance(from: number, to: number): number {
  return (to - from) | 0;
}

/** The stream's bytes in the layers after a TCP header. */
function bytesOf(layers: Packet): Uint8Array {
  return concatBytes(...layers.map(payloadBytes));
}

function payloadBytes(layer: Layer): Uint8Array {
  if (layer.kind === 'data') return layer.bytes;
  if (layer.kind === 'http') return Uint8Array.from(layer.head, (ch) => ch.charCodeAt(0));
  throw new Error(`invariant broken: ${layer.kind} inside TCP`);
}

/**
 * The layers for a piece of the stream: an HTTP head where one begins and ends in it, data elsewhere. As the
 * decoder does, by the well-known port only, so that a frame reads back as it was sent.
 */
export function payloadLayers(bytes: Uint8Array, ports: readonly number[]): Packet {
  if (bytes.length === 0) return [];
  const end = ports.includes(PORT.http) ? headEnd(bytes, 0, bytes.length) : -1;
  if (end < 0) return [{ kind: 'data', bytes }];
  const http: Layer<'http'> = { kind: 'http', head: latin1Of(bytes.subarray(0, end)) };
  return end < bytes.length ? [http, { kind: 'data', bytes: bytes.subarray(end) }] : [http];
}

/** 'SYN, ACK' in the order of protocol analysers. */
export function flagsText(flags: number): string {
  const names = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg'] as const;
  return names
    .filter((name) => has({ flags }, name))
    .map((name) => name.toUpperCase())
    .join(', ');
}

/** The packet's label: 'GET /', '200 OK', 'FIN, ACK', 'PSH, ACK Len=562'. */
export function segmentLabel(flags: number, payload: Uint8Array): string {
  if (payload.length === 0) return flagsText(flags);
  if (headEnd(payload, 0, payload.length) < 0) return `${flagsText(flags)} Len=${payload.length}`;
  const line = latin1Of(payload.subarray(0, payload.indexOf(CARRIAGE_RETURN)));
  const words = line.split(' ');
  return line.startsWith('HTTP/') ? words.slice(1).join(' ') : words.slice(0, 2).join(' ');
}
