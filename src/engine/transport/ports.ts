import type { Prng } from '../../base/prng.ts';

/** net.ipv4.ip_local_port_range. */
const LOW = 32768;
const HIGH = 60999;

/**
 * Ports in use of one protocol, and the choice of new ones. A count per port: connections of one listener share it.
 */
export class Ports {
  readonly #uses = new Map<number, number>();
  readonly #rng: Prng;

  constructor(rng: Prng) {
    this.#rng = rng;
  }

  isFree(port: number): boolean {
    return !this.#uses.has(port);
  }

  take(port: number): number {
    this.#uses.set(port, (this.#uses.get(port) ?? 0) + 1);
    return port;
  }

  give(port: number): void {
    const uses = (this.#uses.get(port) ?? 0) - 1;
    if (uses > 0) this.#uses.set(port, uses);
    else this.#uses.delete(port);
  }

  /**
   * Takes an ephemeral port: a random start, then the next ones until one is free. connect() begins with the even
   * ports (net/ipv4/inet_hashtables.c __inet_hash_connect), bind() with the odd ones
   * (net/ipv4/inet_connection_sock.c inet_csk_find_open_port), a datagram socket anywhere. Null: all are in use.
   */
  choose(by: 'connect' | 'bind' | 'datagram'): number | null {
    const start = this.#rng.between(0, HIGH - LOW);
    const parities = by === 'datagram' ? [0] : by === 'connect' ? [0, 1] : [1, 0];
    const step = by === 'datagram' ? 1 : 2;
    const room = HIGH - LOW + 1;
    for (const parity of parities) {
      const first = step === 1 ? start : (start & ~1) + parity;
      for (let i = 0; i < room; i += step) {
        const port = LOW + ((first + i) % room);
        if (this.isFree(port)) return this.take(port);
      }
    }
    return null;
  }
}
