import { expect, test } from './test.ts';
import { eventOf, expectVerdict, type Lang, open, root, WORDS } from './page.ts';

for (const lang of ['ko', 'en'] as Lang[]) {
  const w = WORDS[lang];

  test.describe(`in ${lang}`, () => {
    test('a curl to the pod in the other subnet leaks at the router; over VXLAN it is delivered and answered', async ({
      page,
    }) => {
      await open(page, `lang=${lang}&p.dst=svc.webpod`);
      await page.getByRole('combobox', { name: w.to }).selectOption({ label: 'webpod…9nnfd @ k8s-w0' });
      await page.getByRole('button', { name: w.run, exact: true }).click();
      await expect(page.getByRole('radio', { name: 'Native' })).toBeChecked();

      // To the end of the first packet, as a reader would: event by event.
      const caption = page.getByRole('group', { name: w.moment });
      for (let i = 0; i < 40 && !(await caption.getByText(w.leaked, { exact: true }).isVisible()); i++) {
        await page.getByRole('button', { name: w.next }).click();
      }
      await expectVerdict(page, 'leaked');
      const stage = page.getByRole('group', { name: w.stage });
      await expect(stage.getByTestId('stone-leaked')).toBeVisible();
      await expect(stage.getByText(w.missing)).toBeVisible();
      await expect(stage.getByText(w.rightDoor)).toBeVisible();
      await expect(page.locator('.run-line').getByText(w.leakedRun)).toBeVisible();

      await caption.getByRole('button', { name: w.toVxlan }).click();
      await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
      await expect(page.locator('.run-line').getByText(w.answered)).toBeVisible();
      // The same packet, at the same router, now on its way through.
      await expect(caption.getByText('SYN', { exact: true })).toBeVisible();
      await expect(caption.getByRole('heading')).toContainText('router');
      await expect(stage.getByTestId('stone-leaked')).toHaveCount(0);

      await page.getByRole('button', { name: 'SYN, ACK' }).first().click();
      for (let i = 0; i < 60 && (await root(page).getAttribute('data-verdict')) !== 'delivered'; i++) {
        await page.getByRole('button', { name: w.next }).click();
      }
      await expect(caption.getByText('SYN, ACK')).toBeVisible();
      await expect(caption.getByText(w.delivered, { exact: true })).toBeVisible();
    });

    test('the first frame tells where it went wrong, which row sent it there, and what would help', async ({
      page,
    }) => {
      await open(page, `lang=${lang}`);
      await expectVerdict(page, 'leaked');
      const stage = page.getByRole('group', { name: w.stage });
      // Where: behind the router's eth0, outside of the lab.
      await expect(stage.getByTestId('stone-leaked')).toContainText(w.leaked);
      await expect(stage.getByTestId('device-router:eth0')).toHaveClass(/lost/);
      // Which row: the default route, for want of the pods' prefix.
      await expect(stage.locator('.row.won')).toHaveText(/default.*eth0/);
      await expect(stage.locator('.row.missing')).toHaveText(new RegExp(`172\\.20\\.2\\.0/24.*${w.missing}`));
      // What would help.
      await expect(page.getByRole('button', { name: w.toVxlan })).toBeVisible();
    });

    test('stepping back shows the same frames as stepping forward', async ({ page }) => {
      await open(page, `lang=${lang}&p.routing=vxlan&at=start&freeze=1`);
      // A digest: the difference between two drawings would fill the screen.
      const frame = async (): Promise<string> =>
        page.evaluate(async () => {
          await window.__hopscope?.idle();
          let hash = 0;
          for (const ch of document.querySelector('svg.picture')?.outerHTML ?? '')
            hash = (Math.imul(hash, 31) + ch.charCodeAt(0)) | 0;
          return `${window.__hopscope?.state.at} ${hash}`;
        });
      const forwards: string[] = [];
      for (let i = 0; i < 34; i++) {
        forwards.push(await frame());
        await page.getByRole('button', { name: w.next }).click();
      }
      for (let i = 33; i >= 0; i--) {
        await page.getByRole('button', { name: w.back }).click();
        expect(await frame()).toBe(forwards[i]);
      }
    });

    test('a language switch keeps the place and what was chosen', async ({ page }) => {
      await open(page, `lang=${lang}&p.routing=geneve&at=30`);
      const before = await eventOf(page);
      const other: Lang = lang === 'ko' ? 'en' : 'ko';
      await page.getByRole('button', { name: other === 'ko' ? '한국어' : 'English' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', other);
      await expect(page.getByRole('combobox', { name: WORDS[other].to })).toBeVisible();
      expect(await eventOf(page)).toBe(before);
      await expect(page.getByRole('radio', { name: 'Geneve' })).toBeChecked();
    });
  });
}

test('with a single route on the router the request arrives and the answer is lost', async ({ page }) => {
  await open(page, 'lang=en');
  await page.getByRole('combobox', { name: 'Router' }).selectOption({ label: 'one static route: the destination' });
  await open(page, 'lang=en&p.router=static-dst');
  await expectVerdict(page, 'leaked');
  await expect(page.getByTestId('stone-leaked')).toContainText('SYN, ACK');
  await expect(page.locator('.row.missing')).toContainText('172.20.0.0/24');
});

test('an address that is none is said to be none, and nothing is sent', async ({ page }) => {
  await open(page, 'lang=en');
  await page.getByRole('combobox', { name: 'To' }).selectOption({ label: 'Another address…' });
  await page.getByRole('textbox', { name: 'IPv4 address' }).fill('172.20.2.999');
  await expect(page.getByText('Not an IPv4 address')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await page.getByRole('textbox', { name: 'IPv4 address' }).fill('172.20.1.164');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('.run-line')).toContainText('curl -s --connect-timeout 3 172.20.1.164');
});
