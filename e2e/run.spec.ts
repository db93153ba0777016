import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from './test.ts';
import { eventOf, expectVerdict, type Lang, open, settled, WORDS } from './page.ts';

const RUN = {
  ko: {
    changes: '무엇이 바뀌었나',
    closeChanges: '바뀐 것 닫기',
    again: /바뀐 것 \(\d+\)/,
    nothing: '이 여정에서는 바뀐 것이 없습니다',
    first: /처음 갈라진 곳/,
    mode: '라우팅 모드: Native → VXLAN',
    switches: /^스위치/,
    panel: 'Cilium 스위치와 라우터 경로',
    assumptions: '이 실행의 전제',
    socketLb: 'socket LB 켬',
    socketLbName: 'Socket LB',
    off: '끔',
    socketLbOff: 'socket LB 끔, 실습과 다름',
    legacy: '호스트 라우팅 legacy, 실습과 다름',
    masquerade: 'BPF 마스커레이드',
    needs: 'BPF 호스트 라우팅에는 BPF 마스커레이드가 필요합니다',
    addRoute: '경로 넣기',
    add: '넣기',
    bad: /게이트웨이 192\.168\.30\.1/,
    suggestBack: '172.20.0.0/24 넣기: k8s-ctr의 파드',
    one: '172.20.2.0/24만 넣기',
    other: '172.20.0.0/24 경로도 넣기',
    waiting: '아직 실행 전',
    tally: '30번 실행',
    tallyTitle: 'webpod를 30번 실행한 결과',
    hung: /30번 중 \d+번은 응답이 없었습니다/,
    answered: '30번 모두 응답을 받았습니다.',
    why: 'SYN: router의 eth0에서 새어 나감, 172.20.2.0/24 경로 없음',
    far: 'webpod…9nnfd @ k8s-w0',
    table: '표로 보기',
    where: 'router의 eth0에서 실습 밖으로 나갔다',
    row: '“default via 10.0.2.2 dev eth0” 행이 이겼다. k8s-w0 파드의 172.20.2.0/24 행이 없다',
    fix: '터널, 또는 경로 두 개: 가는 길 172.20.2.0/24, 오는 길 172.20.0.0/24',
  },
  en: {
    changes: 'What changed',
    closeChanges: 'Close what changed',
    again: /What changed \(\d+\)/,
    nothing: 'Nothing in this journey changed',
    first: /First difference/,
    mode: 'Routing mode: Native → VXLAN',
    switches: /^Switches/,
    panel: 'Switches of Cilium, routes of the router',
    assumptions: 'Assumptions of this run',
    socketLb: 'socket LB on',
    socketLbName: 'Socket LB',
    off: 'off',
    socketLbOff: 'socket LB off, not as in the lab',
    legacy: 'host routing legacy, not as in the lab',
    masquerade: 'BPF masquerade',
    needs: 'BPF host routing needs BPF masquerade',
    addRoute: 'Add a route',
    add: 'Add',
    bad: /192\.168\.30\.1/,
    suggestBack: 'Add 172.20.0.0/24: the pods of k8s-ctr',
    one: 'Add only 172.20.2.0/24',
    other: 'Add 172.20.0.0/24 as well',
    waiting: 'Not run yet',
    tally: 'Run 30 times',
    tallyTitle: '30 runs on webpod',
    hung: /\d+ of 30 runs were not answered/,
    answered: 'All 30 runs were answered.',
    why: 'SYN leaked at eth0 of router, no route to 172.20.2.0/24',
    far: 'webpod…9nnfd on k8s-w0',
    table: 'As a table',
    where: 'At eth0 of router, out of the lab.',
    row: '“default via 10.0.2.2 dev eth0” won: no row for 172.20.2.0/24, the pods of k8s-w0.',
    fix: 'A tunnel; or two routes: 172.20.2.0/24 there, 172.20.0.0/24 back.',
  },
} as const;

const moment = (page: Page, lang: Lang) => page.getByRole('group', { name: WORDS[lang].moment });

