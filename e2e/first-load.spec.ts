import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, type Page, test } from './test.ts';
import { root } from './page.ts';

const DIST = new URL('../dist/', import.meta.url);
/** Bytes, as in docs/performance.md. */
const MOST = { page: 110_000, fonts: 60_000 };
const APPLICATION = /\/assets\/(page|core|react)-[^/]*\.js$/;

/** As a static host sends it: text in brotli, fonts as they are. */
function bytesOf(path: string): number {
  const file = new URL(path === '' || path.endsWith('/') ? `${path}index.html` : path, DIST);
  const body = readFileSync(file);
  return path.endsWith('.woff2') ? body.length : brotliCompressSync(body).length;
}

/** The paths of what was asked for, in their order. */
function follow(page: Page, baseURL: string): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const path = request
      .url()
      .slice(baseURL.length)
      .replace(/[?#].*/, '');
    if (existsSync(new URL(path, DIST))) asked.push(path);
  });
  return asked;
}

/** A font that does not come: the page has not loaded while the test wants it so. */
async function holdFonts(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\.woff2$/, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

for (const path of ['', 'ko/s/other-subnet-vxlan/', 'en/s/service-native/', 's/mtu-too-big/']) {
  test(`the first load of /${path} is inside its budget, and the application follows it by itself`, async ({
    page,
    baseURL,
  }) => {
    const asked = follow(page, baseURL ?? '');
    await page.goto(`./${path}`, { waitUntil: 'load' });
    await expect(root(page)).toHaveAttribute('data-state', 'ready');
    const loaded = await page.evaluate(() => {
      const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return performance
        .getEntriesByType('resource')
        .flatMap(({ name, startTime }) => (startTime < (visit?.loadEventEnd ?? 0) ? [name] : []));
    });
    const first = asked.filter((one) => one === path || loaded.some((name) => name.endsWith(`/${one}`)));
    const [fonts, others] = [
      first.filter((one) => one.endsWith('.woff2')),
      first.filter((one) => !one.endsWith('.woff2')),
    ];
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.reduce((sum, one) => sum + bytesOf(one), 0)).toBeLessThanOrEqual(MOST.fonts);
    expect(others.reduce((sum, one) => sum + bytesOf(one), 0)).toBeLessThanOrEqual(MOST.page);
    expect(first.filter((one) => APPLICATION.test(`/${one}`))).toEqual([]);
    expect(asked.filter((one) => APPLICATION.test(`/${one}`)).length).toBeGreaterThan(2);
  });
}

test('somebody who is there does not wait for what has not loaded; what was pressed is done, and has the focus', async ({
  page,
}) => {
  const letGo = await holdFonts(page);
  let letCome = (): void => undefined;
  const held = new Promise<void>((resolve) => (letCome = resolve));
  await page.route(/\/assets\/page-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./?lang=ko', { waitUntil: 'commit' });
  const served = page.getByRole('button', { name: '재생', exact: true });
  await expect(served).toBeVisible();
  await expect(page.locator('.transport')).toHaveCount(0);
  await served.click();
  await expect(page.getByRole('button', { name: '여는 중' })).toHaveAttribute('aria-disabled', 'true');
  letCome();
  await expect(page.locator('.transport .play')).toBeFocused();
  await expect.poll(() => page.evaluate(() => window.__hopscope?.state.playing)).toBe(true);
  letGo();
});

for (const sign of ['the pointer', 'a key', 'the wheel'] as const) {
  test(`where data are to be saved, the application comes with ${sign}, and not before`, async ({ page, baseURL }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    const asked = follow(page, baseURL ?? '');
    await page.goto('./?lang=en', { waitUntil: 'networkidle' });
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    await expect(page.getByRole('img', { name: /left the lab/ })).toBeVisible();
    expect(asked.filter((one) => APPLICATION.test(`/${one}`))).toEqual([]);
    if (sign === 'the pointer') await page.mouse.move(200, 200);
    else if (sign === 'a key') await page.keyboard.press('Tab');
    else await page.mouse.wheel(0, 40);
    await expect(root(page)).toHaveAttribute('data-state', 'ready');
  });
}

test('an address that asks for more than the served picture is opened at once', async ({ page }) => {
  const letGo = await holdFonts(page);
  await page.goto('./?lang=ko&at=delivered&p.routing=vxlan', { waitUntil: 'commit' });
  await expect(root(page)).toHaveAttribute('data-verdict', 'delivered');
  expect(await page.evaluate(() => document.readyState)).not.toBe('complete');
  letGo();
});
