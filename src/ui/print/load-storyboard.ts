import type { Storyboard } from './Storyboard.tsx';

type Board = typeof Storyboard;

const shelf: { board: Board | null; coming: Promise<Board> | null } = { board: null, coming: null };

/** The storyboard if it is here already: whoever prints by a key of the browser cannot wait for it. */
export function storyboardAtHand(): Board | null {
  return shelf.board;
}

/** Fetches it once. Rejects when it cannot be had; the next call tries again. */
export function loadStoryboard(): Promise<Board> {
  shelf.coming ??= import('./Storyboard.tsx').then(
    ({ Storyboard: board }) => (shelf.board = board),
    (error: unknown) => {
      shelf.coming = null;
      throw error;
    },
  );
  return shelf.coming;
}
