import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from './test.ts';
import { eventOf, type Lang, open, seekTitle, settled, WORDS } from './page.ts';

/** What a reader finds things by in the tables pane. */
const T = {
  ko: {
    tables: /테이블/,
    reads: '이 사건이 읽은 것',
    any: '모든 테이블',
    host: '호스트',
    table: '테이블',
    candidates: '후보 전체',
    won: '이김',
    missing: '테이블에 없음',
    differs: (bit: number) => `${bit}번째 비트가 다름`,
    shorter: (by: number) => `${by}비트 짧음`,
    miss: '항목 없음',
    whole: '테이블 전체',
    decides: '길을 정함',
    read: '읽음',
    added: '새 행',
    earlier: /^\d+에서 (바뀜|들어옴)$/,
    noServiceEntry: /SVC 항목은 없다/,
    differsIn: /다른 것: /,
    fates: /이김|테이블에 없음|비트가 다름|비트 짧음|메트릭|나중에 본다|규칙이/,
    policyAllows: /허용하는 행이 있고/,
  },
  en: {
    tables: /Tables/,
    reads: 'Read by this event',
    any: 'Any table',
    host: 'Host',
    table: 'Table',
    candidates: 'All candidates',
    won: 'won',
    missing: 'not in the table',
    differs: (bit: number) => `differs at bit ${bit}:`,
    shorter: (by: number) => `shorter by ${by} bit`,
    miss: 'no entry',
    whole: 'The whole table',
    decides: 'chose the way',
    read: 'read',
    added: 'new',
    earlier: /^(changed|entered) at \d+$/,
    noServiceEntry: /no SVC entries/,
    differsIn: /differs in: /,
    fates: /won|not in the table|differs at bit|shorter by|metric|asked later|only asked/,
    policyAllows: /a row allows and none denies/,
  },
} as const;

const LXC = /cil_from_container/;
const pane = (page: Page): Locator => page.getByRole('tabpanel');

for (const lang of ['ko', 'en'] as Lang[]) {
  const w = T[lang];
  const candidates = (page: Page): Locator =>
    pane(page).getByRole('list', { name: w.candidates }).getByRole('listitem');

  test.describe(`the tables pane in ${lang}`, () => {
    test('at the router the default route wins, every other row says why it lost, and the missing row is a gap', async ({
      page,
    }) => {
      await open(page, `lang=${lang}&pane=tables`);
      // The first frame looks nothing up: the lookup that chose the packet's way stands there all the same.
      const rows = candidates(page);
      await expect(rows.nth(0)).toContainText('172.20.2.0/24');
      await expect(rows.nth(0)).toContainText(w.missing);
      await expect(rows.nth(0)).toContainText('ip route add 172.20.2.0/24 via 192.168.20.100');
      await expect(rows.nth(1)).toContainText('default');
      await expect(rows.nth(1)).toContainText(w.won);
      for (const row of await rows.all()) await expect(row).toHaveText(w.fates);
      await expect(rows.filter({ hasText: '192.168.20.0/24' })).toContainText(w.differs(2));
      // All of them can be had.
      const before = await rows.count();
      await pane(page)
        .getByRole('button', { name: lang === 'ko' ? /개 더$/ : / more$/ })
        .click();
      expect(await rows.count()).toBeGreaterThan(before);
      await expect(rows.filter({ hasText: '10.10.1.0/24' })).toContainText(w.differs(1));
    });

    test('at the lxc over VXLAN the /32 of ipcache beats the /24, and the route that did not count is not asked', async ({
      page,
    }) => {
      await open(page, `lang=${lang}&pane=tables&p.routing=vxlan&freeze=1`);
      await seekTitle(page, LXC);
      await expect(pane(page).getByText(w.decides)).toBeVisible();
      const rows = candidates(page);
      await expect(rows.nth(0)).toContainText('172.20.2.152/32');
      await expect(rows.nth(0)).toContainText(w.won);
      await expect(rows.nth(1)).toContainText('172.20.2.0/24');
      await expect(rows.nth(1)).toContainText(w.shorter(8));
      await expect(rows.nth(2)).toContainText('default');
      await expect(rows.nth(2)).toContainText(w.shorter(32));
      // The policy: first for the identity, then for anybody.
      const policies = pane(page).getByRole('button', { name: /cilium_policy_v2/ });
      await expect(policies).toHaveCount(2);
      await expect(policies.nth(0)).toContainText(w.miss);
      await policies.nth(1).click();
      await expect(pane(page).getByText(w.policyAllows)).toBeVisible();
      await expect(pane(page).getByRole('row').filter({ hasText: w.won })).toHaveCount(1);
      await expect(pane(page).getByRole('row').filter({ hasText: w.differsIn }).first()).toBeVisible();
    });

    test('the conntrack row that this event makes is marked as new, and later leads back to what changed it', async ({
      page,
    }) => {
      await open(page, `lang=${lang}&pane=tables&p.routing=vxlan&freeze=1`);
      await seekTitle(page, LXC);
      const made = await eventOf(page);
      await pane(page)
        .getByRole('button', { name: /cilium_ct4_global/ })
        .first()
        .click();
      await pane(page).getByRole('button', { name: w.whole }).first().click();
      await expect(pane(page).getByText(w.noServiceEntry)).toBeVisible();
      const row = pane(page).getByRole('row').filter({ hasText: 'TCP' }).filter({ hasText: 'OUT' });
      await expect(row).toContainText(w.added);
      // One event on, the same choice, and a way back.
      await page.getByRole('button', { name: WORDS[lang].next }).click();
      await expect(page.getByRole('combobox', { name: w.table, exact: true })).toHaveValue('cilium_ct4_global');
      await expect(row).not.toContainText(w.added);
      await row.getByRole('button', { name: w.earlier }).click();
      expect(await eventOf(page)).toBe(made);
      await expect(row).toContainText(w.added);
    });

    test('any table of any host, its read row marked, and the choice stays while stepping', async ({ page }) => {
      await open(page, `lang=${lang}&pane=tables&freeze=1`);
      await seekTitle(page, LXC);
      await pane(page).getByRole('button', { name: w.any }).click();
      const host = page.getByRole('combobox', { name: w.host, exact: true });
      const table = page.getByRole('combobox', { name: w.table, exact: true });
      await expect(host).toHaveValue('k8s-ctr');
      await expect(table).toHaveValue('routes');
      const current = pane(page).locator('tr[aria-current=true]');
      await expect(current).toHaveCount(1);
      await expect(current).toContainText('172.20.0.0/16');
      await expect(current).toContainText(w.read);

      await host.selectOption('router');
      await expect(current).toHaveCount(0);
      await expect(pane(page).getByRole('rowheader', { name: 'default' })).toBeVisible();
      await expect(table.getByRole('option', { name: /cilium_/ })).toHaveCount(0);
      await table.selectOption('neigh');
      await page.getByRole('button', { name: WORDS[lang].next }).click();
      await expect(host).toHaveValue('router');
      await expect(table).toHaveValue('neigh');
      await page.getByRole('button', { name: WORDS[lang].back }).click();
      await host.selectOption('k8s-w0');
      await table.selectOption('cilium_snat_v4_external');
      await expect(table.getByRole('option', { name: 'cilium_snat_v4_external (0)' })).toHaveCount(1);
      await expect(pane(page).getByText(lang === 'ko' ? /비어 있음: / : /Empty: /)).toBeVisible();
      await host.selectOption('curl-pod');
      await table.selectOption('sockets');
      await expect(pane(page).getByText('ss -tuanpe')).toBeVisible();

      await pane(page).getByRole('button', { name: w.reads }).click();
      await expect(candidates(page).nth(0)).toContainText('172.20.0.0/16');
    });
  });
}

