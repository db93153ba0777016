import { expect, test } from './test.ts';
import { eventOf, open, WORDS } from './page.ts';

test('while a run plays only moving marks change between two events, and at rest nothing does', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, 'lang=ko&p.routing=vxlan&at=22');
  await page.getByRole('combobox', { name: '속도' }).selectOption('1/4×');
  const counts = await page.evaluate(async () => {
    const moving = { inside: 0, outside: new Set<string>() };
    const watcher = new MutationObserver((records) => {
      for (const record of records) {
        const element = record.target instanceof Element ? record.target : record.target.parentElement;
        if (element?.closest('.packets, .thumb, .trail') !== null && element !== null) moving.inside += 1;
        else moving.outside.add(`${element?.tagName} ${element?.getAttribute('class') ?? ''}`);
      }
    });
    document.querySelector<HTMLButtonElement>('.play')?.click();
    await new Promise((resolve) => setTimeout(resolve, 120));
    watcher.observe(document.body, { subtree: true, attributes: true, childList: true, characterData: true });
    await new Promise((resolve) => setTimeout(resolve, 700));
    watcher.disconnect();
    return { inside: moving.inside, outside: [...moving.outside] };
  });
  expect(counts.inside).toBeGreaterThan(10);
  expect(counts.outside).toEqual([]);

  await page.getByRole('button', { name: WORDS.ko.pause }).click();
  const frames = await page.evaluate(async () => {
    let asked = 0;
    const original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      asked += 1;
      return original(callback);
    };
    await new Promise((resolve) => setTimeout(resolve, 500));
    return asked;
  });
  expect(frames).toBe(0);
});

test('with reduced motion a run steps instead of gliding', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'lang=ko&p.routing=vxlan&at=22');
  await page.getByRole('combobox', { name: '속도' }).selectOption('1/2×');
  const places = await page.evaluate(async () => {
    const seen = new Set<string>();
    document.querySelector<HTMLButtonElement>('.play')?.click();
    const until = performance.now() + 2500;
    while (performance.now() < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      seen.add(document.querySelector('.packet')?.getAttribute('transform') ?? '');
    }
    return [...seen];
  });
  expect(places.length).toBeLessThan(8);
});

test('playing passes the events in order and stops at the end', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, 'lang=ko&p.app=ping');
  await page.keyboard.press('Home');
  await page.getByRole('combobox', { name: '속도' }).selectOption('4×');
  await page.getByRole('button', { name: WORDS.ko.play, exact: true }).click();
  let before = -1;
  for (let i = 0; i < 6; i++) {
    const now = await eventOf(page);
    expect(now).toBeGreaterThanOrEqual(before);
    before = now;
    await page.waitForTimeout(150);
  }
  expect(before).toBeGreaterThan(6);
  await page.getByRole('slider', { name: WORDS.ko.slider, exact: true }).press('End');
  await expect(page.getByRole('button', { name: WORDS.ko.play, exact: true })).toBeVisible();
});

test('changing the mode is painted at once', async ({ page }) => {
  await open(page, 'lang=ko');
  const millis = await page.evaluate(async () => {
    const radio = document.querySelector<HTMLInputElement>('input[value=vxlan]');
    const start = performance.now();
    radio?.click();
    await window.__hopscope?.idle();
    return performance.now() - start;
  });
  test.info().annotations.push({ type: 'mode flip to paint', description: `${Math.round(millis)} ms` });
  expect(millis).toBeLessThan(2000);
});
