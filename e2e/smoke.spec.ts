import { expect, test } from './test.ts';

test('the built page opens and carries its name', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto('./');
  await expect(page).toHaveTitle(/Hopscope/);
  await expect(page.locator('html')).toHaveAttribute('lang', /^(ko|en)$/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(errors).toEqual([]);
});
