import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '../test.ts';
import { inFrame, test } from './host.ts';

test('a plain frame in a post shows its moment and asks for its height', async ({ page, blog }) => {
  await page.goto(blog);
  const plain = page.locator('#plain iframe');
  await plain.scrollIntoViewIfNeeded();
  const frame = page.frameLocator('#plain iframe');
  await expect(frame.getByRole('heading', { name: /랩을 떠남/ })).toBeVisible();
  await expect(plain).toHaveAttribute('data-asked', /^\d+$/);
  expect(Number(await plain.getAttribute('height'))).toBe(Number(await plain.getAttribute('data-asked')));
  const link = frame.getByRole('link', { name: /Hopscope에서 열기/ });
  await expect(link).toHaveAttribute('href', /\/ko\/s\/other-subnet-native\/$/);
  await frame.getByRole('button', { name: '다음 사건' }).click();
  await expect(link).toHaveAttribute('href', /\/ko\/s\/other-subnet-native\/\?at=[a-z0-9-]+$/);
});

test('nothing of an element is fetched before the click; then it shows its moment, and the fallback stays in the page', async ({
  page,
  blog,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(blog);
  const element = page.locator('#wrapped');
  const button = element.getByRole('button', { name: '열어서 따라가기: VXLAN 캡슐화' });
  await button.scrollIntoViewIfNeeded();
  await expect(element.getByRole('img', { name: /cilium_vxlan/ })).toBeVisible();
  expect(asked.filter((url) => url.startsWith(`${baseURL}embed/other-subnet-vxlan/?at=encap`))).toEqual([]);
  await button.click();
  const frame = element.locator('iframe').contentFrame();
  await expect(frame.getByRole('heading', { name: /VXLAN 캡슐화/ })).toBeVisible();
  await expect(element.locator('img')).toBeHidden();
  await expect(element.locator('img')).toHaveCount(1);
  await expect(element.locator('iframe')).toHaveAttribute('title', /VXLAN/);
});

test('a button of the post sends the stage somewhere, and the post hears of it', async ({ page, blog }) => {
  await page.goto(blog);
  await page.getByRole('button', { name: '도착한 순간 보기' }).click();
  const frame = page.locator('#wrapped iframe').contentFrame();
  await expect(frame.locator('#root')).toHaveAttribute('data-verdict', 'delivered');
  await frame.getByRole('button', { name: '다음 사건' }).click();
  await expect(page.locator('#heard')).not.toBeEmpty();
});

test('one stage follows the paragraphs of the post', async ({ page, blog }) => {
  await page.goto(blog);
  const element = page.locator('hop-scope#v');
  await element.scrollIntoViewIfNeeded();
  const root = element.locator('iframe').contentFrame().locator('#root');
  await expect(root).toHaveAttribute('data-state', 'ready');
  const seen: string[] = [];
  for (const place of ['lookup', 'encap', 'decap', 'delivered']) {
    const text = page.locator(`[data-hopscope="v@${place}"]`);
    await text.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      scrollBy(0, top - innerHeight * 0.3);
    });
    await expect(text).toHaveAttribute('data-hopscope-current', '');
    await expect(root).not.toHaveAttribute('data-at', seen.at(-1) ?? 'none');
    seen.push((await root.getAttribute('data-at')) ?? '');
  }
  expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => a - b));
  await expect(root).toHaveAttribute('data-verdict', 'delivered');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the frame is a still and a link, and the element is its fallback', async ({ page, blog }) => {
    await page.goto(blog);
    await page.locator('#plain iframe').scrollIntoViewIfNeeded();
    const frame = page.frameLocator('#plain iframe');
    await expect(frame.getByRole('img', { name: /랩을 떠났다/ })).toBeVisible();
    await expect(frame.getByRole('link', { name: /다른 서브넷의 노드로 \(native\)/ })).toHaveAttribute(
      'href',
      /ko\/s\//,
    );
    await expect(page.locator('#wrapped').getByRole('img')).toBeVisible();
    await expect(page.locator('#wrapped').getByRole('link')).toHaveAttribute('href', /at=encap/);
  });
});

