import { expect, type Page } from '@playwright/test';
import { type Lang, open, settled } from './page.ts';

/** What the button that opens the terminal is called. */
export const TERMINAL: Readonly<Record<Lang, string>> = { ko: '터미널', en: 'Terminal' };
export const PROMPT = 'root@k8s-ctr:~#';

/** Opens the page, then the terminal, and waits for the first prompt. */
export async function openTerminal(page: Page, lang: Lang = 'ko', query = ''): Promise<void> {
  await open(page, `lang=${lang}${query === '' ? '' : `&${query}`}`);
  await page.getByRole('button', { name: TERMINAL[lang], exact: true }).click();
  await expect(page.locator('.xterm-rows, .box-line')).toBeVisible();
  await settled(page);
  await expect.poll(() => screen(page)).toContain(PROMPT);
}

/** What stands on the screen of cells (not what has scrolled out of it) or in the list, row by row. */
export async function screen(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.xterm-rows > div, .box-screen li, .box-line .prompt')]
      .map((row) => (row.textContent ?? '').replaceAll('\u00a0', ' ').trimEnd())
      .filter((row) => row !== '')
      .join('\n'),
  );
}

export async function run(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}
