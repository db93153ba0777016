import type { Ipv4Addr } from '../../wire/address.ts';

interface UdpStream {
  readonly index: number;
  readonly first: bigint;
  previous: bigint;
}

/** Two ends of a conversation, the same for both directions (conversation.c). */
export function endsKey(src: Ipv4Addr, srcPort: number, dst: Ipv4Addr, dstPort: number): string {
  const [a, b] = [`${src} ${srcPort}`, `${dst} ${dstPort}`];
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** UDP's streams and their times (packet-udp.c get_udp_conversation_data). */
export class UdpConversations {
  readonly #streams = new Map<string, UdpStream>();

  /** The stream of a datagram, and the times since its first and its previous one; null within an ICMP error. */
  seen(
    key: string,
    time: bigint,
    inError: boolean,
  ): { readonly index: number; readonly since: bigint; readonly delta: bigint } {
    const stream = this.#streams.get(key) ?? { index: this.#streams.size, first: time, previous: time };
    this.#streams.set(key, stream);
    const delta = time - stream.previous;
    if (!inError) stream.previous = time;
    return { index: stream.index, since: time - stream.first, delta };
  }
}
