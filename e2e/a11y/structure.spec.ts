import { expect, type Page, test } from '../test.ts';
import { HELP, openHelp } from '../help.ts';
import { eventOf, type Lang, open, settled, WORDS } from '../page.ts';

const LANGS: readonly Lang[] = ['ko', 'en'];
const TRANSCRIPT = { ko: '실행 기록', en: 'Transcript of the run' };

/** Levels of the headings that are there to be read, in the order of the page. */
function headingLevels(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const modal = document.querySelector('dialog[open]');
    return [...(modal ?? document).querySelectorAll('h1, h2, h3, h4, h5, h6')].flatMap((heading) =>
      heading.getClientRects().length > 0 ? [Number(heading.tagName.slice(1))] : [],
    );
  });
}

for (const lang of LANGS) {
  test(`A02 every picture of the page has a name, or is hidden from those who ask for names, ${lang}`, async ({
    page,
  }) => {
    await open(page, `lang=${lang}&freeze=1`);
    await expect(page.getByRole('group', { name: WORDS[lang].stage })).not.toHaveCount(0);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('svg, img, canvas')].flatMap((picture) => {
        const hidden = picture.closest('[aria-hidden=true]') !== null || picture.closest('svg svg') === picture;
        const name = picture.getAttribute('aria-label') ?? picture.getAttribute('aria-labelledby') ?? '';
        const titled = picture.getAttribute('alt') ?? picture.querySelector(':scope > title')?.textContent ?? '';
        return hidden || name !== '' || titled !== '' ? [] : [picture.outerHTML.slice(0, 80)];
      }),
    );
    expect(nameless).toEqual([]);
  });

  test(`A03 landmarks, headings and lists say how the page is made, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&freeze=1`);
    await expect(page.getByRole('banner')).toHaveCount(1);
    await expect(page.getByRole('main')).toHaveCount(1);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hopscope');
    for (const dialog of [null, 'modelled', 'glossary', 'shortcuts'] as const) {
      if (dialog !== null) await openHelp(page, lang, dialog);
      const levels = await headingLevels(page);
      expect(levels.length).toBeGreaterThan(0);
      const skipped = levels.filter((level, i) => i > 0 && level > (levels[i - 1] ?? 1) + 1);
      expect([dialog, ...skipped]).toEqual([dialog]);
      if (dialog !== null) await page.keyboard.press('Escape');
    }
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll('section, aside, nav, [role=region]')].flatMap((part) =>
        part.hasAttribute('aria-label') || part.hasAttribute('aria-labelledby') ? [] : [part.className],
      ),
    );
    // Without a name a <section> is no landmark, which is right for parts of a pane.
    expect(unnamed.filter((name) => /^(stage|inspector|transport|strip)\b/.test(name))).toEqual([]);
  });

  test(`A03 the events of the transcript stand in the order in which they happen, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&freeze=1&p.app=ping`);
    const titles: string[] = [];
    const events = await page.evaluate(() => window.__hopscope?.state.events ?? 0);
    const heading = page.locator('.caption h2');
    await page.keyboard.press('Home');
    for (let event = await eventOf(page); event < Math.min(events, 24); event++) {
      await page.evaluate((to) => window.__hopscope?.seek(to), event);
      titles.push((await heading.textContent()) ?? '');
    }
    await page.getByRole('button', { name: TRANSCRIPT[lang], exact: true }).first().click();
    await settled(page);
    const text = (await page.getByRole('dialog').textContent()) ?? '';
    let at = 0;
    for (const title of titles) {
      const found = text.indexOf(title, at);
      expect([title, found >= at]).toEqual([title, true]);
      at = found;
    }
  });

  test(`A20 the first stop skips to the stage, and the title says what runs and where it is, ${lang}`, async ({
    page,
  }) => {
    await open(page, `lang=${lang}&p.routing=vxlan&at=20`);
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAttribute('href', '#stage');
    await page.keyboard.press('Enter');
    await expect(page.locator('#stage')).toBeFocused();
    const step = (await page.locator('.caption h2').textContent()) ?? '';
    expect(step).not.toBe('');
    await expect(page).toHaveTitle(new RegExp(`^curl-pod → .+ · VXLAN · ${escaped(step)} · Hopscope$`));
    await page.keyboard.press('ArrowRight');
    const next = (await page.locator('.caption h2').textContent()) ?? '';
    await expect(page).toHaveTitle(new RegExp(` · ${escaped(next)} · Hopscope$`));
  });

  test(`A26 the language switch keeps the place, the choices and the focus, ${lang}`, async ({ page }) => {
    const other = lang === 'ko' ? 'English' : '한국어';
    await open(page, `lang=${lang}&p.routing=geneve&at=21&pane=tables`);
    const button = page.getByRole('button', { name: other, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('lang', lang === 'ko' ? 'en' : 'ko');
    expect(await eventOf(page)).toBe(21);
    await expect(page.getByRole('radio', { name: 'Geneve' })).toBeChecked();
    await expect(page.locator('[role=tab][aria-selected=true]')).toHaveText(/테이블|Tables/);
    await expect(button).toBeFocused();
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

test('A26 to have the focus, or to look through a menu, changes neither the run nor the language', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  const before = page.url();
  for (let i = 0; i < 45; i++) await page.keyboard.press('Tab');
  expect(page.url()).toBe(before);
  expect(await eventOf(page)).toBe(20);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await page.getByRole('combobox', { name: WORDS.ko.to }).selectOption({ index: 1 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByRole('combobox', { name: WORDS.ko.to })).toHaveCount(1);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('A25 the page says its language, and what stands by itself in another one is marked', async ({ page }) => {
  const strangers = (): Promise<readonly string[]> =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const element = node.parentElement;
        if (element === null || !/[A-Za-z]{2}/.test(text) || /[\u3130-\u318f\uac00-\ud7a3]/.test(text)) continue;
        // A part of a sentence that is in the page's language as a whole is one of its words.
        const whole = element.closest('p, li, h1, h2, h3, h4, dt, dd, button, option, label, td, th, text, strong');
        if (whole !== null && /[\uac00-\ud7a3]/.test(whole.textContent ?? '')) continue;
        if (element.closest('[lang=en], [translate=no], code, kbd, script, option, .logo') !== null) {
          if (element.closest('[translate=yes]') === null || element.closest('[lang=en], code, kbd') !== null) continue;
        }
        found.push(text.slice(0, 50));
      }
      return [...new Set(found)];
    });
  for (const query of ['', '&p.routing=vxlan&at=15', '&p.routing=vxlan&at=15&pane=tables', '&at=15&pane=probe']) {
    await open(page, `lang=ko&freeze=1${query}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    expect([query, ...(await strangers())]).toEqual([query]);
  }
  for (const entry of ['modelled', 'glossary'] as const) {
    await openHelp(page, 'ko', entry);
    expect([entry, ...(await strangers())]).toEqual([entry]);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const korean = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!/[\uac00-\ud7a3]/.test(node.textContent ?? '')) continue;
      if (node.parentElement?.closest('[lang=ko]') === null) found.push(node.textContent ?? '');
    }
    return found;
  });
  expect(korean).toEqual([]);
});

for (const width of [320, 768, 1280]) {
  test(`A27 help is in the same place at ${width} px: the last of the header, at the upper right`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const lang of LANGS) {
      await open(page, `lang=${lang}&freeze=1`);
      const help = page.getByRole('banner').getByRole('button', { name: HELP[lang].open, exact: true });
      const box = await help.boundingBox();
      expect(width - ((box?.x ?? 0) + (box?.width ?? 0))).toBeLessThanOrEqual(20);
      expect(box?.y ?? 999).toBeLessThan(40);
      await help.click();
      for (const entry of ['modelled', 'glossary', 'shortcuts'] as const)
        await expect(page.getByRole('button', { name: HELP[lang][entry], exact: true })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: HELP[lang].glossary, exact: true })).toBeHidden();
      await expect(help).toBeFocused();
    }
  });
}

test('A29 slider, toolbar, tabs and dialogs have the roles and states of the map of keys', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  const slider = page.getByRole('slider', { name: WORDS.ko.slider });
  for (const name of ['aria-valuemin', 'aria-valuemax', 'aria-valuenow'])
    await expect(slider).toHaveAttribute(name, /^\d+$/);
  await expect(slider).toHaveAttribute('aria-valuetext', /[가-힣]/);
  const toolbar = page.getByRole('toolbar').first();
  const first = toolbar.getByRole('button').first();
  await expect(first).toHaveAccessibleName(WORDS.ko.play);
  expect(await first.getAttribute('aria-pressed')).toBeNull();
  expect(await toolbar.locator('button:not([tabindex="-1"])').count()).toBe(1);
  await page.keyboard.press('k');
  await expect(toolbar.getByRole('button').first()).toHaveAccessibleName(WORDS.ko.pause);
  await page.keyboard.press('k');
  await expect(page.getByRole('tab')).not.toHaveCount(0);
  await expect(page.locator('[role=tab][aria-selected=true]')).toHaveCount(await page.getByRole('tablist').count());
  for (const entry of ['modelled', 'glossary', 'shortcuts'] as const) {
    await openHelp(page, 'ko', entry);
    await expect(page.getByRole('dialog')).toHaveAccessibleName(/[가-힣]/);
    expect(await page.locator('dialog').evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: HELP.ko.open, exact: true })).toBeFocused();
  }
});
