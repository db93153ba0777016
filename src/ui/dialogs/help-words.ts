import { type HelpWords, helpWords } from '../../i18n/help-words.ts';
import { useView } from '../store.ts';

/** The words of these dialogs, which are fetched with them. */
export function useHelpWords(): HelpWords {
  return helpWords(useView((view) => view.lang));
}
