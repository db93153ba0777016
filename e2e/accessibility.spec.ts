import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { open } from './page.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const theme of ['light', 'dark'] as const) {
  for (const [name, query] of [
    ['the leak', 'lang=ko'],
    ['a delivery', 'lang=en&p.routing=vxlan&at=delivered'],
    ['a lookup', 'lang=en&p.routing=vxlan&at=15'],
  ] as const) {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      test(`axe finds nothing at ${name}, ${theme}, ${viewport.width} px`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await open(page, `${query}&freeze=1`);
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
      });
    }
  }
}

test('axe finds nothing in the dialogs and the other panes', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=15&freeze=1');
  for (const tab of [/Tables/, /Probes/]) {
    await page.getByRole('tab', { name: tab }).click();
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    expect(violations.map((v) => v.id)).toEqual([]);
  }
  for (const name of ['What is modelled', 'Keyboard shortcuts']) {
    await page.getByRole('button', { name }).click();
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    expect(violations.map((v) => v.id)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

/** Contrast of SVG text is not axe's business: every text of the stage against what it lies on. */
for (const theme of ['light', 'dark'] as const) {
  test(`text on the stage is readable, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    for (const query of ['lang=ko', 'lang=ko&p.routing=vxlan&at=24', 'lang=en&p.routing=vxlan&at=15']) {
      await open(page, `${query}&freeze=1`);
      const weak = await page.evaluate(() => {
        const parse = (text: string): number[] =>
          /[\d.]+/.test(text) ? (text.match(/[\d.]+/g) ?? []).map(Number) : [];
        const light = ([r = 0, g = 0, b = 0]: number[]): number => {
          const [x = 0, y = 0, z = 0] = [r, g, b].map((c) =>
            c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * x + 0.7152 * y + 0.0722 * z;
        };
        const svg = document.querySelector('svg.picture');
        const shapes = [...(svg?.querySelectorAll('rect, path') ?? [])];
        return [...(svg?.querySelectorAll('text') ?? [])].flatMap((text) => {
          const box = text.getBoundingClientRect();
          const x = box.left + box.width / 2;
          const y = box.top + box.height / 2;
          // The last filled shape before the text that covers its middle is what it is read on.
          const under = shapes.filter((shape) => {
            if ((shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) return false;
            const fill = parse(getComputedStyle(shape).fill);
            const at = shape.getBoundingClientRect();
            const filled = fill.length >= 3 && (fill[3] ?? 1) > 0.5 && !getComputedStyle(shape).fill.startsWith('url');
            return filled && at.left <= x && at.right >= x && at.top <= y && at.bottom >= y;
          });
          const paper = parse(getComputedStyle(document.body).backgroundColor);
          const ground = parse(under.length === 0 ? '' : getComputedStyle(under.at(-1) as Element).fill);
          const a = light(parse(getComputedStyle(text).fill));
          const b = light(ground.length === 0 ? paper : ground);
          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          const size = Number.parseFloat(getComputedStyle(text).fontSize);
          return ratio < 4.5 || size < 12 ? [`${text.textContent} ${ratio.toFixed(2)} ${size}`] : [];
        });
      });
      expect(weak).toEqual([]);
    }
  });
}
