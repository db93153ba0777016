import { Columns } from './columns.ts';
import type { TsharkFrame } from './tshark-frame.ts';
import type { TsharkOptions } from './options.ts';
import type { Protocol } from './protocol.ts';
import type { Session } from './session.ts';
import { dateText } from './time.ts';
import { addLine, type Item, rootItem } from './tree.ts';
import type { Tvb } from './tvb.ts';

/** Reads one header, adds its lines below `parent` and hands on what it carries. */
export type Dissector = (packet: Packet, tvb: Tvb, parent: Item) => void;

/** One frame being dissected: what its layers tell each other (packet_info.h), its columns, its tree. */
export class Packet {
  readonly number: number;
  readonly frame: TsharkFrame;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly options: TsharkOptions;
  readonly session: Session;
  readonly columns = new Columns();
  readonly tree: Item = rootItem();
  /** Layers so far, outermost first: the value of frame.protocols. */
  readonly protocols: string[] = [];
  /** Innermost addresses, which the columns show. */
  src = '';
  dst = '';
  /** What lies around ICMP, which looks for its conversation there (pinfo->ptype). */
  around: 'none' | 'udp' | 'tcp' = 'none';
  /** The innermost conversation of UDP or TCP. */
  ends = '';
  /** A piece of an IP packet that was not put together. */
  fragmented = false;
  /** Time to live of the innermost IP header. */
  ttl: number | null = null;
  /** Bytes that were put together from several frames: -x shows them too. */
  readonly sources: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  /** What an HTTP header says of its body. */
  mediaType = '';
  /** Inside an ICMP error. */
  inError = false;
  /** The dissector at work: the one that a broken packet is blamed on. */
  current = 'Frame';

  readonly #dissectors: { readonly [P in Protocol]: Dissector };

  constructor(
    frame: TsharkFrame,
    session: Session,
    options: TsharkOptions,
    dissectors: { readonly [P in Protocol]: Dissector },
  ) {
    this.frame = frame;
    this.session = session;
    this.options = options;
    this.#dissectors = dissectors;
    this.number = session.frames + 1;
    this.time = BigInt(frame.seconds) * 1_000_000_000n + BigInt(frame.nanos);
  }

  /** Hands on to another dissector: they would import each other in a ring. */
  dissect(protocol: Protocol, tvb: Tvb, parent: Item): void {
    this.#dissectors[protocol](this, tvb, parent);
  }

  /** 'Nov 21, 2026 00:10:28.901962000 UTC' in the time of the machine that reads. */
  dateText(time: bigint): string {
    return dateText(time, this.options);
  }

  /** Opens a layer: its line in the tree, its name in frame.protocols. */
  layer(parent: Item, protocol: string, bytes: Uint8Array, text: string, short: string): Item {
    this.protocols.push(protocol);
    this.current = short;
    return addLine(parent, protocol, bytes, text);
  }
}