test('no policy of a frame is broken while it is used', async ({ page, blog }) => {
  const broken: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) broken.push(message.text());
  });
  await page.goto(blog);
  await page.locator('#plain iframe').scrollIntoViewIfNeeded();
  const frame = page.frames().find((one) => one.url().includes('other-subnet-native'));
  if (frame === undefined) throw new Error('no frame');
  await inFrame(frame);
  await frame.getByRole('tab', { name: '패킷' }).click();
  await frame.getByRole('tab', { name: '실행 기록' }).click();
  await frame.getByRole('tab', { name: '토폴로지' }).click();
  await frame.getByRole('button', { name: '재생', exact: true }).click();
  await frame.getByRole('button', { name: '일시 정지' }).click();
  await page.keyboard.press('?');
  await expect(frame.getByRole('dialog')).toBeVisible();
  await frame.getByRole('button', { name: '닫기' }).click();
  expect(broken).toEqual([]);
});

test('a page that pretends to be the frame is not believed', async ({ page, blog }) => {
  await page.goto(blog);
  const element = page.locator('#wrapped');
  await element.evaluate((scope) => {
    Reflect.get(scope, 'open').call(scope);
    const scenario = { id: 'x', title: 'somebody else', phases: [], events: [] };
    window.postMessage({ hopscope: 1, kind: 'ready', id: 'h1', data: { proto: 1, scenario, state: {} } }, '*');
  });
  await expect(
    element
      .locator('iframe')
      .contentFrame()
      .getByRole('heading', { name: /VXLAN 캡슐화/ }),
  ).toBeVisible();
  await expect(element.locator('img')).toBeHidden();
  await expect(element.locator('iframe')).toHaveAttribute('title', '다른 서브넷의 노드로 (VXLAN)');
});

test('where frames are refused by the policy of the page, the fallback stays in sight', async ({
  page,
  blog,
  violations,
}) => {
  await page.goto(blog);
  await page.evaluate(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "frame-src 'none'";
    document.head.append(policy);
  });
  const element = page.locator('#wrapped');
  await element.getByRole('button').click();
  await expect(element.locator('iframe')).toHaveCount(1);
  await expect(element.getByRole('img', { name: /cilium_vxlan/ })).toBeVisible();
  await expect(element.locator('iframe')).toHaveCSS('opacity', '0');
  // The page's own policy, on purpose.
  await expect.poll(() => violations.some((one) => one.startsWith('frame-src'))).toBe(true);
  violations.length = 0;
});

test('attributes that change are followed by the frame', async ({ page, blog }) => {
  await page.goto(blog);
  const element = page.locator('#wrapped');
  await element.getByRole('button').click();
  const root = element.locator('iframe').contentFrame().locator('#root');
  await expect(root).toHaveAttribute('data-verdict', 'pending');
  await element.evaluate((scope) => scope.setAttribute('at', 'delivered'));
  await expect(root).toHaveAttribute('data-verdict', 'delivered');
  await element.evaluate((scope) => scope.setAttribute('lang', 'en'));
  await expect(element.locator('iframe').contentFrame().getByRole('tab', { name: 'Topology' })).toBeVisible();
});

test('the script can be pinned: under its version it is the same, and its hash is told', async ({ request }) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const latest = await (await request.get('./embed/v1/embed.js')).text();
  const pinned = await (await request.get(`./embed/${version}/embed.js`)).text();
  const integrity = await (await request.get(`./embed/${version}/integrity.txt`)).text();
  expect(pinned).toBe(latest);
  expect(integrity.trim()).toBe(`sha384-${createHash('sha384').update(pinned).digest('base64')}`);
});

test('an element that is moved goes on; one that is taken away lets go of everything, and can come back', async ({
  page,
  blog,
}) => {
  await page.goto(blog);
  const element = page.locator('#wrapped');
  await element.getByRole('button').click();
  const root = element.locator('iframe').contentFrame().locator('#root');
  await expect(root).toHaveAttribute('data-state', 'ready');
  await element.evaluate((scope) => document.querySelector('main')?.append(scope));
  await expect(root).toHaveAttribute('data-state', 'ready');
  await element.evaluate((scope) => Reflect.get(scope, 'seek').call(scope, 'delivered'));
  await expect(root).toHaveAttribute('data-verdict', 'delivered');
  await element.evaluate(async (scope) => {
    scope.remove();
    await Promise.resolve();
    document.querySelector('main')?.append(scope);
  });
  await expect(element.locator('iframe')).toHaveCount(0);
  await expect(element.getByRole('button')).toBeVisible();
  await expect(element.locator('img')).toBeVisible();
});
