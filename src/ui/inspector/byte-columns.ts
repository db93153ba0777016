import { useSyncExternalStore } from 'react';

/** Where sixteen bytes do not fit in a row, or fit too tightly for a finger. */
const NARROW = '(width < 380px), (pointer: coarse) and (width < 560px), (pointer: coarse) and (width >= 1080px)';

/** How many bytes a row of the hex view has; follows the window. */
export function useByteColumns(): 8 | 16 {
  return useSyncExternalStore(watch, () => (matchMedia(NARROW).matches ? 8 : 16));
}

function watch(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
