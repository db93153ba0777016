/** What is read before or without the application: the served pages, the page for addresses that nothing lies at, the list of scenarios. */
import AxeBuilder from '@axe-core/playwright';
import { settled } from '../page.ts';
import { expect, type Page, test } from '../test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test.describe.configure({ timeout: 180_000 });

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: { type: 'tag', values: TAGS } }).analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in a served page whose application did not come, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.route(/assets\/index-.*\.js$/, (route) => route.abort());
    await page.goto('./en/s/mtu-too-big/');
    await expect(page.getByRole('navigation')).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });

  test(`axe finds nothing where nothing lies, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto('./ko/s/same-nod/');
    await expect(page.getByRole('searchbox')).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });

  test(`axe finds nothing in the list of scenarios, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('./ko/s/same-node/');
    await settled(page);
    await page.locator('.run-bar').getByRole('button', { name: '시나리오' }).click();
    await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}

for (const width of [320, 640, 1440]) {
  test(`nothing is wider than ${width} px where nothing lies, and every link can be hit`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto('./en/s/same-nod/');
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    const heights = await page
      .locator('a:visible, input:visible')
      .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
  });
}
