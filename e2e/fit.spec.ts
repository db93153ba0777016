import { expect, test } from './test.ts';
import { type Lang, open } from './page.ts';

const SIZES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 640, height: 480 },
  { width: 768, height: 1024 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
];

for (const size of SIZES) {
  for (const lang of ['ko', 'en'] as Lang[]) {
    test(`${size.width}x${size.height} in ${lang}: nothing to scroll sideways, nothing too small to hit`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      for (const query of ['', '&p.routing=vxlan&at=24']) {
        await open(page, `lang=${lang}&freeze=1${query}`);
        const { scroll, client } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          client: document.documentElement.clientWidth,
        }));
        expect(scroll).toBeLessThanOrEqual(client);
        const small = await page.evaluate(() =>
          [...document.querySelectorAll('button, select, a[href], input, [role=slider]')].flatMap((element) => {
            const box = element.getBoundingClientRect();
            const shown = box.width > 0 && box.bottom > 0 && getComputedStyle(element).visibility === 'visible';
            const small = shown && !element.classList.contains('skip') && (box.width < 24 || box.height < 24);
            return small ? [`${element.textContent?.slice(0, 30)} ${box.width}x${box.height}`] : [];
          }),
        );
        expect(small).toEqual([]);
        for (const button of await page.getByRole('toolbar').getByRole('button').all()) {
          const box = await button.boundingBox();
          expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
        }
      }
    });
  }
}

test('names that the layout has measured are as wide on the screen', async ({ page }) => {
  await open(page, 'lang=ko&freeze=1');
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll<SVGGElement>('.device, .pod')].flatMap((group) => {
      const frame = group.querySelector('rect')?.getBBox();
      const texts = [...group.querySelectorAll<SVGTextElement>(':scope > text')];
      return texts.flatMap((text) => {
        const box = text.getBBox();
        const out = frame !== undefined && (box.x < frame.x - 1 || box.x + box.width > frame.x + frame.width + 1);
        return out ? [`${text.textContent}: ${box.width} in ${frame.width}`] : [];
      });
    }),
  );
  expect(wide).toEqual([]);
});
