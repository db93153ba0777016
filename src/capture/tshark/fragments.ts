import type { Ipv4Addr } from '../../wire/address.ts';

export interface Fragment {
  readonly frame: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** An IP packet put together: its fragments in the order of their offsets. */
export interface Whole {
  readonly bytes: Uint8Array;
  readonly fragments: readonly Fragment[];
}

interface Heap {
  fragments: Fragment[];
  /** Known when the last fragment has come. */
  total: number | null;
}

/** Fragments that wait for the rest of their packet (reassemble.c fragment_add_check). */
export class Fragments {
  readonly #heaps = new Map<string, Heap>();

  /** Adds a fragment. The packet when this one completes it; the next fragment then begins another packet. */
  add(src: Ipv4Addr, dst: Ipv4Addr, id: number, protocol: number, fragment: Fragment, more: boolean): Whole | null {
    const key = `${src} ${dst} ${id} ${protocol}`;
    const heap = this.#heaps.get(key) ?? { fragments: [], total: null };
    this.#heaps.set(key, heap);
    if (!more) heap.total = fragment.offset + fragment.bytes.length;
    const after = heap.fragments.findIndex(({ offset }) => offset > fragment.offset);
    heap.fragments.splice(after < 0 ? heap.fragments.length : after, 0, fragment);
    if (heap.total === null) return null;
    let end = 0;
    for (const { offset, bytes } of heap.fragments) {
      if (offset > end) return null;
      end = Math.max(end, offset + bytes.length);
    }
    if (end < heap.total) return null;
    this.#heaps.delete(key);
    const bytes = new Uint8Array(heap.total);
    for (const { offset, bytes: piece } of heap.fragments.toReversed())
      bytes.set(piece.subarray(0, Math.max(0, heap.total - offset)), offset);
    return { bytes, fragments: heap.fragments };
  }
}
