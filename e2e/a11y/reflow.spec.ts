import { expect, test } from '../test.ts';
import { HELP_ENTRIES, openHelp } from '../help.ts';
import { type Lang, open, root } from '../page.ts';
import { cutTexts, sideways } from './in-page.ts';

const LANGS: readonly Lang[] = ['ko', 'en'];

/**
 * Sentences and names that are shortened on purpose, each with where it stands in full: the sentence of a hop and of the
 * moment (the three answers too) behind the fold beside it and in the transcript, the command in the transcript and the
 * narration, the choice in its own menus, the name beside the mark in the heading that keeps it.
 */
const SHORTENED =
  '.header .name, .hop-card, .caption-text, .caption .diagnosis, .caption .diagnosis *, .caption h2, .run-line code, .summary, select';

for (const lang of LANGS) {
  test(`A09 at 320 px nothing scrolls sideways, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    for (const query of ['', '&p.routing=vxlan&at=24', '&p.routing=vxlan&at=15&pane=tables', '&at=15&pane=probe']) {
      await open(page, `lang=${lang}&freeze=1${query}`);
      expect([query, await page.evaluate(sideways)]).toEqual([query, 0]);
    }
    for (const entry of HELP_ENTRIES) {
      await openHelp(page, lang, entry);
      const wide = await page.evaluate(() => {
        const body = document.querySelector('.dialog-body');
        const dialog = document.querySelector('dialog');
        return [(body?.scrollWidth ?? 0) - (body?.clientWidth ?? 0), dialog?.getBoundingClientRect().left ?? -1];
      });
      expect([entry, wide[0]]).toEqual([entry, 0]);
      expect(wide[1]).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Escape');
    }
  });

  test(`A04 upright or lying, the parts of the page come in the same order and none is left out, ${lang}`, async ({
    page,
  }) => {
    const orders: string[][] = [];
    for (const size of [
      { width: 390, height: 844 },
      { width: 844, height: 390 },
    ]) {
      await page.setViewportSize(size);
      await open(page, `lang=${lang}&freeze=1`);
      expect(await page.evaluate(sideways)).toBe(0);
      const parts = await page.evaluate(() =>
        [...document.querySelectorAll('header.header, .stage, .inspector, .dock, .strip')].flatMap((part) => {
          const box = part.getBoundingClientRect();
          return box.width > 0 && box.height > 0 ? [part.className.split(' ')[0] ?? ''] : [];
        }),
      );
      orders.push(parts);
    }
    expect(orders[0]).toEqual(['header', 'stage', 'inspector', 'dock', 'strip']);
    expect(orders[1]).toEqual(orders[0]);
  });

  test(`A08 at 200 % nothing is cut off, ${lang}`, async ({ page }) => {
    // A desk of 1280x900 at 200 %.
    await page.setViewportSize({ width: 640, height: 450 });
    for (const query of ['', '&p.routing=vxlan&at=15&pane=tables', '&p.routing=vxlan&at=15&pane=probe']) {
      await open(page, `lang=${lang}&freeze=1${query}`);
      expect(await page.evaluate(sideways)).toBe(0);
      expect([query, ...(await page.evaluate(cutTexts, SHORTENED))]).toEqual([query]);
    }
  });

  test(`A08 with the spacing of WCAG 1.4.12 nothing is cut off, ${lang}`, async ({ page }) => {
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await open(page, `lang=${lang}&freeze=1&p.routing=vxlan&at=15`);
      await page.addStyleTag({
        content:
          '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
      });
      expect(await page.evaluate(sideways)).toBe(0);
      expect(await page.evaluate(cutTexts, SHORTENED)).toEqual([]);
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll<SVGGElement>('.device, .pod')].flatMap((group) => {
          const frame = group.querySelector('rect')?.getBBox();
          return [...group.querySelectorAll<SVGTextElement>(':scope > text')].flatMap((text) => {
            const box = text.getBBox();
            const out = frame !== undefined && (box.x < frame.x - 2 || box.x + box.width > frame.x + frame.width + 2);
            return out && !text.classList.contains('note') ? [text.textContent ?? ''] : [];
          });
        }),
      );
      expect(outside).toEqual([]);
      for (const entry of HELP_ENTRIES) {
        await openHelp(page, lang, entry);
        expect([entry, ...(await page.evaluate(cutTexts, SHORTENED))]).toEqual([entry]);
        await page.keyboard.press('Escape');
      }
    }
  });
}

for (const width of [320, 768, 1280]) {
  test(`A24 at ${width} px every target is at least 24 px wide and high, those of the transport 44`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const tooSmall = (): Promise<readonly string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('button, select, a[href], input, summary, [role=slider], [role=tab]')].flatMap(
          (element) => {
            // A checkbox or a radio is hit by its label as well.
            const target = element.closest('label') ?? element;
            const box = target.getBoundingClientRect();
            const shown = box.width > 0 && getComputedStyle(element).visibility === 'visible';
            const small = shown && !element.classList.contains('skip') && (box.width < 24 || box.height < 24);
            return small ? [`${element.textContent?.slice(0, 30)} ${box.width}x${box.height}`] : [];
          },
        ),
      );
    for (const query of ['', '&p.routing=vxlan&at=15&pane=tables', '&p.routing=vxlan&at=15&pane=probe']) {
      await open(page, `lang=ko&freeze=1${query}`);
      expect([query, ...(await tooSmall())]).toEqual([query]);
    }
    const transport = page.getByRole('toolbar').first().getByRole('button');
    for (const button of await transport.all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    for (const entry of HELP_ENTRIES) {
      await openHelp(page, 'ko', entry);
      expect([entry, ...(await tooSmall())]).toEqual([entry]);
      await page.keyboard.press('Escape');
    }
    await expect(root(page)).toHaveAttribute('data-state', 'ready');
  });
}
