import { nextTheme, type Theme } from '../state/view.ts';
import { Controls } from './controls/Controls.tsx';
import { RunBar } from './controls/RunBar.tsx';
import { useSwitchPopover } from './controls/switch-popover.ts';
import { SwitchSheet } from './controls/SwitchSheet.tsx';
import { ChangesPanel } from './changes/ChangesPanel.tsx';
import { HelpMenu } from './HelpMenu.tsx';
import { Icon } from './Icon.tsx';
import { Mark } from './Mark.tsx';
import { useIntents, useView, useWords } from './store.ts';

/** The name, what to run, and how to read it. */
export function Header() {
  const popover = useSwitchPopover();
  return (
    <>
      <header className="header">
        <h1 translate="no" lang="en">
          <Mark />
          Hopscope
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

function Settings() {
  const words = useWords();
  const lang = useView((view) => view.lang);
  const theme = useView((view) => view.theme);
  const { view } = useIntents();
  return (
    <div className="settings">
      <div className="langs" role="group" aria-label={words.header.lang}>
        <button type="button" lang="ko" aria-pressed={lang === 'ko'} onClick={() => view({ lang: 'ko' })}>
          한국어
        </button>
        <button type="button" lang="en" aria-pressed={lang === 'en'} onClick={() => view({ lang: 'en' })}>
          English
        </button>
      </div>
      <button
        type="button"
        className="icon-button"
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
