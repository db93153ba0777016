import { type CaptureMessages, capturesFor } from '../../i18n/captures.ts';
import { useView } from '../store.ts';

/** The words of the pane, which are fetched with it. */
export function useCaptureWords(): CaptureMessages {
  return capturesFor(useView((view) => view.lang));
}
