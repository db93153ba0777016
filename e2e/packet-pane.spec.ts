import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './test.ts';
import { eventOf, type Lang, open, root, settled } from './page.ts';

const WORDS = {
  ko: {
    all: '모든 필드와 바이트',
    boxes: '계층',
    fields: '필드',
    bytes: '바이트',
    story: '선택한 필드',
    outer: '바깥 IPv4',
    inner: '안쪽 IPv4',
    arrived: '들어올 때',
    left: '나갈 때',
    changed: '바뀜',
    was: '전에는 64',
    copied: '복사했다.',
    copy: '16진수로 복사',
  },
  en: {
    all: 'Every field and byte',
    boxes: 'Layers',
    fields: 'Fields',
    bytes: 'Bytes',
    story: 'The selected field',
    outer: 'Outer IPv4',
    inner: 'Inner IPv4',
    arrived: 'Arrived',
    left: 'Left',
    changed: 'changed',
    was: 'was 64',
    copied: 'Copied.',
    copy: 'Copy as hex',
  },
} as const;

/** VXLAN, at the event in which the router takes one from the TTL. */
async function openAtRouter(page: Page, lang: Lang, more = ''): Promise<void> {
  await open(page, `lang=${lang}&p.routing=vxlan&at=20&freeze=1${more}`);
  const isForward = async (): Promise<boolean> =>
    page.evaluate(() => /^router(?!.*(eth|ip route))/.test(document.querySelector('.inspector h2')?.textContent ?? ''));
  for (let i = 0; i < 12 && !(await isForward()); i++) await page.keyboard.press('ArrowRight');
  expect(await isForward()).toBe(true);
}

async function openAll(page: Page, lang: Lang): Promise<void> {
  await page.getByRole('button', { name: WORDS[lang].all }).click();
  await settled(page);
  await expect(page.getByRole('grid', { name: WORDS[lang].bytes })).toBeVisible();
}

const parts = (page: Page, lang: Lang) => ({
  story: page.getByRole('region', { name: WORDS[lang].story }),
  boxes: page.getByRole('list', { name: WORDS[lang].boxes }),
  tree: page.getByRole('list', { name: WORDS[lang].fields, exact: true }),
  grid: page.getByRole('grid', { name: WORDS[lang].bytes }),
});

for (const lang of ['ko', 'en'] as Lang[]) {
  const w = WORDS[lang];

  test.describe(`the packet pane in ${lang}`, () => {
    test('at the router of a tunnel the outer TTL is marked, the inner is not', async ({ page }) => {
      await openAtRouter(page, lang);
      const marked = page.locator('.both-sides .changed');
      await expect(marked).toHaveText([new RegExp(`^TTL64.*${w.changed}$`), new RegExp(`^TTL63.*${w.changed}$`)]);
      await openAll(page, lang);
      const { story, boxes, tree, grid } = parts(page, lang);
      // What changed is what is shown first.
      await expect(story).toContainText(`${w.outer}, TTL`);
      await expect(boxes.getByRole('button', { name: new RegExp(`^${w.outer}.*${w.changed}`) })).toBeVisible();
      await expect(tree.getByRole('button', { name: new RegExp(`TTL.*${w.changed} 63`) })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(['3f']);
      await expect(boxes.getByRole('button', { name: new RegExp(`^${w.inner}`) })).not.toContainText(w.changed);
      await page.getByRole('radio', { name: w.arrived }).check();
      await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(['40']);
    });

    test('a field, a byte and a box select each other', async ({ page }) => {
      await openAtRouter(page, lang);
      await openAll(page, lang);
      const { story, boxes, tree, grid } = parts(page, lang);

      await boxes.getByRole('button', { name: /^VXLAN/ }).click();
      await expect(grid.getByRole('gridcell', { selected: true })).toHaveCount(8);
      await expect(story.getByRole('heading')).toContainText('VXLAN');

      await tree.getByRole('button', { name: /^VNI/ }).click();
      await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(['00', '6a', '07']);
      await expect(boxes.getByRole('button', { pressed: true })).toContainText('VXLAN');
      await expect(story).toContainText('27143');

      // Byte 72 is the TTL of the header inside; its layer opens.
      await grid.locator('[data-byte="72"]').click();
      await expect(story).toContainText(`${w.inner}, TTL`);
      await expect(boxes.getByRole('button', { pressed: true })).toContainText(w.inner);
      await expect(tree.getByRole('button', { pressed: true })).toHaveText(/TTL.*64/);
    });

    test('keys walk the bytes and leave the run where it is', async ({ page }) => {
      await openAtRouter(page, lang);
      await openAll(page, lang);
      const { story, grid } = parts(page, lang);
      const event = await eventOf(page);
      await grid.locator('[data-byte="22"]').focus();
      await page.keyboard.press('ArrowRight');
      await expect(story).toContainText('protocol');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
      await expect(grid.locator('[data-byte="32"]')).toBeFocused();
      await page.keyboard.press('Control+End');
      await expect(grid.locator('[data-byte="123"]')).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await expect(grid.locator('[data-byte="123"]')).toBeFocused();
      // One stop for Tab.
      await page.keyboard.press('Tab');
      await expect(grid.locator(':focus')).toHaveCount(0);
      expect(await eventOf(page)).toBe(event);
    });

    test('the origin of a value is one press away', async ({ page }) => {
      await openAtRouter(page, lang);
      await openAll(page, lang);
      const { story, tree, boxes } = parts(page, lang);
      const routed = await eventOf(page);
      await boxes.getByRole('button', { name: /^VXLAN/ }).click();
      await tree.getByRole('button', { name: /^VNI/ }).click();
      await story.getByRole('button', { name: /vxlan/ }).click();
      const encapsulated = await eventOf(page);
      expect(encapsulated).toBeLessThan(routed);
      await expect(root(page)).toHaveAttribute('data-at', `${encapsulated}`);
      // The same field of the same packet, at the event in which it came to be.
      await expect(story).toContainText('27143');
      await page.keyboard.press('End');
      await expect(story).not.toContainText('27143');
    });

    test('the origin of what the router changed says what it was', async ({ page }) => {
      await openAtRouter(page, lang);
      await openAll(page, lang);
      await expect(parts(page, lang).story.getByRole('button')).toContainText([w.was]);
      await expect(parts(page, lang).story.getByRole('button')).toContainText(['ip_forward']);
    });
  });
}

test('the picked field stays picked while a tunnel is put around it', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=15&freeze=1');
  await openAll(page, 'en');
  const { story, grid } = parts(page, 'en');
  await grid.locator('[data-byte="22"]').click();
  await expect(story).toContainText('IPv4, TTL');
  for (let i = 0; i < 8 && !((await story.textContent()) ?? '').includes('Inner'); i++) {
    await page.getByRole('button', { name: 'Next event' }).click();
  }
  await expect(story).toContainText('Inner IPv4, TTL');
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(['40']);
});

