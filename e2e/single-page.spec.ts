/** The page that is one file: it is opened from a disk, where no server is, and may ask for nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fillTemplate, SINGLE_PATH, type SingleState } from '../src/export/single-page.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { HELP_ENTRIES, openHelp } from './help.ts';
import { eventOf, expectVerdict, root, settled, WORDS } from './page.ts';
import { labSource } from '../src/lab/lab-source.ts';
import { stranger } from '../src/lab/presets/stranger.ts';
import { hashOf } from '../src/state/hash/hash-state.ts';
import { expect, type Page, test } from './test.ts';

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-single-'));
});
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const template = (): string => readFileSync(join('dist', SINGLE_PATH), 'utf8');

/** Writes a page and opens it from the disk; gives everything that it asked for beside itself, and what it complained of. */
async function openFile(page: Page, name: string, html: string): Promise<string[]> {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, html);
  const address = pathToFileURL(path).href;
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) asked.push(request.url());
  });
  page.on('pageerror', (error) => asked.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') asked.push(message.text());
  });
  await page.goto(address);
  await page.waitForFunction(() => window.__hopscope !== undefined);
  await page.evaluate(() => window.__hopscope?.ready());
  return asked;
}

const state = (also: Partial<SingleState>): SingleState => ({
  v: 1,
  site: 'https://example.org/lab/',
  path: '',
  query: '',
  hash: '',
  ...also,
});

const filled = (lang: 'ko' | 'en', address: Partial<SingleState>): string =>
  fillTemplate(template(), {
    lang,
    theme: null,
    title: 'One file',
    description: 'One packet',
    text: `<article lang="${lang}"><h2>The run as text</h2></article>`,
    state: state(address),
  });

const ENCAP = { ko: /VXLAN 캡슐화/, en: /VXLAN encap/ } as const;
const LINK = { ko: /Hopscope에서 열기/, en: /Open in Hopscope/ } as const;
const TABLES = { ko: /테이블/, en: /Tables/ } as const;

for (const lang of ['ko', 'en'] as const) {
  test(`opens from a disk at its moment, plays to its end and steps back: ${lang}`, async ({ page }) => {
    const path = `${lang}/s/other-subnet-vxlan/`;
    const asked = await openFile(page, lang, filled(lang, { path, query: '?at=encap' }));
    const there = root(page);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('.caption h2')).toHaveText(ENCAP[lang]);
    await expect(there).toHaveAttribute('data-scenario', 'other-subnet-vxlan');
    const before = await eventOf(page);
    await page.getByRole('button', { name: WORDS[lang].next, exact: true }).click();
    await expect(there).toHaveAttribute('data-at', `${before + 1}`);
    await page.getByRole('button', { name: WORDS[lang].back, exact: true }).click();
    await expect(there).toHaveAttribute('data-at', `${before}`);
    await expect(page.getByRole('link', { name: LINK[lang] })).toHaveAttribute(
      'href',
      new RegExp(`^https://example.org/lab/${path}`),
    );
    // Its last part is played, and not all of it: that takes as long as it takes.
    const last = await page.evaluate(() => (window.__hopscope?.state.events ?? 0) - 1);
    await page.evaluate((to) => window.__hopscope?.seek(to), last - 8);
    await page.getByRole('button', { name: WORDS[lang].play, exact: true }).click();
    await expect(there).toHaveAttribute('data-at', `${last}`);
    await expect(page.getByRole('button', { name: WORDS[lang].play, exact: true })).toBeVisible();
    await page.getByRole('button', { name: WORDS[lang].back, exact: true }).click();
    await expect(there).toHaveAttribute('data-at', `${last - 1}`);
    expect(asked).toEqual([]);
  });

  test(`every part of the file opens without asking for anything: ${lang}`, async ({ page }) => {
    const asked = await openFile(
      page,
      `parts-${lang}`,
      filled(lang, { path: `${lang}/s/other-subnet-vxlan/`, query: '?at=lookup' }),
    );
    await page.getByRole('tab', { name: TABLES[lang] }).click();
    await expect(page.getByRole('tabpanel').getByRole('row').or(page.locator('.reads > li')).first()).toBeVisible();
    // No command can be typed here, so none is offered.
    await expect(page.locator('.offer, .offers')).toHaveCount(0);
    await page.getByRole('tab').last().click();
    await settled(page);
    for (const dialog of HELP_ENTRIES) {
      await openHelp(page, lang, dialog);
      await settled(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    // Terminal and share dialog are not here: their keys do nothing.
    await page.keyboard.press('t');
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const other = lang === 'ko' ? 'en' : 'ko';
    await page.getByRole('button', { name: { ko: '한국어', en: 'English' }[other] }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', other);
    await page.getByRole('button', { name: WORDS[other].next, exact: true }).click();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(asked).toEqual([]);
  });
}

test('axe finds nothing in the file', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['light', 'dark'] as const) {
    const query = `?at=encap&theme=${theme}`;
    await openFile(page, `axe-${theme}`, filled('en', { path: 'en/s/other-subnet-vxlan/', query }));
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});

test('a lost packet can be mended in the file', async ({ page }) => {
  const asked = await openFile(page, 'mend', filled('en', { path: 'en/s/other-subnet-native/', query: '?at=leak' }));
  await expectVerdict(page, 'leaked');
  await page.getByRole('button', { name: WORDS.en.toVxlan }).click();
  await settled(page);
  await expect(page.locator('.run-line')).toContainText(WORDS.en.answered);
  expect(asked).toEqual([]);
});

test('a phone gets everything that a desk gets', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const asked = await openFile(page, 'phone', filled('en', { path: 'en/s/other-subnet-vxlan/', query: '?at=encap' }));
  await expect(page.locator('.caption h2')).toHaveText(ENCAP.en);
  await page.getByRole('tab', { name: TABLES.en }).click();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(asked).toEqual([]);
});

