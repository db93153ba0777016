import { type Lang, LANGS } from '../i18n/lang.ts';
import { nextTheme, type Theme } from '../state/view.ts';
import { Icon } from './Icon.tsx';
import { useIntents, useView, useWords } from './store.ts';

const THEME_ICON = { auto: 'auto', light: 'sun', dark: 'moon', contrast: 'contrast' } as const satisfies Record<
  Theme,
  string
>;

/** Each in its own language; the short form where the header is one row. */
const LANG_NAME = {
  ko: { long: '한국어', short: '한' },
  en: { long: 'English', short: 'EN' },
} as const satisfies Record<Lang, { readonly long: string; readonly short: string }>;

export function LangChoice() {
  const words = useWords();
  const lang = useView((view) => view.lang);
  const { view } = useIntents();
  return (
    <div className="langs" role="group" aria-label={words.header.lang}>
      {LANGS.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          aria-label={LANG_NAME[option].long}
          aria-pressed={lang === option}
          onClick={() => view({ lang: option })}
        >
          <span className="long">{LANG_NAME[option].long}</span>
          <span className="short">{LANG_NAME[option].short}</span>
        </button>
      ))}
    </div>
  );
}

export function ThemeButton() {
  const words = useWords();
  const theme = useView((view) => view.theme);
  const { view } = useIntents();
  return (
    <button
      type="button"
      className="icon-button theme"
      aria-label={words.header.theme[theme]}
      title={words.header.theme[theme]}
      onClick={() => view({ theme: nextTheme(theme) })}
    >
      <Icon name={THEME_ICON[theme]} />
    </button>
  );
}
