import { useSyncExternalStore } from 'react';

/** What there is room for: one line and three buttons; a caption and three buttons; everything. */
export type Room = 'line' | 'caption' | 'whole';

const LINE = { width: 480, height: 330 };
const WHOLE = { width: 620, height: 330 };

function roomNow(): Room {
  if (innerWidth < LINE.width || innerHeight < LINE.height) return 'line';
  return innerWidth < WHOLE.width ? 'caption' : 'whole';
}

function onResize(tell: () => void): () => void {
  addEventListener('resize', tell);
  return () => removeEventListener('resize', tell);
}

/** The room of the frame: it is the author's, and readers turn their phones. */
export function useRoom(): Room {
  return useSyncExternalStore(onResize, roomNow);
}