test("a reader's own lab goes into the file as the page has it, and stays text whatever its names say", async ({
  page,
}) => {
  const title = '</script><script>document.title = "owned"</script><!-- $& \u2028';
  const lab = { ...(labSource(stranger) as { format: string }), title };
  const hash = await hashOf({ v: 1, doc: { lab } });
  if (hash === null) throw new Error('the lab does not fit into an address');
  await page.goto(`./x/?lang=en&theme=dark&p.routing=vxlan&at=20&pane=tables&speed=2#${hash}`);
  await settled(page);
  await page.getByRole('button', { name: WORDS.en.next, exact: true }).click();
  const shown = async (): Promise<(string | null)[]> => [
    await root(page).getAttribute('data-event'),
    await root(page).getAttribute('data-verdict'),
    await page.locator('html').getAttribute('data-theme'),
    await page.locator('.run-line code').textContent(),
    await page.locator('.caption').textContent(),
    await page.getByRole('tab', { selected: true }).textContent(),
    await page.getByRole('tabpanel').locator('.reads, .empty').first().textContent(),
  ];
  const before = await shown();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await settled(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save HTML opens/ }).click();
  const html = readFileSync(await (await coming).path(), 'utf8');
  // One script that runs and one element of data; what the lab says is in neither.
  expect(html.match(/<script[ >]/g)).toHaveLength(2);
  expect(html).toMatch(/<html lang="en" data-theme="dark">/);
  const asked = await openFile(page, 'own', html);
  expect(await shown()).toEqual(before);
  expect(await page.title()).not.toContain('owned');
  expect(asked).toEqual([]);
});

test('without a script the run is there as text', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const path = join(folder, 'plain.html');
  writeFileSync(path, filled('en', {}));
  await page.goto(pathToFileURL(path).href);
  await expect(page.getByRole('heading', { name: 'The run as text' })).toBeVisible();
  await context.close();
});

test('a file that was cut or edited opens the lab, and says that what it held is lost', async ({ page }) => {
  const html = template().replace(/("v":)1/, '$12');
  const asked = await openFile(page, 'edited', html);
  await expect(page.getByRole('status').filter({ hasText: /링크|link/ })).toBeVisible();
  await expect(page.locator('#stage').first()).toBeVisible();
  // Nobody knows where its page would be.
  await expect(page.locator('.page-link')).toHaveCount(0);
  expect(asked).toEqual([]);
});

test('asks for nothing, and has nothing that could be asked for', () => {
  const html = template();
  expect(html).toContain("default-src 'none'");
  expect(html).toMatch(/connect-src 'none'/);
  const outside = html
    .replaceAll(/<script>[^]*?<\/script>/g, '')
    .match(/(?:src|href)="(?!data:)[^"]*"|url\((?!data:|#|"data:)[^)]*\)/g);
  expect(outside).toBeNull();
});
