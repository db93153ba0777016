/**
 * Do the picture and layout tests see what they are there for? Each test takes a picture, changes the page in a way that
 * a mistake could, and expects the very comparison of the picture tests to notice. Baselines are made on the spot.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, type Page, test } from './test.ts';
import { layoutFaults } from './layout-faults.ts';
import { openState, settled } from './page.ts';
import { pictureTest } from './picture.ts';

test.use({ viewport: { width: 1440, height: 900 }, trace: 'off' });

/** The picture that the page comes to rest at: the first that is the same twice, as the picture tests wait for theirs. */
async function restingPicture(page: Page): Promise<Buffer> {
  const take = () => page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  let before = await take();
  await expect(async () => {
    const now = await take();
    const same = now.equals(before);
    before = now;
    expect(same, 'the page is at rest').toBe(true);
  }).toPass();
  return before;
}

/** Takes a picture as the picture tests do, makes the change, and says whether they would notice it. */
async function expectNoticed(page: Page, change: () => Promise<unknown>): Promise<void> {
  const info = test.info();
  const name = `${info.testId}-${info.repeatEachIndex}.png`;
  const path = info.snapshotPath(name, { kind: 'screenshot' });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await restingPicture(page));
  try {
    await expect(page, 'nothing has changed yet').toHaveScreenshot(name);
    await change();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect(page, 'the change is to be noticed').not.toHaveScreenshot(name, { timeout: 2000 });
  } finally {
    rmSync(path, { force: true });
  }
}

const LEAK = 'at=leak&lang=ko&theme=light';
const TUNNEL = 'p.routing=vxlan&at=router&lang=ko&theme=light';

pictureTest('swapped colours of the verdicts are noticed', async ({ page }) => {
  await openState(page, LEAK);
  await expectNoticed(page, () =>
    page.evaluate(() => {
      const root = document.documentElement;
      const style = getComputedStyle(root);
      const [lost, arrived] = [style.getPropertyValue('--lost'), style.getPropertyValue('--arrived')];
      root.style.setProperty('--lost', arrived);
      root.style.setProperty('--arrived', lost);
    }),
  );
});

pictureTest('a node that stands 3 px aside is noticed', async ({ page }) => {
  await openState(page, LEAK);
  const node = page.locator('.host.node').last();
  await expect(node).toBeVisible();
  await expectNoticed(page, () => node.evaluate((group) => group.setAttribute('transform', 'translate(3 0)')));
});

for (const [what, selector] of [
  ['wire of a subnet', '.rail path'],
  ['veth', '.veths path:last-child'],
  ['piece of the way', '.lit .leg.redirect'],
] as const) {
  pictureTest(`a missing ${what} is noticed`, async ({ page }) => {
    await openState(page, TUNNEL);
    const edge = page.locator(selector).first();
    await expect(edge).toBeAttached();
    await expectNoticed(page, () => edge.evaluate((path) => path.remove()));
  });
}

pictureTest('a Korean label that is cut off is noticed', async ({ page }) => {
  await openState(page, LEAK);
  const label = page.getByRole('tab', { name: '테이블' });
  await expect(label).toBeVisible();
  await expectNoticed(page, () =>
    label.evaluate((tab) => tab.setAttribute('style', 'width: 30px; overflow: hidden; white-space: nowrap')),
  );
});

// Of the usual comparison (pixelmatch, threshold 0.2) it is known that it takes these for the same colour.
for (const [before, after] of [
  ['#009e73', '#0072b2'],
  ['#d55e00', '#e69f00'],
] as const) {
  pictureTest(`${before} that becomes ${after} is noticed`, async ({ page }) => {
    await page.setContent(
      `<body style="margin:0;background:white"><p style="width:100px;height:100px;background:${before}">`,
    );
    await expectNoticed(page, () => page.locator('p').evaluate((p, color) => (p.style.background = color), after));
  });
}

/**
 * The largest difference of two colours in YIQ that pixelmatch counts as none, 35215 × threshold²: at its usual threshold
 * for verdicts that are taken for each other, at half of it for a verdict that is taken for plain ink.
 */
