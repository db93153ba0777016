import type { Item } from './tree.ts';

/** A parsed -Y. */
export interface DisplayFilter {
  readonly takes: (tree: Item) => boolean;
}
