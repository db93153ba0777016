import type { BrowserContext } from '@playwright/test';
import { root, settled } from './page.ts';
import { expect, type Page, test } from './test.ts';

test.use({ serviceWorkers: 'allow' });

/** Visits a page and waits until its worker has kept what it keeps at once. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

/** Every address that the site has stored. */
async function stored(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => url);
  });
}

/** Until the rest has been kept as well: nothing new for a while. */
async function keptAll(page: Page): Promise<void> {
  await expect
    .poll(async () => (await stored(page)).some((url) => /Scenarios-.*\.js$/.test(url)), { timeout: 60_000 })
    .toBe(true);
  await expect
    .poll(async () => (await stored(page)).some((url) => url.endsWith('/fonts/mono.woff2')), { timeout: 60_000 })
    .toBe(true);
}

async function offline(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
}

test('after one visit the page opens without a network, and so does every scenario', async ({ page, context }) => {
  await visit(page, './?lang=en');
  await keptAll(page);
  await offline(context);
  await page.goto('./?lang=en&p.routing=vxlan');
  await settled(page);
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  // Never visited: the empty page stands in.
  await page.goto('./ko/s/same-node/?at=20');
  await settled(page);
  await expect(root(page)).toHaveAttribute('data-scenario', 'same-node');
  await expect(root(page)).toHaveAttribute('data-at', '20');
  await page.locator('.run-bar').getByRole('button', { name: '시나리오' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('neither a query nor a hash is ever stored', async ({ page }) => {
  await visit(page, './?lang=en');
  await page.goto('./en/s/same-node/?at=5&utm_source=post#v1.j.e30.0');
  await settled(page);
  await expect.poll(async () => (await stored(page)).some((url) => url.endsWith('/en/s/same-node/'))).toBe(true);
  expect((await stored(page)).filter((url) => /[?#]/.test(url))).toEqual([]);
});

test('caches of others at this origin are left alone, those of earlier builds go', async ({ page }) => {
  await page.goto('./robots.txt');
  await page.evaluate(async () => {
    for (const name of ['somebody else', 'hopscope / 000000000000', 'hopscope /elsewhere/ 000000000000'])
      await caches.open(name);
  });
  await visit(page, './');
  await expect.poll(() => page.evaluate(() => caches.keys())).not.toContain('hopscope / 000000000000');
  const names = await page.evaluate(() => caches.keys());
  expect(names).toContain('somebody else');
  expect(names).toContain('hopscope /elsewhere/ 000000000000');
});

test('no worker in a frame, none while the page stands still', async ({ page }) => {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      body: '<!doctype html><title>host</title><iframe src="./?lang=en" width="900" height="700"></iframe>',
      contentType: 'text/html',
    }),
  );
  await page.goto('./host.html');
  await page.frameLocator('iframe').locator('#root[data-state=ready]').waitFor();
  await page.waitForTimeout(300);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.goto('./?freeze=1');
  await settled(page);
  await page.waitForTimeout(300);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});