test('the tables are real tables where there is room, and cards that scroll nowhere where there is none', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 720 });
  await open(page, 'lang=ko&pane=tables&p.routing=vxlan&at=15&freeze=1');
  for (const name of [T.ko.reads, T.ko.any]) {
    await pane(page).getByRole('button', { name }).click();
    const wide = await pane(page).evaluate((element) =>
      [element, ...element.querySelectorAll('*')]
        .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === 'auto')
        .map((part) => `${part.className} ${part.scrollWidth} > ${part.clientWidth}`),
    );
    expect(wide).toEqual([]);
  }
  // Headed all the same, for those who hear it.
  await expect(pane(page).getByRole('columnheader', { name: 'identity', exact: true })).toHaveCount(1);
  await page.setViewportSize({ width: 1000, height: 720 });
  await expect(pane(page).locator('thead')).toHaveCSS('display', 'table-header-group');
  const [prefix, endpoint] = await pane(page)
    .getByRole('columnheader', { name: /IP PREFIX|tunnelendpoint/ })
    .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().toJSON() as DOMRect));
  expect(prefix?.y).toBe(endpoint?.y);
  expect(endpoint?.x).toBeGreaterThan(prefix?.right ?? Infinity);
});

for (const theme of ['light', 'dark'] as const) {
  for (const query of ['lang=ko&pane=tables', 'lang=en&pane=tables&p.routing=vxlan&at=15']) {
    test(`axe finds nothing in the tables pane, ${theme}, ${query}`, async ({ page }) => {
      const check = async (): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).include('.inspector').analyze();
        expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
      };
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await open(page, `${query}&freeze=1`);
      const closed = pane(page).locator('.read button[aria-expanded=false]');
      while ((await closed.count()) > 0) await closed.first().click();
      await check();
      await pane(page)
        .getByRole('button', { name: new RegExp(`^(${T.ko.any}|${T.en.any})$`) })
        .click();
      await settled(page);
      await check();
    });
  }
}
