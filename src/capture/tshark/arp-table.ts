import type { Ipv4Addr, Mac } from '../../wire/address.ts';

/** Who else has said to own an address. */
export interface DuplicateOwner {
  readonly mac: Mac;
  readonly frame: number;
  /** Seconds since 1970. */
  readonly seconds: number;
}

/** Owners of addresses as ARP told them (packet-arp.c check_for_duplicate_addresses). */
export class ArpTable {
  readonly #owners = new Map<Ipv4Addr, DuplicateOwner>();

  /** Remembers an owner. The other one when the address was somebody else's; that one then stays. */
  claim(ip: Ipv4Addr, mac: Mac, frame: number, seconds: number): DuplicateOwner | null {
    const known = this.#owners.get(ip);
    if (known !== undefined && known.mac !== mac) return known;
    this.#owners.set(ip, { mac, frame, seconds });
    return null;
  }
}
