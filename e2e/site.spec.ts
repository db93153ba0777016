import { shiftOf, watchShifts } from './layout-shift.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { narrate } from '../src/i18n/narrate.ts';
import { openingRun } from '../src/app/site/scenario-run.ts';
import { SCENARIOS, scenarioNamed } from '../src/scenario/scenarios.ts';
import { brokenLinks, policyFaults } from './site-links.ts';
import { root, settled } from './page.ts';
import { expect, test } from './test.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Every file of the built site, by its path below it. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = /\.(html|json|xml|txt|css)$/.test(path) ? readFileSync(path, 'utf8') : '';
      return [relative(folder, path).replaceAll('\\', '/'), text];
    }),
  );
}

test('every relative link of every page resolves, and every page has its policy first', () => {
  const files = filesOf(DIST);
  expect(brokenLinks(files)).toEqual([]);
  expect(policyFaults(files)).toEqual([]);
  for (const { id } of SCENARIOS)
    for (const path of [`ko/s/${id}`, `en/s/${id}`, `s/${id}`]) expect(files.has(`${path}/index.html`)).toBe(true);
});

for (const lang of ['ko', 'en'] as const) {
  test.describe(`without scripts: ${lang}`, () => {
    test.use({ javaScriptEnabled: false });

    test('a scenario is a page: title, moment, picture, transcript, and a way to all others', async ({ page }) => {
      const scenario = scenarioNamed('router-one-way');
      if (scenario === null) throw new Error('no such scenario');
      const { trace, event } = openingRun(scenario);
      const here = trace.events[event];
      if (here === undefined) throw new Error('no such event');
      await page.goto(`./${lang}/s/router-one-way/`);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page).toHaveTitle(`${scenario.title[lang]} · Hopscope`);
      await expect(page.getByRole('heading', { name: scenario.title[lang] })).toBeVisible();
      const { title, sentence } = narrate(here, trace, lang);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await expect(page.getByRole('img', { name: sentence.slice(0, 30) })).toBeVisible();
      await expect(page.getByRole('listitem')).toHaveCount(trace.events.length);
      const list = page.getByRole('navigation');
      await expect(list.getByRole('link')).toHaveCount(SCENARIOS.length);
      await expect(list.getByRole('link', { name: scenario.title[lang] })).toHaveAttribute('aria-current', 'page');
      await list.getByRole('link', { name: scenarioNamed('same-node')?.title[lang] ?? '' }).click();
      await expect(page).toHaveURL(new RegExp(`/${lang}/s/same-node/$`));
    });

    test('the other language is a link away', async ({ page }) => {
      await page.goto(`./${lang}/s/dns-lookup/`);
      const other = lang === 'ko' ? 'en' : 'ko';
      await page.getByRole('link', { name: lang === 'ko' ? 'English' : '한국어' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', other);
    });
  });
}

test('the first picture of a scenario is the moment at which the application opens, and moves nothing', async ({
  page,
}) => {
  await watchShifts(page);
  const scenario = scenarioNamed('other-subnet-vxlan');
  if (scenario === null) throw new Error('no such scenario');
  const { event } = openingRun(scenario);
  await page.goto('./en/s/other-subnet-vxlan/');
  await settled(page);
  await expect(root(page)).toHaveAttribute('data-at', `${event}`);
  await expect(page.locator('.first')).toHaveCount(0);
  expect(await shiftOf(page)).toBeLessThan(0.02);
});

test('before the application has come, the moment of the scenario is there in the language of the path', async ({
  page,
}) => {
  await page.route(/assets\/.*\.js$/, () => undefined);
  await page.goto('./en/s/other-subnet-vxlan/', { waitUntil: 'commit' });
  await expect(page.getByRole('img', { name: /VXLAN/ })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(0);
  // What the file does not have is not shown as if it were meant.
  await page.goto('./en/s/other-subnet-vxlan/?at=3', { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('img', { name: /VXLAN/ })).toBeHidden();
});

test('the page in the language of its reader keeps its address', async ({ page }) => {
  await page.goto('./s/same-node/');
  await settled(page);
  await expect(page).toHaveURL(/\/s\/same-node\/$/);
  await expect(page).not.toHaveURL(/\/(ko|en)\/s\//);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test.describe('an address that nothing lies at', () => {
  test('says so, offers what was meant first, and lets all be searched', async ({ page }) => {
    const answer = await page.goto('./en/s/same-nod/?theme=dark');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
    const meant = page.getByRole('list').first().getByRole('link');
    await expect(meant.first()).toHaveText(scenarioNamed('same-node')?.title.en ?? '');
    const field = page.getByRole('searchbox', { name: 'Find a scenario' });
    await field.fill('geneve');
    await expect(page.locator('section[lang=en] [data-all] > li:visible')).toHaveCount(2);
    await field.fill('no such word');
    await expect(page.getByText('No scenario has these words.')).toBeVisible();
    await meant.first().click();
    await expect(page).toHaveURL(/\/en\/s\/same-node\/\?theme=dark/);
  });

  test('is in Korean for a reader of Korean, and shows nothing that was not asked for', async ({ page }) => {
    await page.goto('./ko/s/zzzzzzzzzzzzzzzzzzzz/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('이런 페이지는 없습니다');
    await expect(page.getByText('혹시 이것인가요')).toBeHidden();
    await expect(root(page)).toHaveCount(0);
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });
    test('has the list in both languages', async ({ page }) => {
      await page.goto('./nothing/');
      await expect(page.getByRole('link')).toHaveCount(2 * (SCENARIOS.length + 1));
      await expect(page.getByRole('searchbox')).toHaveCount(0);
    });
  });
});

for (const [lang, name] of [
  ['ko', '시나리오'],
  ['en', 'Scenarios'],
] as const) {
  test(`scenarios are chosen from a list, by keyboard: ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`./?lang=${lang}`);
    await settled(page);
    await page.locator('.run-bar').getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    await settled(page);
    const dialog = page.getByRole('dialog', { name });
    const link = dialog.getByRole('link', { name: scenarioNamed('mtu-too-big')?.title[lang] ?? '' });
    await expect(link).toHaveAttribute('href', new RegExp(`/${lang}/s/mtu-too-big/$`));
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    await link.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(root(page)).toHaveAttribute('data-scenario', 'mtu-too-big');
    await expect(page).toHaveURL(new RegExp(`/${lang}/s/mtu-too-big/`));
    // What phones share is the address of what is seen, and the window says what it is.
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`/${lang}/s/mtu-too-big/$`));
    await expect(page).toHaveTitle(new RegExp(`^${scenarioNamed('mtu-too-big')?.title[lang]} · `));
    await page.reload();
    await settled(page);
    await expect(root(page)).toHaveAttribute('data-scenario', 'mtu-too-big');
  });
}

test('moments of scenarios lie there as pictures, in each language, light and dark, and link to their page', async ({
  page,
  request,
}) => {
  for (const name of ['', '.encap', '.encap.en', '.encap.dark', '.encap.en.dark']) {
    const answer = await request.get(`i/other-subnet-vxlan${name}.svg`);
    expect(answer.headers()['content-type']).toContain('image/svg+xml');
    const text = await answer.text();
    expect(text).toMatch(name.includes('.en') && !/\.encap(\.dark)?$/.test(name) ? /lang="en"/ : /lang="ko"/);
    expect(text).not.toMatch(/<script|href="http/);
    expect(text).toContain(name === '' ? 's/other-subnet-vxlan/' : 's/other-subnet-vxlan/?at=encap');
  }
  await page.goto('robots.txt');
  await page.setContent('<img alt="" src="/i/other-subnet-native.svg">');
  const size = await page
    .locator('img')
    .evaluate(async (image: HTMLImageElement) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]));
  expect(size[0]).toBe(960);
});
