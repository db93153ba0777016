import { type ShareWords, shareWords } from '../../i18n/share-words.ts';
import { useView } from '../store.ts';

/** The words of the share dialog, which are fetched with it. */
export function useShareWords(): ShareWords {
  return shareWords(useView((view) => view.lang));
}
