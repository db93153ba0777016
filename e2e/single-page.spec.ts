/** The page that is one file: it is opened from a disk, where no server is, and may ask for nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fillTemplate, SINGLE_PATH, type SingleState } from '../src/export/single-page.ts';
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

for (const [lang, heading, [next, back], link] of [
  ['ko', /VXLAN 캡슐화/, ['다음 사건', '이전 사건'], 'Hopscope에서 열기'],
  ['en', /VXLAN encap/, ['Next event', 'Previous event'], 'Open in Hopscope'],
] as const) {
  test(`opens from a disk at its moment, plays to its end and steps back: ${lang}`, async ({ page }) => {
    const asked = await openFile(
      page,
      lang,
      fillTemplate(template(), {
        lang,
        title: 'One file',
        text: '<p>text</p>',
        state: state({ path: `${lang}/s/other-subnet-vxlan/`, query: '?at=encap' }),
      }),
    );
    const root = page.locator('#root');
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(root).toHaveAttribute('data-scenario', 'other-subnet-vxlan');
    const before = Number(await root.getAttribute('data-at'));
    await page.getByRole('button', { name: next, exact: true }).click();
    await expect(root).toHaveAttribute('data-at', `${before + 1}`);
    await page.getByRole('button', { name: back, exact: true }).click();
    await expect(root).toHaveAttribute('data-at', `${before}`);
    await expect(page.getByRole('link', { name: new RegExp(link) })).toHaveAttribute(
      'href',
      new RegExp(`^https://example.org/lab/${lang}/s/other-subnet-vxlan/`),
    );
    await page.getByRole('combobox').last().selectOption('4');
    await page.locator('.play').click();
    await expect(root).toHaveAttribute('data-verdict', 'delivered');
    const there = Number(await root.getAttribute('data-at'));
    await page.locator('.play').click();
    await page.getByRole('button', { name: back, exact: true }).click();
    await expect.poll(async () => Number(await root.getAttribute('data-at'))).toBeGreaterThanOrEqual(there - 1);
    expect(asked).toEqual([]);
  });
}

test('without a script the run is there as text', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const path = join(folder, 'plain.html');
  const text = '<article lang="en"><h2>The run as text</h2></article>';
  writeFileSync(path, fillTemplate(template(), { lang: 'en', title: 'One file', text, state: state({}) }));
  await page.goto(pathToFileURL(path).href);
  await expect(page.getByRole('heading', { name: 'The run as text' })).toBeVisible();
  await context.close();
});

test('a file that was cut or edited opens the lab, and says that what it held is lost', async ({ page }) => {
  const html = template().replace(/("v":)1/, '$12');
  const asked = await openFile(page, 'edited', html);
  await expect(page.getByRole('status').filter({ hasText: /링크|link/ })).toBeVisible();
  await expect(page.locator('#stage, .embed-view').first()).toBeVisible();
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
