import AxeBuilder from '@axe-core/playwright';
import { expect, type Response, test } from './test.ts';
import { galleryEn } from '../src/i18n/ui-gallery.en.ts';
import { galleryKo } from '../src/i18n/ui-gallery.ko.ts';
import { uiEn } from '../src/i18n/ui.en.ts';
import { uiKo } from '../src/i18n/ui.ko.ts';
import { eventOf, open, openState, root, settled } from './page.ts';
import { STATE_NAMES } from './states.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WORDS = { ko: galleryKo, en: galleryEn };
const PAGE = { ko: uiKo, en: uiEn };

for (const lang of ['ko', 'en'] as const) {
  const words = WORDS[lang];

  test(`the list names every state and opens it, by keyboard, ${lang}`, async ({ page }) => {
    await page.goto(`./gallery/?lang=${lang}`);
    await expect(page).toHaveTitle(words.documentTitle);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    for (const name of STATE_NAMES)
      await expect(page.getByRole('rowheader', { name: words.states[name], exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: words.themes.dark }).press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    const link = page.getByRole('link', { name: `${words.states['stranger-overlay']}: ${words.open.page}` });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/lab=stranger/);
    await settled(page);
    await expect(root(page)).toHaveAttribute('data-state', 'ready');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.getByTestId('host-edge-gw')).toBeVisible();
    await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  });

  test(`what the gallery cannot read falls back, and is said, ${lang}`, async ({ page }) => {
    await openState(page, `lang=${lang}&lab=moon&view=wall&at=nowhere&p.routing=vxlan`);
    await expect(root(page)).toHaveAttribute('data-url-warnings', 'lab,view,at');
    await expect(page.getByText(PAGE[lang].notice.link('lab, view, at'))).toBeVisible();
    await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  });

  test(`broken on purpose: a run that failed and a stage that stumbled say so, ${lang}`, async ({ page }) => {
    await openState(page, `lang=${lang}&fault=run`);
    await expect(root(page)).toHaveAttribute('data-state', 'error');
    await expect(page.getByText(PAGE[lang].run.failed)).toBeVisible();
    await openState(page, `lang=${lang}&fault=stage`);
    await expect(page.getByRole('alert').getByRole('heading')).toHaveText(PAGE[lang].error.title);
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  });
}

test('search engines are asked to leave it alone, and the page itself loads nothing of it', async ({ page }) => {
  const asked: string[] = [];
  const loaded: Response[] = [];
  page.on('response', (response) => {
    if (response.ok() && /\.(js|css)$/.test(new URL(response.url()).pathname)) loaded.push(response);
  });
  await open(page, 'lang=ko');
  const seen = [...loaded];
  expect(seen.length).toBeGreaterThan(2);
  for (const response of seen) {
    const text = await response.text();
    if (['edge-gw', 'apne2-core-router', galleryKo.title].some((word) => text.includes(word)))
      asked.push(response.url());
  }
  expect(asked).toEqual([]);
  await page.goto('./gallery/');
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
});

test('a state is frozen: it stays where it is, takes no part in what is remembered, and keeps its address', async ({
  page,
}) => {
  await page.addInitScript(() =>
    localStorage.setItem('hopscope.settings.1', '{"lang":"en","theme":"dark","shortcuts":true}'),
  );
  const query = 'p.routing=vxlan&at=wrapping&lang=ko';
  await openState(page, query);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  const before = await eventOf(page);
  await page.keyboard.press('k');
  await page.waitForTimeout(400);
  expect(await eventOf(page)).toBe(before);
  expect(new URL(page.url()).search).toBe(`?${query}`);
});

test('the stage alone fills the window, with its caption', async ({ page }) => {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 640, height: 480 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    await openState(page, 'lab=stranger&at=leak&lang=en&view=stage');
    await expect(page.getByRole('banner')).toHaveCount(0);
    await expect(page.getByRole('group', { name: uiEn.caption.region })).toBeInViewport();
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollHeight,
      client: document.documentElement.clientHeight,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  }
});

for (const theme of ['contrast'] as const) {
  test(`axe finds nothing in the list and in strangers' labs, ${theme}`, async ({ page }) => {
    test.slow();
    await page.goto(`./gallery/?lang=ko&theme=${theme}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const faults: string[] = [];
    const look = async (where: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      for (const { id, nodes } of violations)
        faults.push(`${where}: ${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`);
    };
    await look('list');
    for (const query of [
      'lab=stranger&at=leak',
      'lab=crowded&p.routing=vxlan&at=peer&pane=tables',
      'fault=run',
      'fault=stage',
      'theme=neon',
    ]) {
      await openState(page, `lang=en&theme=${theme}&${query}`);
      await look(query);
    }
    expect(faults).toEqual([]);
  });
}
