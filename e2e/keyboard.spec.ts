import { expect, test } from './test.ts';
import { openHelp } from './help.ts';
import { eventOf, open, root, WORDS } from './page.ts';

const w = WORDS.ko;

test('the whole run can be walked with single keys', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  await page.keyboard.press('ArrowRight');
  expect(await eventOf(page)).toBe(21);
  await page.keyboard.press('j');
  expect(await eventOf(page)).toBe(20);
  await page.keyboard.press(']');
  const next = await eventOf(page);
  expect(next).toBeGreaterThan(30);
  await page.keyboard.press('[');
  expect(await eventOf(page)).toBeLessThan(next);
  await page.keyboard.press('End');
  const last = await eventOf(page);
  await page.keyboard.press('5');
  expect(await eventOf(page)).toBeLessThan(last);
  await page.keyboard.press('Home');
  expect(await eventOf(page)).toBeLessThan(20);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: w.shortcuts })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Space and k play and pause', async ({ page }) => {
  await open(page, 'lang=ko');
  await page.keyboard.press('Home');
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: w.pause })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: w.play, exact: true })).toBeVisible();
});

test('keys work while a Hangul input method is on', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  const cdp = await page.context().newCDPSession(page);
  const press = async (key: string, code: string): Promise<void> => {
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
  };
  await press('ㅣ', 'KeyL');
  expect(await eventOf(page)).toBe(21);
  await press('Process', 'KeyJ');
  expect(await eventOf(page)).toBe(20);
});

test('letters for the stage, the level of detail, speed and full screen, under Hangul as well', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/detail=2/);
  await page.keyboard.press('g');
  expect(await page.evaluate(() => document.activeElement?.closest('#stage') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: w.play, exact: true })).toBeFocused();
  await page.keyboard.press('>');
  await expect(page.getByRole('combobox', { name: '속도' })).toHaveValue('2');
  await page.keyboard.press('<');
  await expect(page.getByRole('combobox', { name: '속도' })).toHaveValue('1');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'ㅇ', code: 'KeyD' });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'ㅇ', code: 'KeyD' });
  await expect(page).toHaveURL(/detail=3/);
  await page.keyboard.press('f');
  await expect(page.getByTestId('announcer')).toContainText('전체 화면');
});

test('a presentation turns its pages with PageDown and PageUp, and Escape ends it', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  await page.keyboard.press('PageDown');
  expect(await eventOf(page)).toBe(20);
  await open(page, 'lang=ko&p.routing=vxlan&at=20&present');
  await expect(page.locator('html')).toHaveAttribute('data-present', '');
  await page.keyboard.press('PageDown');
  expect(await eventOf(page)).toBe(21);
  await page.keyboard.press('PageUp');
  expect(await eventOf(page)).toBe(20);
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).not.toHaveAttribute('data-present');
});

test('a link can turn single keys off', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20&shortcuts=0');
  await page.keyboard.press('ArrowRight');
  expect(await eventOf(page)).toBe(20);
});

test('a field and a menu keep their own keys, and single keys can be turned off', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  await page.getByRole('combobox', { name: w.from }).focus();
  await page.keyboard.press('k');
  expect(await eventOf(page)).toBe(20);
  await openHelp(page, 'ko', 'shortcuts');
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.locator('body').press('ArrowRight');
  expect(await eventOf(page)).toBe(20);
});

test('the slider says where it is and takes the keys of a slider', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  const slider = page.getByRole('slider', { name: w.slider });
  await slider.focus();
  const before = Number(await slider.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuenow', `${before + 1}`);
  await expect(slider).toHaveAttribute('aria-valuetext', /번째: .+/);
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuenow', (await slider.getAttribute('aria-valuemax')) ?? '');
});

test('Tab reaches everything once and leaves every widget', async ({ page }) => {
  await open(page, 'lang=en&at=24');
  const names: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return '';
      return at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent?.slice(0, 40) ?? '';
    });
    if (name === '') break;
    names.push(name);
  }
  expect(names.slice(0, 1)).toEqual(['Skip to the stage']);
  for (const wanted of ['Run', '한국어', 'Play', 'Event', 'Packet']) expect(names).toContain(wanted);
  expect(names.filter((name) => name === 'Play')).toHaveLength(1);
});

test('one voice tells what happens, silent while the run plays', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=20');
  const voice = page.getByTestId('narrator');
  await expect(voice).toHaveAttribute('aria-live', 'polite');
  const before = await voice.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(voice).not.toHaveText(before ?? '');
  await page.keyboard.press('k');
  await expect(voice).toHaveAttribute('aria-live', 'off');
  await page.keyboard.press('k');
  await expect(root(page)).toHaveAttribute('data-state', 'ready');
});
