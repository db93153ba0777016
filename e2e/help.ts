import type { Page } from '@playwright/test';
import type { Lang } from './page.ts';
import { settled } from './page.ts';

/** What stands behind the one button for help. */
export const HELP = {
  ko: { open: '도움말', modelled: '무엇을 모델링했나', glossary: '용어집', shortcuts: '단축키' },
  en: { open: 'Help', modelled: 'What is modelled', glossary: 'Glossary', shortcuts: 'Keyboard shortcuts' },
} as const;

export type HelpEntry = Exclude<keyof (typeof HELP)['ko'], 'open'>;
export const HELP_ENTRIES: readonly HelpEntry[] = ['modelled', 'glossary', 'shortcuts'];

/** Opens a dialog of the help menu, as a reader does, and waits until it is there. */
export async function openHelp(page: Page, lang: Lang, entry: HelpEntry): Promise<void> {
  await page.getByRole('button', { name: HELP[lang].open, exact: true }).click();
  await page.getByRole('button', { name: HELP[lang][entry], exact: true }).click();
  await settled(page);
  await page.getByRole('dialog').waitFor();
}
