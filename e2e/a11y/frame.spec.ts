import { createServer, type Server } from 'node:http';
import AxeBuilder from '@axe-core/playwright';
import { expect, type FrameLocator, type Page, test } from '../test.ts';
import { HELP } from '../help.ts';
import { WORDS } from '../page.ts';

/** A site of its own, under another name than the page's: browsers keep the two apart as they do blog and lab. */
const servers: Server[] = [];
test.afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function hostOf(html: string): Promise<string> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://localhost:${address !== null && typeof address === 'object' ? address.port : 0}/`;
}

/**
 * The page in somebody's post: a frame of 320x400 on another site, where storage is not to be had. There is no document
 * made for frames yet; what is tested is the page itself.
 */
async function frameIn(page: Page, baseURL: string, query: string): Promise<FrameLocator> {
  const html = `<!doctype html><html lang="en"><title>A post</title><body style="margin:0"><main><h1>A post</h1>
    <a href="#before" id="before">before</a>
    <iframe src="${new URL(baseURL).href}?${query}" title="Hopscope" width="320" height="400" style="border:0"></iframe>
    <a href="#after" id="after">after</a></main></body></html>`;
  const host = await hostOf(html);
  await page.addInitScript(() => {
    if (window.top === window) return;
    const denied = {
      get(): never {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    };
    Object.defineProperty(window, 'localStorage', denied);
    Object.defineProperty(window, 'sessionStorage', denied);
  });
  await page.goto(host);
  const frame = page.frameLocator('iframe');
  await frame.locator('#root[data-state=ready]').waitFor({ state: 'attached' });
  await frame.locator('#root[data-state=ready]').waitFor();
  await frame.locator('body').evaluate(() => window.__hopscope?.ready());
  return frame;
}

for (const lang of ['ko', 'en'] as const) {
  test(`A35 in a small frame of another site without storage the run can be read and walked, ${lang}`, async ({
    page,
    baseURL,
  }) => {
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    const frame = await frameIn(page, baseURL ?? '', `lang=${lang}&p.routing=vxlan&at=20`);
    const root = frame.locator('#root');
    const size = await root.evaluate(() => [innerWidth, innerHeight, document.documentElement.scrollWidth]);
    expect(size).toEqual([320, 400, 320]);
    await frame.getByRole('button', { name: WORDS[lang].next, exact: true }).first().click();
    await expect(root).toHaveAttribute('data-at', '21');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('l');
    await expect(frame.getByTestId('narrator')).toHaveText(/^\d+\/\d+ /);
    await frame.getByRole('button', { name: lang === 'ko' ? 'English' : '한국어', exact: true }).click();
    await expect(frame.locator('html')).toHaveAttribute('lang', lang === 'ko' ? 'en' : 'ko');
    const other = lang === 'ko' ? 'en' : 'ko';
    await frame.getByRole('button', { name: HELP[other].open, exact: true }).click();
    await frame.getByRole('button', { name: HELP[other].glossary, exact: true }).click();
    await expect(frame.getByRole('dialog')).toBeVisible();
    expect(await root.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(broken).toEqual([]);
  });
}

test('A35 in a small frame targets are large enough, texts too, and axe finds nothing', async ({ page, baseURL }) => {
  test.slow();
  const frame = await frameIn(page, baseURL ?? '', 'lang=ko');
  const small = await frame.locator('#root').evaluate(() => {
    const targets = [...document.querySelectorAll('button, select, a[href], [role=slider]')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const shown = box.width > 0 && getComputedStyle(element).visibility === 'visible';
      return shown && !element.matches('.skip') && (box.width < 24 || box.height < 24) ? [element.outerHTML] : [];
    });
    const texts = [...document.querySelectorAll('body *')].flatMap((element) =>
      Number.parseFloat(getComputedStyle(element).fontSize) < 12 ? [element.tagName] : [],
    );
    return [...targets, ...texts];
  });
  expect(small).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).include('iframe').analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
});

test('A12 Tab goes into the frame and out of it, both ways', async ({ page, baseURL }) => {
  test.slow();
  const frame = await frameIn(page, baseURL ?? '', 'lang=ko&at=15');
  await page.locator('#before').focus();
  const inside = (): Promise<boolean> => page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
  let stops = 0;
  await page.keyboard.press('Tab');
  expect(await inside()).toBe(true);
  while ((await inside()) && stops < 400) {
    await page.keyboard.press('Tab');
    stops += 1;
  }
  await expect(page.locator('#after')).toBeFocused();
  expect(stops).toBeGreaterThan(10);
  let back = 0;
  await page.keyboard.press('Shift+Tab');
  while ((await inside()) && back < 400) {
    await page.keyboard.press('Shift+Tab');
    back += 1;
  }
  await expect(page.locator('#before')).toBeFocused();
  await expect(frame.locator('#root')).toHaveAttribute('data-state', 'ready');
});
