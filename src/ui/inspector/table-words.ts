import { type TableWords, tableWords } from '../../i18n/table-words.ts';
import { useView } from '../store.ts';

/** The words of the tables, which are fetched with their pane. */
export function useTableWords(): TableWords {
  return tableWords(useView((view) => view.lang));
}
