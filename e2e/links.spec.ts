import { createHash } from 'node:crypto';
import { screen } from './terminal-page.ts';
import { expect, test } from './test.ts';
import { openHelp } from './help.ts';
import { eventOf, expectVerdict, open, root, settled } from './page.ts';

test('the address opens the same moment again', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=20');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/at=21/);
  await page.reload();
  await settled(page);
  expect(await eventOf(page)).toBe(21);
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  await expect(page).toHaveTitle(/curl-pod → webpod…9nnfd · curl · VXLAN · .+ · Hopscope$/);
});

test('moments have names', async ({ page }) => {
  await open(page, 'lang=en&p.routing=vxlan&at=encap');
  await expect(page.locator('.caption h2')).toContainText('VXLAN encap');
  await open(page, 'lang=en&at=leak');
  await expectVerdict(page, 'leaked');
});

test('what a link says wrongly falls back by itself, and the reader is told', async ({ page }) => {
  await open(page, 'lang=en&theme=neon&p.routing=vxlan&p.src=nobody&at=99999');
  await expect(page.getByText('Parts of the link could not be read')).toContainText('theme, p.src, at');
  await expect(root(page)).toHaveAttribute('data-url-warnings', 'theme,p.src,at');
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Parts of the link could not be read')).toHaveCount(0);
});

test('a preference is remembered, a run is not', async ({ page }) => {
  await open(page, 'p.routing=vxlan&at=20');
  await page.getByRole('button', { name: 'English' }).click();
  // Auto, light, dark, contrast.
  await page.getByRole('button', { name: /Theme/ }).click();
  await page.getByRole('button', { name: /Theme/ }).click();
  await open(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('radio', { name: 'Native' })).toBeChecked();
});

test('nothing but this origin is asked for anything, and a strict policy is kept', async ({ page }) => {
  // The served first picture has its styles with it, and one script that sets language and theme before the first
  // paint: the policy of the page names it by its hash (docs/decisions/016), and nothing else that stands in it may run.
  const served = await (await page.request.get('./')).text();
  const inline = [...served.matchAll(/<script(?![^>]*(?:src|type)=)[^>]*>([^]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  expect(inline).toHaveLength(1);
  expect(served).toContain(`script-src 'self' ${inline[0]}; style-src 'self' 'unsafe-inline'; `);
  expect(served).toContain("; require-trusted-types-for 'script'; trusted-types hopscope-url\"");
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  const broken: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });
  await open(page, 'lang=en');
  await page.getByRole('button', { name: 'Switch to VXLAN and send again' }).click();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Close what changed' }).click();
  await page.getByRole('tab', { name: /Tables/ }).click();
  await openHelp(page, 'en', 'modelled');
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await page.waitForTimeout(300);
  await page.keyboard.press('k');
  expect(new Set(asked).size).toBe(1);
  expect(broken).toEqual([]);
});

test('what the policy forbids does not happen: scripts in the page, text that becomes markup or code, other addresses', async ({
  page,
  violations,
}) => {
  await open(page, 'lang=en');
  const refused = await page.evaluate(async () => {
    const tried = async (what: () => unknown): Promise<string> => {
      try {
        await what();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    const element = document.createElement('div');
    return {
      markup: await tried(() => Reflect.set(element, 'innerHTML', '<b>x</b>')),
      // Later: what a test evaluates may itself make code.
      code: await tried(async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        Reflect.construct(Function, ['return 1']);
      }),
      worker: await tried(() => new Worker('./sw.js')),
      otherPolicy: await tried(() => Reflect.get(window, 'trustedTypes').createPolicy('other', {})),
      samePolicy: await tried(() => Reflect.get(window, 'trustedTypes').createPolicy('hopscope-url', {})),
      elsewhere: await tried(() => fetch('https://elsewhere.test/')),
      inline: await tried(() => {
        const script = document.createElement('script');
        script.text = 'window.ran = true';
        document.head.append(script);
        if (!Reflect.has(window, 'ran')) throw new TypeError('did not run');
      }),
    };
  });
  expect(refused).toEqual({
    markup: 'TypeError',
    code: 'EvalError',
    worker: 'TypeError',
    otherPolicy: 'TypeError',
    samePolicy: 'TypeError',
    elsewhere: 'TypeError',
    inline: 'TypeError',
  });
  expect(violations.length).toBeGreaterThan(0);
  violations.length = 0;
});

for (const path of ['./', './en/s/same-node/', './404.html', './gallery/'])
  test(`what every page says of itself covers all that comes after it: ${path}`, async ({ page }) => {
    const served = await (await page.request.get(path)).text();
    const policy = served.indexOf('<meta http-equiv="Content-Security-Policy"');
    expect(policy).toBeGreaterThan(0);
    expect(served.slice(0, policy)).not.toMatch(/<(script|link|style)/);
  });

for (const [lang, waits, runs, held] of [
  ['ko', /Enter를 기다립니다/, /터미널에서만 실행합니다/, /저절로 실행하지 않습니다/],
  ['en', /until you press Enter/, /and nowhere else/, /not run by themselves/],
] as const) {
  test(`the command of a link is typed, and run only when it is plain: ${lang}`, async ({ page }) => {
    const typed = async (cmd: string, run: boolean, notice: RegExp): Promise<void> => {
      await page.goto(`./${lang}/s/same-node/?${new URLSearchParams({ cmd, ...(run ? { run: '1' } : {}) })}`);
      await expect(page.getByRole('status').filter({ hasText: notice })).toBeVisible();
      await expect.poll(() => screen(page)).toContain(cmd);
    };
    await typed('hostname', false, waits);
    expect(await screen(page)).not.toMatch(/^k8s-ctr$/m);
    await page.keyboard.press('Enter');
    await expect.poll(() => screen(page)).toMatch(/hostname\s*k8s-ctr/);
    await typed('hostname', true, runs);
    await expect.poll(() => screen(page)).toMatch(/hostname\s*k8s-ctr/);
    await typed('hostname; hostname', true, held);
    expect(await screen(page)).not.toMatch(/hostname\s*k8s-ctr/);
  });
}
