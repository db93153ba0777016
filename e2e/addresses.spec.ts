import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './test.ts';
import { labSource } from '../src/lab/lab-source.ts';
import { stranger } from '../src/lab/presets/stranger.ts';
import { scenarioNamed } from '../src/scenario/scenarios.ts';
import { hashOf, type LinkState } from '../src/state/hash/hash-state.ts';
import { open, root, settled } from './page.ts';

/** A host that serves the first page for what it has nothing for: the same file, which says how far up the site lies. */
async function serveFolders(page: Page): Promise<void> {
  const pages = /\/(ko\/s|en\/s|s|embed)\/[a-z0-9-]+\/(\?.*)?$|\/x\/(\?.*)?$/;
  await page.route(pages, async (route) => {
    const { pathname } = new URL(route.request().url());
    const up = '../'.repeat(pathname.split('/').length - 2);
    const response = await page.request.get('./');
    const body = (await response.text()).replaceAll('="./', `="${up}`).replaceAll('url(./', `url(${up}`);
    await route.fulfill({ body, contentType: 'text/html' });
  });
}

async function stateHash(state: LinkState): Promise<string> {
  const text = await hashOf(state);
  if (text === null) throw new Error('too large for a link');
  return `#${text}`;
}

const STRANGER: LinkState = {
  v: 1,
  sc: 'other-subnet-vxlan',
  doc: { lab: labSource(stranger) as { format: string } },
};

test('a scenario opens at its path, in the language of its path, at its moment', async ({ page }) => {
  await page.goto('./en/s/other-subnet-vxlan/');
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(root(page)).toHaveAttribute('data-scenario', 'other-subnet-vxlan');
  await expect(root(page)).toHaveAttribute('data-event', 'syn-k8s-ctr-encap');
  await expect(page.locator('.caption h2')).toContainText('VXLAN encap');
  await expect(page).toHaveURL(/\/en\/s\/other-subnet-vxlan\/$/);
});

test('an event is named in a link, and the address follows on the path of the scenario', async ({ page }) => {
  await page.goto('./ko/s/router-one-way/?at=syn-ack-router-route');
  await settled(page);
  await expect(root(page)).toHaveAttribute('data-event', 'syn-ack-router-route');
  const at = Number(await root(page).getAttribute('data-at'));
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`/ko/s/router-one-way/\\?at=${at + 1}$`));
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL(new RegExp(`/en/s/router-one-way/\\?at=${at + 1}$`));
  await page.getByRole('radio', { name: 'VXLAN' }).check();
  await expect(page).toHaveURL(/p\.routing=vxlan/);
});

test('another scenario is a step in the history, and back is back', async ({ page }) => {
  await serveFolders(page);
  // A slip in the path: the page offers the scenario that was meant.
  await page.goto('./en/s/same-nod/');
  await settled(page);
  await expect(page.getByRole('status').filter({ hasText: 'no scenario called' })).toBeVisible();
  const title = scenarioNamed('same-node')?.title.en ?? '';
  await page.getByRole('button', { name: title }).click();
  await expect(page).toHaveURL(/\/en\/s\/same-node\/$/);
  await expect(root(page)).toHaveAttribute('data-scenario', 'same-node');
  await page.goBack();
  await expect(page).toHaveURL(/\/en\/s\/same-nod\//);
  await expect(root(page)).not.toHaveAttribute('data-scenario');
  await page.goForward();
  await expect(root(page)).toHaveAttribute('data-scenario', 'same-node');
});

test("a reader's own lab opens from the hash, and stays in the address", async ({ page }) => {
  const hash = await stateHash(STRANGER);
  await page.goto(`./x/?lang=en${hash}`);
  await settled(page);
  await expect(root(page)).toHaveAttribute('data-scenario', 'other-subnet-vxlan');
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  await expect(page.locator('.run-line')).toContainText('netshoot $ curl');
  // The link to the stage is a place of the document, and does not throw the lab away.
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: /Skip|stage/ }).press('Enter');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => new URL(page.url()).hash).toBe(hash);
  await expect(page).toHaveURL(/\/x\/\?lang=en&at=\d+#v1/);
  await page.reload();
  await settled(page);
  await expect(page.locator('.run-line')).toContainText('netshoot $ curl');
});

test('the hash opens on the first page as well', async ({ page }) => {
  await page.goto(`./?lang=en${await stateHash(STRANGER)}`);
  await settled(page);
  await expect(page.locator('.run-line')).toContainText('netshoot $ curl');
});

for (const [lang, said] of [
  ['en', 'The link was cut off'],
  ['ko', '링크가 잘렸거나'],
] as const) {
  test(`a link that was cut says so, and can be copied: ${lang}`, async ({ page }) => {
    const hash = (await stateHash(STRANGER)).slice(0, 300);
    await page.goto(`./?lang=${lang}${hash}`);
    await settled(page);
    const notice = page.getByRole('status').filter({ hasText: said });
    await expect(notice).toBeVisible();
    await expect(notice.getByRole('textbox')).toHaveValue(new RegExp(`${hash.slice(1, 40)}`));
    await expect(root(page)).toHaveAttribute('data-url-warnings', '#');
    // What is shown instead is the plain page.
    await expect(page.locator('.run-line')).toContainText('curl-pod $ curl');
    await notice.getByRole('button', { name: /Close|닫기/ }).click();
    await expect(page.getByRole('textbox', { name: /The link as|받은 그대로/ })).toHaveCount(0);
  });
}

test('a link of a later version says so, and is still there after a reload', async ({ page }) => {
  await page.goto('./?lang=en#v2.j.e30.0');
  await settled(page);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/at=25#v2\.j\.e30\.0$/);
  await page.reload();
  await settled(page);
  await expect(page.getByRole('status').filter({ hasText: 'later version' })).toBeVisible();
});

test('what is said of a link can be read and closed by everybody', async ({ page }) => {
  await page.goto('./?lang=en&speeed=2#v1.j.e30.0');
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).include('.notices').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('slips are told by what was meant', async ({ page }) => {
  await open(page, 'lang=en&speeed=2&t=1:30&at=no-such-step');
  const status = page.getByRole('status');
  await expect(status.filter({ hasText: 'speeed: did you mean speed?' })).toBeVisible();
  await expect(status.filter({ hasText: 't takes events, not minutes' })).toBeVisible();
  await expect(root(page)).toHaveAttribute('data-url-warnings', 'speeed,at');
  await open(page, 'lang=ko&at=no-such-step');
  await expect(status.filter({ hasText: '‘no-such-step’ 단계가 없어' })).toBeVisible();
});

test('in a frame the address is left alone', async ({ page }) => {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      body: '<!doctype html><title>host</title><iframe src="./?lang=en" width="900" height="700"></iframe>',
      contentType: 'text/html',
    }),
  );
  await page.goto('./host.html');
  const frame = page.frameLocator('iframe');
  await frame.locator('#root[data-state=ready]').waitFor();
  await frame.getByRole('button', { name: 'Next event' }).click();
  await expect(frame.locator('#root')).toHaveAttribute('data-at', '25');
  await page.waitForTimeout(700);
  expect(page.frames()[1]?.url()).toMatch(/\?lang=en$/);
});
