import { cidrNumbers, ipv4Number, maskOf } from '../wire/address.ts';
import type { Cidr, Ipv4Addr } from '../wire/address.ts';

/**
 * Longest-prefix match over rows with a prefix: one hash table per prefix length, so that a lookup costs the number
 * of different lengths and not the number of rows. Rows with equal prefixes keep their insertion order.
 */
export class LpmIndex<Row> {
  readonly #byLength = new Map<number, Map<number, Row[]>>();
  #lengths: number[] = [];

  constructor(rows: Iterable<Row>, prefixOf: (row: Row) => Cidr) {
    for (const row of rows) {
      const [base, length] = cidrNumbers(prefixOf(row));
      let table = this.#byLength.get(length);
      if (!table) this.#byLength.set(length, (table = new Map()));
      const same = table.get(base);
      if (same) same.push(row);
      else table.set(base, [row]);
    }
    this.#lengths = [...this.#byLength.keys()].sort((a, b) => b - a);
  }

  /** Every row whose prefix holds `addr`, the longest prefix first. */
  matches(addr: Ipv4Addr): Row[] {
    const n = ipv4Number(addr);
    const found: Row[] = [];
    for (const length of this.#lengths) {
      const rows = this.#byLength.get(length)!.get((n & maskOf(length)) >>> 0);
      if (rows) found.push(...rows);
    }
    return found;
  }
}
