import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './test.ts';
import { simulate } from '../src/engine/simulate.ts';
import { narrate } from '../src/i18n/narrate.ts';
import { week4 } from '../src/lab/presets/week4.ts';
import { answersOf } from '../src/scene/answers.ts';
import { storyboardOf } from '../src/scene/storyboard.ts';
import { openingAsk } from '../src/scenario/ask.ts';
import { openSession } from '../src/state/session.ts';
import { open } from './page.ts';

const { trace } = openSession(week4, openingAsk, simulate);
if (trace === null) throw new Error('the opening run failed');

const WORDS = {
  ko: {
    transcript: '실행 기록',
    text: '텍스트로 복사',
    markdown: 'Markdown으로 복사',
    print: '인쇄',
    plain: '텍스트로 된 실행 기록',
  },
  en: {
    transcript: 'Transcript of the run',
    text: 'Copy as text',
    markdown: 'Copy as Markdown',
    print: 'Print',
    plain: 'Transcript as text',
  },
} as const;

/** The first press of a key brings what printing needs. */
async function storyboard(page: Page): Promise<void> {
  const chunk = page.waitForResponse(/Storyboard-.*\.js$/);
  await page.keyboard.press('Control');
  await chunk;
  await expect(async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.storyboard')).toBeVisible({ timeout: 500 });
  }).toPass();
}

for (const lang of ['ko', 'en'] as const) {
  test(`in ${lang} the opening run prints as a storyboard with its answers and every event`, async ({ page }) => {
    await open(page, `lang=${lang}&theme=dark`);
    await storyboard(page);
    const paper = page.locator('.storyboard');
    const events = storyboardOf(trace);
    await expect(paper.getByRole('img')).toHaveCount(events.length);
    for (const [i, event] of events.entries()) {
      const here = trace.events[event];
      if (here === undefined) throw new Error('no such event');
      const { title, sentence } = narrate(here, trace, lang);
      const panel = paper.getByRole('figure').nth(i);
      await expect(panel.getByRole('heading', { level: 4, name: title, exact: true })).toBeVisible();
      await expect(panel.getByText(sentence, { exact: true })).toBeVisible();
    }
    await expect(paper.getByText(answersOf(trace, lang)?.fix ?? '')).toBeVisible();
    await expect(paper.locator('.events > li')).toHaveCount(trace.events.length);
    await expect(paper.getByText(page.url(), { exact: true })).toBeVisible();
    // Nothing to press, nothing of the page, and ink on paper whatever the reader's theme.
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.locator('#root')).toBeHidden();
    expect(await paper.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(27, 33, 48)');
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(2);
    expect(pages).toBeLessThanOrEqual(9);
    // A4 in points.
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);

    await page.emulateMedia({ media: 'screen' });
    await expect(paper).toHaveCount(0);
    await expect(page.getByRole('main')).toBeVisible();
  });
}

test('who prints before the storyboard has come gets the words, and is told', async ({ page }) => {
  await open(page, 'lang=en');
  await page.route(/Storyboard-.*\.js$/, (route) => route.abort());
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('print again to have it')).toBeVisible();
  await expect(page.locator('.unready').getByText('left the lab by eth0 of router').first()).toBeVisible();
});

test('the transcript opens at the event on the stage, and choosing another shows that', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'lang=en');
  await page.getByRole('button', { name: WORDS.en.transcript }).click();
  const dialog = page.getByRole('dialog', { name: WORDS.en.transcript });
  const current = dialog.locator('[aria-current=step]');
  await expect(current).toContainText('NAT: left the lab');
  await expect(current).toBeInViewport();
  await expect(dialog.getByRole('heading', { level: 3, name: 'Connection set-up' })).toBeVisible();
  await expect(dialog.getByRole('heading', { level: 4, name: /^SYN of curl-pod/ }).first()).toBeVisible();
  const wide = await dialog.locator('.dialog-body').evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(wide).toBe(0);
  await dialog.getByRole('button', { name: 'router: leaks by its default route' }).first().click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.caption h2')).toHaveText('router: leaks by its default route');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the transcript, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await open(page, 'lang=ko&freeze=1');
    await page.getByRole('button', { name: WORDS.ko.transcript }).click();
    await expect(page.getByRole('dialog').locator('[aria-current=step]')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  });
}

test('it copies as text and as Markdown and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'lang=ko');
  await page.getByRole('button', { name: WORDS.ko.transcript }).click();
  await page.getByRole('button', { name: WORDS.ko.text }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('복사했습니다');
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  expect(await copied()).toContain(answersOf(trace, 'ko')?.fix);
  await page.getByRole('button', { name: WORDS.ko.markdown }).click();
  await expect.poll(copied).toMatch(/^# /);
});

test('where copying is refused the text is selected to be copied by hand', async ({ page }) => {
  await open(page, 'lang=en');
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await page.getByRole('button', { name: WORDS.en.transcript }).click();
  await page.getByRole('button', { name: WORDS.en.text }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('did not allow');
  const area = page.getByRole('textbox', { name: WORDS.en.plain });
  await expect(area).toBeFocused();
  const selected = await area.evaluate((box: HTMLTextAreaElement) => box.selectionEnd - box.selectionStart);
  expect(selected).toBeGreaterThan(5000);
});

test('its Print button prints, once everything is there', async ({ page }) => {
  await open(page, 'lang=en');
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
    };
  });
  await page.getByRole('button', { name: WORDS.en.transcript }).click();
  await page.getByRole('button', { name: WORDS.en.print, exact: true }).click();
  await expect(page.locator('.storyboard .panels > li')).toHaveCount(storyboardOf(trace).length);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.storyboard')).toHaveCount(0);
});
