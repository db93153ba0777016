import { type Lang, LANGS } from '../i18n/lang.ts';
import { nextTheme, type Theme } from '../state/view.ts';
import { Controls } from './controls/Controls.tsx';
import { RunBar } from './controls/RunBar.tsx';
import { useSwitchPopover } from './controls/switch-popover.ts';
import { SwitchSheet } from './controls/SwitchSheet.tsx';
import { ChangesPanel } from './changes/ChangesPanel.tsx';
import { HelpMenu } from './HelpMenu.tsx';
import { Icon } from './Icon.tsx';
import { ShareButton } from './share/ShareButton.tsx';
import { Mark } from './Mark.tsx';
import { useIntents, useView, useWords } from './store.ts';

/** The name, what to run, and how to read it. */
export function Header() {
  const popover = useSwitchPopover();
  return (
    <>
      <header className="header">
        <h1 translate="no" lang="en" title="Hopscope">
          <Mark />
          <span className="name">Hopscope</span>
        </h1>
        <Controls popover={popover} />
        <Settings />
        <SwitchSheet popover={popover} />
      </header>
      <RunBar popover={popover} />
      <ChangesPanel />
    </>
  );
}

const THEME_ICON = { auto: 'auto', light: 'sun', dark: 'moon', contrast: 'contrast' } as const satisfies Record<
  Theme,
  string
>;

/** Each in its own language; the short form where the header is one row. */
const LANG_NAME = {
  ko: { long: '한국어', short: '한' },
  en: { long: 'English', short: 'EN' },
} as const satisfies Record<Lang, { readonly long: string; readonly short: string }>;

function Settings() {
  const words = useWords();
  const lang = useView((view) => view.lang);
  const theme = useView((view) => view.theme);
  const { view } = useIntents();
  return (
    <div className="settings">
      <ShareButton />
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
      <button
        type="button"
        className="icon-button theme"
        aria-label={words.header.theme[theme]}
        title={words.header.theme[theme]}
        onClick={() => view({ theme: nextTheme(theme) })}
      >
        <Icon name={THEME_ICON[theme]} />
      </button>
      <HelpMenu />
    </div>
  );
}
