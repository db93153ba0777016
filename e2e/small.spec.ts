import { expect, type Page, test } from './test.ts';
import { type Lang, open, openState, WORDS } from './page.ts';

const SMALL = {
  ko: { change: '실행 바꾸기', more: '설명 모두 보기', times: '횟수' },
  en: { change: 'Change the run', more: 'All of the caption', times: 'Times' },
} as const;

/** How much of the stage is between the header and what stands at the bottom, in CSS pixels. */
function stageInSight(page: Page): Promise<number> {
  return page.evaluate(() => {
    const bottom = (selector: string): number => document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0;
    const dock = document.querySelector('.dock')?.getBoundingClientRect().top ?? innerHeight;
    return Math.min(dock, innerHeight) - Math.max(0, bottom('.header'));
  });
}

for (const lang of ['ko', 'en'] as Lang[]) {
  const w = { ...WORDS[lang], ...SMALL[lang] };

  for (const [width, height, least] of [
    [640, 480, 290],
    [320, 400, 160],
  ] as const) {
    test(`in a frame of ${width}x${height} the stage has at least ${least} px, ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      for (const query of ['at=0', 'at=leak', 'p.routing=vxlan&at=encap']) {
        await openState(page, `${query}&lang=${lang}`);
        await page.evaluate(() => scrollTo(0, 0));
        expect(await stageInSight(page), query).toBeGreaterThanOrEqual(least);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }

  for (const [width, height] of [
    [640, 480],
    [768, 1024],
    [1024, 768],
    [1280, 600],
    [320, 400],
  ] as const) {
    test(`at ${width}x${height} the header is one row, and everything in it is within it, ${lang}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await open(page, `lang=${lang}&freeze=1&at=0`);
      await page.evaluate(() => scrollTo(0, 0));
      const header = await page.getByRole('banner').boundingBox();
      expect(header?.height).toBeLessThanOrEqual(50);
      const names = [...(width > 320 ? [w.run] : []), '한국어', 'English'];
      for (const name of names) {
        const box = await page.getByRole('button', { name, exact: true }).boundingBox();
        expect(box?.y ?? -1, name).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(width);
      }
    });
  }

  test(`the menus are in a sheet that Escape and Run close, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 480 });
    await open(page, `lang=${lang}`);
    const change = page.getByRole('button', { name: w.change });
    await expect(page.getByRole('combobox', { name: w.from })).toBeHidden();
    await change.click();
    await expect(page.getByRole('combobox', { name: w.router })).toBeVisible();
    await page.getByRole('combobox', { name: w.times }).selectOption('3');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('combobox', { name: w.from })).toBeHidden();
    await expect(change).toBeFocused();
    await change.click();
    await page.getByRole('button', { name: w.run, exact: true }).click();
    await expect(page.getByRole('combobox', { name: w.from })).toBeHidden();
    await expect(page).toHaveURL(/p\.count=3/);
  });

  test(`in the smallest frame the modes are in the sheet, and the caption unfolds, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 400 });
    await open(page, `lang=${lang}&at=leak`);
    await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeHidden();
    await expect(page.getByRole('button', { name: w.toVxlan })).toBeHidden();
    await page.getByRole('button', { name: w.more }).click();
    await expect(page.getByRole('button', { name: w.toVxlan })).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: w.change }).click();
    await page.getByRole('radio', { name: 'VXLAN' }).check();
    await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  });
}

test('commands run several times tell all their ends', async ({ page }) => {
  await open(page, 'lang=en&p.count=3');
  await expect(page.locator('.run-line')).toContainText('3 runs: 3 exit 28');
  await open(page, 'lang=ko&p.count=3&p.routing=vxlan');
  await expect(page.locator('.run-line')).toContainText('3번 실행: 응답 3번');
});

test('the list of keys has those of the stage and of the bytes', async ({ page }) => {
  for (const [lang, devices, bytes] of [
    ['ko', '토폴로지에서: 장치에서 장치로', '패킷 바이트에서: 바이트에서 바이트로'],
    ['en', 'On the stage: from device to device', 'In the bytes of a packet: from byte to byte'],
  ] as const) {
    await open(page, `lang=${lang}`);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog').getByText(devices)).toBeVisible();
    await expect(page.getByRole('dialog').getByText(bytes)).toBeVisible();
  }
});
