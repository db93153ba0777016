import { expect, test } from './test.ts';
import { open, root } from './page.ts';

test('the other language is fetched when it is asked for, and shown when all of it is there', async ({ page }) => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const fetched: string[] = [];
  await page.route(/\/assets\/words\.[a-z]+-/, async (route) => {
    const [, lang = ''] = /words\.([a-z]+)-/.exec(route.request().url()) ?? [];
    fetched.push(lang);
    if (lang === 'en') await held;
    await route.continue();
  });
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  expect(new Set(fetched)).toEqual(new Set(['ko']));
  const english = page.getByRole('button', { name: 'English' });
  await english.click();
  await expect.poll(() => fetched).toContain('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByRole('button', { name: '다음 사건' })).toBeVisible();
  letGo();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Next event' })).toBeVisible();
  await expect(english).toBeFocused();
  await expect(root(page)).toHaveAttribute('data-at', '20');
});
