import { createHash } from 'node:crypto';
import { expect, test } from './test.ts';
import { openHelp } from './help.ts';
import { eventOf, expectVerdict, open, root, settled } from './page.ts';

test('the address opens the same moment again', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=20');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/at=21/);
  await page.reload();
  await settled(page);
  expect(await eventOf(page)).toBe(21);
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  await expect(page).toHaveTitle(/curl-pod → webpod…9nnfd · curl · VXLAN · .+ · Hopscope$/);
});

test('moments have names', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=encap');
  await expect(page.locator('.caption h2')).toContainText('VXLAN encap');
  await open(page, 'lang=en&at=leak');
  await expectVerdict(page, 'leaked');
});

test('what a link says wrongly falls back by itself, and the reader is told', async ({ page }) => {
  await open(page, 'lang=en&theme=neon&p.routing=vxlan&p.src=nobody&at=99999');
  await expect(page.getByText('Parts of the link could not be read')).toContainText('theme, p.src, at');
  await expect(root(page)).toHaveAttribute('data-url-warnings', 'theme,p.src,at');
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Parts of the link could not be read')).toHaveCount(0);
});

test('a preference is remembered, a run is not', async ({ page }) => {
  await open(page, 'p.routing=vxlan&at=20');
  await page.getByRole('button', { name: 'English' }).click();
  // Auto, light, dark, contrast.
  await page.getByRole('button', { name: /Theme/ }).click();
  await page.getByRole('button', { name: /Theme/ }).click();
  await open(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('radio', { name: 'Native' })).toBeChecked();
});

test('nothing but this origin is asked for anything, and a strict policy is kept', async ({ page }) => {
  // The served first picture has its styles with it, and one script that sets language and theme before the first
  // paint: the policy names it by its hash (docs/decisions/016), and nothing else that stands in the page may run.
  const served = await (await page.request.get('./')).text();
  const inline = [...served.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  expect(inline).toHaveLength(1);
  const policy =
    `default-src 'none'; script-src 'self' ${inline.join(' ')}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ` +
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  const broken: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });
  await open(page, 'lang=en');
  await page.getByRole('button', { name: 'Switch to VXLAN and send again' }).click();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Close what changed' }).click();
  await page.getByRole('tab', { name: /Tables/ }).click();
  await openHelp(page, 'en', 'modelled');
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await page.waitForTimeout(300);
  await page.keyboard.press('k');
  expect(new Set(asked).size).toBe(1);
  expect(broken).toEqual([]);
});
