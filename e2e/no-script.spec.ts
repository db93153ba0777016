import { shiftOf, watchShifts } from './layout-shift.ts';
import { expect, test } from './test.ts';
import { simulate } from '../src/engine/simulate.ts';
import { week4 } from '../src/lab/presets/week4.ts';
import { answersOf } from '../src/scene/answers.ts';
import { openingAsk } from '../src/scenario/ask.ts';
import { openSession } from '../src/state/session.ts';
import { settled } from './page.ts';

const { trace } = openSession(week4, openingAsk, simulate);
if (trace === null) throw new Error('the opening run failed');

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the served page is the opening run: a title, a picture with a name, the transcript of every event', async ({
    page,
    request,
  }) => {
    const served = await (await request.get('./')).text();
    expect(served.match(/<li[ >]/g)).toHaveLength(trace.events.length);
    await page.goto('./');
    await expect(page).toHaveTitle(/Hopscope/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hopscope');
    await expect(page.getByRole('main')).toHaveCount(1);
    await expect(page.getByRole('banner')).toHaveCount(1);
    await expect(page.getByRole('listitem')).toHaveCount(trace.events.length);
    const picture = page.getByRole('img', { name: /랩을 떠났다/ });
    await expect(picture).toBeVisible();
    await expect(picture.getByText('새어 나감')).toBeVisible();
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the three answers are there in Korean and in English, and the links lead to them', async ({ page }) => {
    await page.goto('./');
    for (const lang of ['ko', 'en'] as const) {
      const answers = answersOf(trace, lang);
      const own = page.locator(`section[lang=${lang}].first-run`);
      for (const answer of [answers?.where, answers?.row, answers?.fix]) {
        await expect(own.getByRole('definition').filter({ hasText: answer ?? 'no answer' })).toBeVisible();
      }
    }
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.locator('#run-en')).toBeInViewport();
    await page.getByRole('link', { name: 'Transcript of the run' }).click();
    await expect(page.getByRole('heading', { name: /실행 기록/ })).toBeInViewport();
  });

  for (const width of [320, 390, 768, 1440]) {
    test(`nothing is wider than ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto('./');
      const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(wide).toBe(0);
      // The picture is never drawn so small that its words fall below 12 px by more than a hair.
      const scale = await page
        .locator('svg.still:visible')
        .first()
        .evaluate((svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
      expect(scale).toBeGreaterThan(width < 390 ? 0.8 : 0.98);
    });
  }
});

test('before the application has come the reader sees the same in the language and theme of choice', async ({
  page,
}) => {
  await page.route(/assets\/.*\.js$/, () => undefined);
  await page.goto('./?lang=en&theme=dark', { waitUntil: 'commit' });
  await expect(page.getByRole('img', { name: /left the lab/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /랩을 떠났다/ })).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('listitem')).toHaveCount(0);
  await page.goto('./?lang=en&p.routing=vxlan', { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('img', { name: /left the lab/ })).toBeHidden();
});

for (const part of ['index', 'page', 'core', 'react', 'words.ko']) {
  test(`an application that cannot be fetched leaves the run to be read: ${part}`, async ({ page }) => {
    await page.route(new RegExp(`assets/${part}-.*\\.js$`), (route) => route.abort());
    await page.goto('./?lang=ko');
    await expect(page.getByRole('listitem')).toHaveCount(trace.events.length);
    await expect(page.getByRole('button', { name: '재생' })).toBeHidden();
  });
}

test('the application leaves nothing of it, and moves nothing that it does not replace', async ({ page }) => {
  await watchShifts(page);
  await page.goto('./');
  await settled(page);
  await expect(page.locator('.first')).toHaveCount(0);
  await expect(page.getByRole('main')).toHaveCount(1);
  await expect(page.locator('.device[id], #transcript, #run-ko')).toHaveCount(0);
  expect(await shiftOf(page)).toBeLessThan(0.02);
});