test('bytes are copied as plain hex: those that are marked, else those of the field', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAtRouter(page, 'en');
  await openAll(page, 'en');
  const { grid } = parts(page, 'en');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await grid.locator('[data-byte="46"]').click();
  await page.keyboard.press('Control+c');
  expect(await clipboard()).toBe('006a07');
  await page.evaluate(() => {
    const cell = (at: number): Node => document.querySelector(`[data-byte="${at}"]`)?.firstChild ?? document.body;
    getSelection()?.setBaseAndExtent(cell(14), 0, cell(17), 2);
  });
  await page.keyboard.press('Control+c');
  expect(await clipboard()).toMatch(/^4500006e$/);
  await page.getByRole('button', { name: WORDS.en.copy }).click();
  await expect(page.getByText(WORDS.en.copied)).toBeVisible();
  expect(await clipboard()).toHaveLength(248);
});

test('an ICMP error shows the packet that it quotes, and where that came from', async ({ page }) => {
  await open(page, 'lang=en&p.app=traceroute&p.dst=10.10.1.200&p.routing=native&freeze=1');
  await openAll(page, 'en');
  const { boxes, story } = parts(page, 'en');
  const quoted = boxes.getByRole('button', { name: /^Quoted IPv4/ });
  for (let i = 0; i < 80 && (await quoted.count()) === 0; i++) await page.keyboard.press('ArrowRight');
  await quoted.click();
  await expect(story).toContainText('In the packet that is quoted here.');
});

test('before the first packet the pane says so and leads to it', async ({ page }) => {
  await open(page, 'lang=en&freeze=1');
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: 'Go to the first packet' }).click();
  await expect(page.getByRole('heading', { name: 'IPv4' }).first()).toBeVisible();
});

for (const [width, columns] of [
  [1440, 16],
  [768, 16],
  [390, 16],
  [320, 8],
] as const) {
  test(`${columns} bytes in a row at ${width} px, and nothing scrolls sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openAtRouter(page, 'ko');
    await openAll(page, 'ko');
    await expect(parts(page, 'ko').grid.getByRole('columnheader')).toHaveCount(columns + 1);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('.pane, .pane .hex, html')].filter((box) => box.scrollWidth > box.clientWidth),
    );
    expect(wide).toHaveLength(0);
  });
}

for (const [lang, theme, width] of [
  ['ko', 'light', 1440],
  ['en', 'dark', 1440],
  ['en', 'light', 390],
] as const) {
  test(`axe finds nothing in the open packet pane, ${theme}, ${width} px`, async ({ page }) => {
    // A frame is some hundreds of elements, and each is looked at by every rule.
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openAtRouter(page, lang);
    await openAll(page, lang);
    const { violations } = await new AxeBuilder({ page })
      .include('.inspector')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  });
}