for (const lang of ['ko', 'en'] as Lang[]) {
  const w = WORDS[lang];
  const r = RUN[lang];

  test.describe(`in ${lang}`, () => {
    test('the first frame gives three answers in words, and one obvious thing to press', async ({ page }) => {
      await open(page, `lang=${lang}`);
      await expectVerdict(page, 'leaked');
      for (const answer of [r.where, r.row, r.fix]) await expect(moment(page, lang).getByText(answer)).toBeVisible();
      const strong = moment(page, lang).locator('.button.strong');
      await expect(strong).toHaveText(w.toVxlan);
      await expect(strong).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('complementary', { name: r.changes })).toHaveCount(0);
    });

    test('what a change has changed is listed, leads to the hop, and can be closed and opened again', async ({
      page,
    }) => {
      await open(page, `lang=${lang}`);
      await page.getByRole('radio', { name: 'VXLAN' }).check({ force: true });
      const changes = page.getByRole('complementary', { name: r.changes });
      await expect(changes.getByText(r.mode)).toBeVisible();
      await expect(changes.getByText(w.leakedRun)).toBeVisible();
      await expect(changes.getByText(w.answered)).toBeVisible();
      const before = await eventOf(page);
      await changes.getByRole('button', { name: r.first }).click();
      expect(await eventOf(page)).not.toBe(before);
      await expect(moment(page, lang).getByRole('heading')).toContainText('lxc');
      await changes.getByRole('button', { name: r.closeChanges }).click();
      await expect(changes).toHaveCount(0);
      await page.getByRole('button', { name: r.again }).click();
      await expect(changes).toBeVisible();
    });

    test('a chip opens the switch that it stands for; a switch without effect on this journey says so', async ({
      page,
    }) => {
      await open(page, `lang=${lang}`);
      await page.getByRole('region', { name: r.assumptions }).getByRole('button', { name: r.socketLb }).click();
      const panel = page.getByRole('dialog', { name: r.panel });
      const group = panel.getByRole('group', { name: r.socketLbName });
      await expect(group.getByRole('radio').first()).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await expect(group.getByRole('radio', { name: r.off })).toBeChecked();
      await expect(page).toHaveURL(/p\.socketlb=off/);
      await page.keyboard.press('Escape');
      await expect(panel).toBeHidden();
      await expect(page.getByText(r.nothing)).toBeVisible();
      await expect(page.getByRole('button', { name: r.socketLbOff })).toBeVisible();
      await page.reload();
      await settled(page);
      await expect(page.getByRole('button', { name: r.socketLbOff })).toBeVisible();
    });

    test('a choice that cannot take effect says why', async ({ page }) => {
      await open(page, `lang=${lang}`);
      await page.getByRole('button', { name: r.switches }).click();
      const panel = page.getByRole('dialog', { name: r.panel });
      await panel.getByRole('group', { name: r.masquerade }).getByRole('radio', { name: r.off }).check({ force: true });
      await expect(panel.getByText(r.needs)).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: r.legacy })).toBeVisible();
    });

    test('half open: with one route the answer leaks; with the other one it is answered', async ({ page }) => {
      await open(page, `lang=${lang}`);
      await moment(page, lang).getByRole('button', { name: r.one }).click();
      await expect(page).toHaveURL(/p\.route\.1=172\.20\.2\.0\/24-via-192\.168\.20\.100/);
      await page.getByRole('button', { name: 'SYN, ACK' }).first().click();
      for (let i = 0; i < 60 && !(await moment(page, lang).getByText(w.leaked, { exact: true }).isVisible()); i++) {
        await page.getByRole('button', { name: w.next }).click();
      }
      await expect(moment(page, lang).getByText('SYN, ACK')).toBeVisible();
      await moment(page, lang).getByRole('button', { name: r.other }).click();
      await expect(page.locator('.run-line').getByText(w.answered)).toBeVisible();
    });

    test('a route that the router would refuse is refused with the reason; a good one is taken', async ({ page }) => {
      await open(page, `lang=${lang}`);
      await page.getByRole('button', { name: r.switches }).click();
      const panel = page.getByRole('dialog', { name: r.panel });
      await panel.getByRole('textbox', { name: r.addRoute }).fill('172.20.2.0/24 via 192.168.30.1');
      await page.keyboard.press('Enter');
      await expect(panel.getByText(r.bad)).toBeVisible();
      await panel.getByRole('textbox', { name: r.addRoute }).fill('172.20.2.0/24  via 192.168.20.100');
      await panel.getByRole('button', { name: r.add, exact: true }).click();
      await expect(panel.getByText('172.20.2.0/24 via 192.168.20.100', { exact: true })).toBeVisible();
      await panel.getByRole('button', { name: r.suggestBack }).click();
      await expect(page.locator('.run-line').getByText(w.answered)).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include('.switch-sheet').analyze();
      expect(violations.map((v) => v.id)).toEqual([]);
    });

    test('what is chosen and not sent yet is told', async ({ page }) => {
      await open(page, `lang=${lang}`);
      await expect(page.getByText(r.waiting)).toHaveCount(0);
      await page.getByRole('combobox', { name: w.app }).selectOption('ping');
      await expect(page.getByText(r.waiting)).toBeVisible();
      await page.getByRole('button', { name: w.run, exact: true }).click();
      await expect(page.getByText(r.waiting)).toHaveCount(0);
      await expect(page.locator('.run-line')).toContainText('ping -c 2');
    });

    test('thirty runs on the service: one backend hangs, and it is said why; a mark opens its run', async ({
      page,
    }) => {
      await open(page, `lang=${lang}&p.dst=svc.webpod`);
      await page.getByRole('button', { name: r.tally }).click();
      const dialog = page.getByRole('dialog', { name: r.tallyTitle });
      await expect(dialog.getByText(r.hung)).toBeVisible({ timeout: 30_000 });
      const far = dialog.getByRole('region', { name: r.far });
      await expect(far).toContainText(r.why);
      await expect(far).toContainText('exit 28');
      await expect(dialog.locator('.tally-row.lost')).toHaveCount(1);
      await dialog.getByText(r.table).click();
      await expect(dialog.getByRole('row')).toHaveCount(31);
      const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
      expect(violations.map((v) => v.id)).toEqual([]);
      await far.getByRole('button').first().click();
      await expect(dialog).toBeHidden();
      await expectVerdict(page, 'leaked');
      await expect(page).toHaveURL(/seed=\d+/);
      await page.reload();
      await settled(page);
      await expectVerdict(page, 'leaked');
    });

    test('over VXLAN all thirty are answered', async ({ page }) => {
      await open(page, `lang=${lang}&p.dst=svc.webpod&p.routing=vxlan`);
      await page.getByRole('button', { name: r.tally }).click();
      await expect(page.getByRole('dialog').getByText(r.answered)).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('.tally-row.lost')).toHaveCount(0);
    });
  });
}

