import { expect, test } from '../test.ts';
import { HELP_ENTRIES, openHelp } from '../help.ts';
import { open, root } from '../page.ts';
import { weakTexts } from './in-page.ts';

/** Every text of many states takes its time; how long depends on the machine. */
test.describe.configure({ timeout: 180_000 });

const MOMENTS = ['', '&p.routing=vxlan&at=24', '&p.routing=vxlan&at=15', '&p.router=no-default'];
const THEMES = [
  ['light', 'light', 4.5],
  ['dark', 'dark', 4.5],
  ['contrast', 'light', 7],
  ['contrast', 'dark', 7],
] as const;

for (const [theme, scheme, least] of THEMES) {
  test(`A06 every text of the page stands off by ${least}:1, ${theme} on ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const moment of MOMENTS) {
      for (const pane of ['packet', 'tables', 'probe']) {
        await open(page, `lang=ko&theme=${theme}&freeze=1&pane=${pane}${moment}`);
        expect([moment, pane, ...(await page.evaluate(weakTexts, least))]).toEqual([moment, pane]);
      }
    }
    for (const entry of HELP_ENTRIES) {
      await openHelp(page, 'ko', entry);
      expect([entry, ...(await page.evaluate(weakTexts, least))]).toEqual([entry]);
      await page.keyboard.press('Escape');
    }
  });
}

for (const [query, verdict, word] of [
  ['lang=ko', 'leaked', '새어 나감'],
  ['lang=en', 'leaked', 'Leaked'],
  ['lang=ko&p.router=no-default', 'dropped', '버려짐'],
  ['lang=en&p.router=no-default', 'dropped', 'Dropped'],
  ['lang=ko&p.routing=vxlan&at=delivered', 'delivered', '도착'],
  ['lang=en&p.routing=vxlan&at=delivered', 'delivered', 'Delivered'],
] as const) {
  test(`A05 a fate is a word and a shape as well as a colour: ${query}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, `${query}&freeze=1`);
    await expect(root(page)).toHaveAttribute('data-verdict', verdict);
    const told = page.locator(`.caption .verdict.${verdict}`);
    await expect(told).toContainText(word);
    await expect(told.locator('svg path')).toHaveCount(1);
    if (verdict === 'delivered') return;
    const stone = page.getByTestId(`stone-${verdict}`).first();
    await expect(stone).toContainText(word);
    await expect(stone.locator('.sign path')).toHaveCount(1);
  });
}

test('A05 without any colour a lost way is still told from a walked one, and a row that won from the others', async ({
  page,
}) => {
  await open(page, 'lang=ko&freeze=1');
  const widths = await page.evaluate(() => {
    const width = (selector: string): string =>
      [...document.querySelectorAll(selector)].map((leg) => getComputedStyle(leg).strokeWidth)[0] ?? '';
    return { walked: width('.lit .leg:not(.lost):not(.redirect) path'), lost: width('.lit .leg.lost path') };
  });
  expect(Number.parseFloat(widths.lost)).toBeGreaterThan(Number.parseFloat(widths.walked));
  await expect(page.locator('.router-table .missing')).toContainText('경로 없음');
  const weights = await page.evaluate(() =>
    ['.router-table .won text', '.router-table .idle text'].map((selector) => {
      const text = document.querySelector(selector);
      return text === null ? '' : getComputedStyle(text).fontWeight;
    }),
  );
  expect(weights).toEqual(['700', '400']);
});

test('A31 in forced colours every text is readable and what matters has an edge', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
    for (const moment of MOMENTS) {
      await open(page, `lang=en&freeze=1${moment}`);
      expect([scheme, moment, ...(await page.evaluate(weakTexts, 4.5))]).toEqual([scheme, moment]);
    }
    await open(page, 'lang=en&freeze=1');
    const edges = await page.evaluate(() => {
      const stroke = (selector: string): string => {
        const element = document.querySelector(selector);
        return element === null ? 'missing' : getComputedStyle(element).stroke;
      };
      return ['.host .frame', '.device > rect', '.pod > rect', '.lit .leg path', '.ghosts path'].map(stroke);
    });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    for (const edge of edges) expect([edge, ground]).not.toContain('missing');
    for (const edge of edges) expect(edge).not.toBe(ground);
  }
});

test('A32 a system that asks for more contrast gets the theme for it, unless the reader has chosen one', async ({
  page,
}) => {
  const ink = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);
  const eth = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--eth'));
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await open(page, 'lang=ko&theme=contrast&freeze=1');
  const [chosenInk, chosenEth] = [await ink(), await eth()];
  await open(page, 'lang=ko&freeze=1');
  expect([await ink(), await eth()]).toEqual([chosenInk, chosenEth]);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  expect(await ink()).not.toBe(chosenInk);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await open(page, 'lang=ko&theme=light&freeze=1');
  expect(await ink()).not.toBe(chosenInk);
});
