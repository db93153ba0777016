import { expect, type Page, test } from '../test.ts';
import { eventOf, open, settled, WORDS } from '../page.ts';

test('A15 a notice stays until it is closed', async ({ page }) => {
  await page.clock.install();
  await page.goto('./?lang=ko&theme=neon');
  const notice = page.getByText('theme', { exact: false }).first();
  await expect(notice).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(notice).toBeVisible();
  await page.getByRole('button', { name: WORDS.ko.close, exact: true }).click();
  await expect(notice).toBeHidden();
});

test('A16 nothing starts by itself, and what was started can be stopped without having the focus', async ({ page }) => {
  await page.clock.install();
  await page.goto('./?lang=ko');
  await expect(page.getByRole('button', { name: WORDS.ko.play, exact: true }).first()).toBeVisible();
  const before = await eventOf(page);
  await page.clock.fastForward(20_000);
  expect(await eventOf(page)).toBe(before);
  expect(await page.evaluate(() => window.__hopscope?.state.playing)).toBe(false);
  await page.clock.resume();
  await page.keyboard.press('Home');
  await page.keyboard.press('k');
  const toolbar = page.getByRole('toolbar').first();
  await expect(toolbar.getByRole('button').first()).toHaveAccessibleName(WORDS.ko.pause);
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  );
  await page.keyboard.press('k');
  await expect(toolbar.getByRole('button').first()).toHaveAccessibleName(WORDS.ko.play);
});

test('A17 at rest nothing moves: no animation runs and none is declared without an end', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  for (const query of ['lang=ko', 'lang=ko&p.router=no-default', 'lang=ko&p.routing=vxlan&at=delivered']) {
    await open(page, query);
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
    const endless = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        getComputedStyle(element).animationIterationCount === 'infinite' || element.matches('animate, animateTransform')
          ? [element.tagName]
          : [],
      ),
    );
    expect([query, ...endless]).toEqual([query]);
  }
});

/** Lightness of the page in 32 by 20 fields, 0 to 1 each, as it is painted. */
async function lightness(page: Page, eye: Page): Promise<readonly number[]> {
  const picture = (await page.screenshot({ type: 'jpeg', quality: 80 })).toString('base64');
  return await eye.evaluate(async (data) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${data}`)).blob());
    const context = new OffscreenCanvas(32, 20).getContext('2d');
    if (context === null) return [];
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, 32, 20);
    const { data: pixels } = context.getImageData(0, 0, 32, 20);
    const linear = (c: number): number => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return Array.from({ length: 640 }, (_, i) => {
      const [r = 0, g = 0, b = 0] = pixels.slice(4 * i, 4 * i + 3);
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    });
  }, picture);
}

for (const [name, query] of [
  ['a drop', 'lang=ko&p.router=no-default'],
  ['a leak', 'lang=ko'],
] as const) {
  test(`A18 nothing flashes around ${name}`, async ({ page, context }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await open(page, `${query}&freeze=1`);
    const eye = await context.newPage();
    const end = await eventOf(page);
    const fields: (readonly number[])[] = [];
    // From two events before it to one after it in quarters: every field's lightness, in the order in which it is seen.
    for (let at = end - 2; at <= end + 1; at += 0.25) {
      await page.evaluate((to) => window.__hopscope?.seek(to), at);
      await settled(page);
      fields.push(await lightness(page, eye));
    }
    // WCAG 2.3.1: a flash is a pair of opposing changes of at least 0.1 where the darker of the two is below 0.8.
    const flashes = Array.from({ length: 640 }, (_, field) => {
      let [turns, way] = [0, 0];
      for (let i = 1; i < fields.length; i++) {
        const [a, b] = [fields[i - 1]?.[field] ?? 0, fields[i]?.[field] ?? 0];
        if (Math.abs(b - a) < 0.1 || Math.min(a, b) >= 0.8) continue;
        const now = Math.sign(b - a);
        if (way !== 0 && now !== way) turns += 1;
        way = now;
      }
      return Math.floor((turns + 1) / 2);
    });
    expect(Math.max(...flashes)).toBeLessThanOrEqual(3);
    // The measurement can see: the picture is not one grey.
    expect(Math.max(...(fields[0] ?? [])) - Math.min(...(fields[0] ?? []))).toBeGreaterThan(0.2);
  });
}

test('A19 reduced motion steps instead of gliding, from the moment it is asked for', async ({ page }) => {
  const place = async (at: number): Promise<string> => {
    await page.evaluate((to) => window.__hopscope?.seek(to), at);
    await settled(page);
    return await page.evaluate(
      () => document.querySelector('.packet.current')?.closest('[transform]')?.getAttribute('transform') ?? 'none',
    );
  };
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, 'lang=ko&p.routing=vxlan');
  let moving = 18;
  for (; moving < 40; moving++) if ((await place(moving)) !== (await place(moving + 0.5))) break;
  expect(moving).toBeLessThan(40);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await place(moving + 0.5)).toBe(await place(moving));
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await place(moving + 0.5)).not.toBe(await place(moving));
});
