import { Controls } from './controls/Controls.tsx';
import { RunBar } from './controls/RunBar.tsx';
import { useSwitchPopover } from './controls/switch-popover.ts';
import { SwitchSheet } from './controls/SwitchSheet.tsx';
import { ChangesPanel } from './changes/ChangesPanel.tsx';
import { HelpMenu } from './HelpMenu.tsx';
import { ShareButton } from './share/ShareButton.tsx';
import { LangChoice, ThemeButton } from './Looks.tsx';
import { Mark } from './Mark.tsx';

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

function Settings() {
  return (
    <div className="settings">
      <ShareButton />
      <LangChoice />
      <ThemeButton />
      <HelpMenu />
    </div>
  );
}
