import { expect, type Page, test } from '../test.ts';
import { type Lang, open, WORDS } from '../page.ts';

const LANGS: readonly Lang[] = ['ko', 'en'];

interface Said {
  readonly at: number;
  readonly text: string;
  readonly live: string;
}

/** Writes down whatever the live regions say from now on, with the time in milliseconds. */
async function listen(page: Page): Promise<() => Promise<readonly Said[]>> {
  await page.evaluate(() => {
    const heard: { at: number; text: string; live: string }[] = [];
    Object.assign(window, { heard });
    new MutationObserver((records) => {
      for (const record of records) {
        const region = (record.target instanceof Element ? record.target : record.target.parentElement)?.closest(
          '[aria-live], [role=status], [role=alert]',
        );
        const text = region?.textContent ?? '';
        if (region === null || region === undefined || text === '') continue;
        const live =
          region.getAttribute('aria-live') ?? (region.getAttribute('role') === 'alert' ? 'assertive' : 'polite');
        heard.push({ at: performance.now(), text, live });
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: readonly Said[] }).heard);
}

for (const lang of LANGS) {
  test(`A30 a step is told once, politely, with its number, in at most 120 characters, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&p.routing=vxlan&at=15`);
    const voice = page.getByTestId('narrator');
    await expect(voice).toHaveAttribute('aria-live', 'polite');
    const heard = await listen(page);
    for (let step = 0; step < 6; step++) {
      const before = (await voice.textContent()) ?? '';
      await page.keyboard.press('ArrowRight');
      await expect(voice).not.toHaveText(before);
    }
    const told = (await heard()).filter(({ text }) => /^\d+\/\d+ /.test(text));
    expect(new Set(told.map(({ text }) => text)).size).toBe(6);
    for (const { text, live } of told) {
      expect(text.length).toBeLessThanOrEqual(120);
      expect(live).toBe('polite');
    }
  });

  test(`A30 steps in quick succession are told as one, the last, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&p.routing=vxlan&at=15`);
    const heard = await listen(page);
    // All within one task, so that no machine is too slow for it.
    await page.evaluate(() => {
      for (let i = 0; i < 8; i++)
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }));
    });
    const heading = page.locator('.caption h2');
    const voice = page.getByTestId('narrator');
    await expect(voice).toContainText((await heading.textContent()) ?? '');
    const told = (await heard()).filter(({ text }) => /^\d+\/\d+ /.test(text));
    expect(new Set(told.map(({ text }) => text)).size).toBe(1);
  });

  test(`A30 while the run plays only what becomes of packets is told, ${lang}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, `lang=${lang}`);
    await page.keyboard.press('Home');
    const heard = await listen(page);
    await page.keyboard.press('k');
    await expect(page.getByTestId('narrator')).toHaveAttribute('aria-live', 'off');
    await expect(page.getByTestId('narrator')).toHaveText('');
    await expect(page.getByTestId('fate')).toContainText(WORDS[lang].leaked, { timeout: 25_000 });
    await page.keyboard.press('k');
    const told = (await heard()).filter(({ live }) => live === 'polite').map(({ text }) => text);
    expect(told.some((text) => text.startsWith(`${WORDS[lang].leaked}. `))).toBe(true);
    const steps = told.filter((text) => /^\d+\/\d+ /.test(text));
    expect(steps.length).toBeLessThanOrEqual(1);
    for (const text of told) expect(text.length).toBeLessThanOrEqual(120);
  });

  test(`A30 the fate of a packet comes first, so that no cut takes it away, ${lang}`, async ({ page }) => {
    for (const [query, word] of [
      ['', WORDS[lang].leaked],
      ['&p.router=no-default', lang === 'ko' ? '버려짐' : 'Dropped'],
      ['&p.routing=vxlan&at=delivered', WORDS[lang].delivered],
    ] as const) {
      await open(page, `lang=${lang}${query}`);
      await expect(page.getByTestId('narrator')).toHaveText(new RegExp(`^\\d+/\\d+ ${word}\\. `));
    }
  });

  test(`A30 what could not be read of a link is told, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&theme=neon`);
    await expect(page.getByRole('status').filter({ hasText: 'theme' })).toHaveCount(1);
  });

  test(`A36 where it went wrong, why and what would help is there for those who do not see, ${lang}`, async ({
    page,
  }) => {
    await open(page, `lang=${lang}`);
    await expect(page.getByTestId('narrator')).toContainText(WORDS[lang].leaked);
    await expect(page.getByTestId('narrator')).toContainText('router');
    const moment = page.getByRole('group', { name: WORDS[lang].moment });
    await expect(moment).toContainText('eth0');
    await expect(moment.getByRole('button', { name: WORDS[lang].toVxlan })).toBeVisible();
    // A few steps back stands the row that sent it there.
    const voice = page.getByTestId('narrator');
    for (let step = 0; step < 8; step++) {
      if (/default|기본 경로/.test((await voice.textContent()) ?? '')) break;
      const before = (await voice.textContent()) ?? '';
      await page.keyboard.press('ArrowLeft');
      await expect(voice).not.toHaveText(before);
    }
    await expect(voice).toContainText(/default|기본 경로/);
  });
}
