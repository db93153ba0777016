import { foreignLang } from '../i18n/lang-of-text.ts';
import { useView } from './store.ts';

/** A text that stands by itself and may be all names and words of the field: then it is said in English on every page. */
export function Said({ children }: { children: string }) {
  const lang = useView((view) => view.lang);
  return <span lang={foreignLang(children, lang)}>{children}</span>;
}