test('on a phone all choices are in reach, and nothing is clipped', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, 'lang=ko&p.dst=svc.webpod');
  const wide = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.getByRole('button', { name: '실행 바꾸기' }).click();
  await expect(page.getByRole('combobox', { name: '횟수' })).toBeVisible();
  expect(await wide()).toBe(0);
  await page.getByRole('button', { name: /^스위치/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Cilium 스위치와 라우터 경로' });
  await sheet.getByRole('button', { name: '172.20.2.0/24 넣기: k8s-w0의 파드' }).click();
  expect(await wide()).toBe(0);
  await sheet.getByRole('button', { name: '닫기' }).click();
  // The sheet of menus lies over what is below the header until it is closed.
  await page.getByRole('button', { name: '실행 바꾸기' }).click();
  await page.getByRole('button', { name: '30번 실행' }).click();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/30번 중/)
      .first(),
  ).toBeVisible();
  expect(await wide()).toBe(0);
});

test('a count is kept in the link, and what a command allows is said when it is too much', async ({ page }) => {
  await open(page, 'lang=en&p.app=ping&p.count=4');
  await expect(page.locator('.run-line')).toContainText('ping -c 4');
  await open(page, 'lang=en&p.count=9');
  await expect(page.getByText('Parts of the link could not be read')).toContainText('p.count');
  await expect(page.getByRole('combobox', { name: 'Times' })).toHaveValue('5');
});