const USUAL_TOLERANCE = 35_215 * 0.2 ** 2;
const CAREFUL_TOLERANCE = 35_215 * 0.1 ** 2;

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`colours of the verdicts are so far apart that any comparison sees a swap, ${theme}`, async ({ page }) => {
    await openState(page, `at=leak&lang=en&theme=${theme}`);
    const colors = await page.evaluate(() =>
      ['--lost', '--arrived', '--ink'].map((token) => {
        const probe = document.createElement('i');
        probe.style.color = `var(${token})`;
        document.body.append(probe);
        const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
        probe.remove();
        return { token, rgb: parts.map(Number) };
      }),
    );
    const close = colors.flatMap((a, i) =>
      colors.slice(i + 1).flatMap((b) => {
        const [r = 0, g = 0, bl = 0] = a.rgb.map((value, k) => value - (b.rgb[k] ?? 0));
        const y = r * 0.29889531 + g * 0.58662247 + bl * 0.11448223;
        const in_ = r * 0.59597799 - g * 0.2741761 - bl * 0.32180189;
        const q = r * 0.21147017 - g * 0.52261711 + bl * 0.31114694;
        const delta = 0.5053 * y * y + 0.299 * in_ * in_ + 0.1957 * q * q;
        const tolerance = b.token === '--ink' ? CAREFUL_TOLERANCE : USUAL_TOLERANCE;
        return delta > tolerance ? [] : [`${a.token} and ${b.token}: ${Math.round(delta)}`];
      }),
    );
    expect(close).toEqual([]);
  });
}

test.describe('the layout test tells', () => {
  test.beforeEach(async ({ page }) => {
    await openState(page, TUNNEL);
  });

  /** What it says now that it did not say before. */
  async function newFaults(page: Page, change: () => Promise<unknown>): Promise<readonly string[]> {
    const before = await layoutFaults(page);
    await change();
    await settled(page);
    return (await layoutFaults(page)).filter((fault) => !before.includes(fault));
  }

  test('a Korean label that is cut off', async ({ page }) => {
    const tab = page.getByRole('tab', { name: '테이블' });
    const faults = await newFaults(page, () =>
      tab.evaluate((element) => element.setAttribute('style', 'width: 30px; overflow: hidden; white-space: nowrap')),
    );
    expect(faults.join()).toMatch(/cut off: '테이블/);
  });

  test('letters that are too small', async ({ page }) => {
    const faults = await newFaults(page, () =>
      page
        .locator('.host.node .title')
        .first()
        .evaluate((text) => text.setAttribute('font-size', '11')),
    );
    expect(faults).toEqual(["too small: 'k8s-ctr' (host-k8s-ctr) is 11 px"]);
  });

  test('a name on another name', async ({ page }) => {
    const faults = await newFaults(page, () =>
      page
        .locator('.host.node .title')
        .first()
        .evaluate((title) => {
          const address = title.parentElement?.querySelector('.quiet:last-of-type');
          for (const key of ['x', 'y', 'text-anchor']) title.setAttribute(key, address?.getAttribute(key) ?? '');
        }),
    );
    expect(faults.join()).toMatch(/on top of each other: 'k8s-ctr' \(host-k8s-ctr\) and '192\.168\.10\.100'/);
  });

  test('a name that has left the picture', async ({ page }) => {
    const faults = await newFaults(page, () =>
      page
        .locator('.region text')
        .first()
        .evaluate((text) => text.setAttribute('x', '-30')),
    );
    expect(faults.join()).toMatch(/outside of the picture: '192\.168\.10\.0\/24'/);
  });

  test('a name across the border of a node, and one under a packet', async ({ page }) => {
    const faults = await newFaults(page, () =>
      page.evaluate(() => {
        const top = Number(document.querySelector('.host.node .frame')?.getAttribute('y'));
        document.querySelector('.region text')?.setAttribute('y', `${top + 4}`);
        const packet = document.querySelector('.packet.current');
        const box = document.querySelector('.device.door rect');
        const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((key) => Number(box?.getAttribute(key)));
        packet?.setAttribute('transform', `translate(${(x ?? 0) + (w ?? 0) / 2} ${(y ?? 0) + (h ?? 0) / 2})`);
      }),
    );
    expect(faults.join()).toMatch(/across a border: '192\.168\.10\.0\/24' \([^)]*\) and host-k8s-ctr/);
    expect(faults.join()).toMatch(/covered: 'eth\d' \(device-router:eth\d\) by packet-\d/);
  });

  test('a page that is wider than its window', async ({ page }) => {
    const faults = await newFaults(page, () =>
      page.locator('.strip').evaluate((strip) => strip.setAttribute('style', 'width: 1500px')),
    );
    expect(faults.join()).toMatch(/wider than the window by 60 px/);
  });
});
