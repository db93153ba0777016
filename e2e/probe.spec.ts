import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from './test.ts';
import { plainQuestion, probeText } from '../src/capture/tcpdump/probe.ts';
import type { TapPoint } from '../src/capture/tap.ts';
import { simulate } from '../src/engine/simulate.ts';
import { deriveWorld } from '../src/lab/derive.ts';
import { week4 } from '../src/lab/presets/week4.ts';
import { deviceId, type NetnsName } from '../src/lab/names.ts';
import { withVariant } from '../src/lab/variant.ts';
import { type Ask, openingAsk, stimulusOf } from '../src/scenario/ask.ts';
import type { EventId } from '../src/trace/events.ts';
import type { Trace } from '../src/trace/trace.ts';
import { eventOf, type Lang, open, WORDS as PAGE } from './page.ts';

const WORDS = {
  ko: {
    at: (host: string, dev: string) => `${host}의 ${dev}, 여기서 캡처`,
    tables: (host: string) => `${host}, 테이블 보기`,
    router: '라우터',
    filter: '필터 식',
    apply: '적용',
    applied: '필터 적용: udp port 8472',
    remove: /^지우기: /,
    later: (n: number) => `뒤에 ${n}개 더: 다음 줄로`,
    skipped: /한 줄도 없음: 보이지 않게 지나갔다.*bpf_redirect_peer.*건너뛰어서/s,
    nothing: /한 줄도 없음: 여기로 온 것이 없다.*eth0으로 랩을 떠났다/s,
    hidden: /터널 안에 있다/,
    twice: /두 번씩 보인다.*재전송/s,
    signpost: /가지 않은 길.*ipcache/s,
    gone: /cilium_vxlan이 없다/,
    example: /라우터의 모든 패킷/,
    reports: '여기서 Cilium이 보고하는 것',
  },
  en: {
    at: (host: string, dev: string) => `${dev} of ${host}, capture here`,
    tables: (host: string) => `${host}, show its tables`,
    router: 'router',
    filter: 'Filter expression',
    apply: 'Apply',
    applied: 'Apply the filter udp port 8472',
    remove: /^Remove: /,
    later: (n: number) => `${n} more later: go to the next`,
    skipped: /No lines: it passed unseen.*bpf_redirect_peer.*unseen/s,
    nothing: /No lines: nothing came here.*Left the lab by eth0/s,
    hidden: /inside the tunnel/,
    twice: /here twice.*retransmission/s,
    signpost: /a road not taken.*ipcache/s,
    gone: /no cilium_vxlan in this run/,
    example: /every packet at the router/,
    reports: 'What Cilium reports here',
  },
} as const;

/** The run that the page computes, computed here: what a capture of it holds is asked of the trace, not of the page. */
function runOf(change: Partial<Ask> = {}): Trace {
  const world = deriveWorld(week4);
  const ask = { ...openingAsk(world), ...change };
  const stimulus = stimulusOf(world, ask);
  if (stimulus === null) throw new Error('no such run');
  return simulate(withVariant(week4, { routing: ask.routing }), [stimulus]);
}

function tapAt(netns: string, device: string): TapPoint {
  return { netns: netns as NetnsName, device: deviceId(netns as NetnsName, device) };
}

function printedBy(trace: Trace, point: TapPoint, upTo: number = trace.events.length - 1): readonly string[] {
  const text = probeText(trace, point, upTo as EventId, plainQuestion(trace));
  if (!text.ok) throw new Error(text.message);
  return text.packets.flatMap(({ lines }) => lines);
}

function device(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

function cards(page: Page): Locator {
  return page.locator('.probe');
}

async function linesOf(card: Locator): Promise<readonly string[]> {
  return card.locator('.printed button span').allTextContents();
}

async function seek(page: Page, event: number): Promise<void> {
  await page.evaluate((to) => window.__hopscope?.seek(to), event);
}

for (const lang of ['ko', 'en'] as const satisfies readonly Lang[]) {
  const w = WORDS[lang];

  test(`a click on the router's eth0 shows the leak as a capture prints it, growing with the cursor, ${lang}`, async ({
    page,
  }) => {
    const trace = runOf();
    const point = tapAt('router', 'eth0');
    const whole = printedBy(trace, point);
    await open(page, `lang=${lang}&at=end`);
    await device(page, w.at(w.router, 'eth0')).click();
    const card = cards(page);
    await expect(card.getByRole('heading', { level: 3 })).toHaveText('router# tcpdump -nn -i eth0');
    expect(await linesOf(card)).toEqual(whole);
    expect(whole.length).toBeGreaterThan(1);
    for (let event = 0; event < trace.events.length; event += 3) {
      await seek(page, event);
      await expect(card.locator('.printed button span')).toHaveCount(printedBy(trace, point, event).length);
    }
    const first = trace.events.findIndex(({ kind, device: on }) => kind === 'tx' && on === point.device);
    await seek(page, first);
    await expect(card.locator('[aria-current=step]')).toHaveText(whole[0] ?? '');
    await card.getByRole('button', { name: w.later(whole.length - 1) }).click();
    expect(await linesOf(card)).toEqual(whole.slice(0, 2));
    await card.locator('.printed button').first().click();
    expect(await eventOf(page)).toBe(first);
    await expect(device(page, w.at(w.router, 'eth0'))).toHaveAttribute('aria-pressed', 'true');
    await card.getByRole('button', { name: w.remove }).click();
    await expect(cards(page)).toHaveCount(0);
    await expect(device(page, w.at(w.router, 'eth0'))).toHaveAttribute('aria-pressed', 'false');
  });

  test(`two captures at once, and a silent one says where the packets ended instead, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&at=end&pane=probe`);
    await device(page, w.at(w.router, 'eth2')).click();
    await page.getByRole('button', { name: w.example }).click();
    await expect(cards(page)).toHaveCount(2);
    await expect(cards(page).first()).toContainText(w.nothing);
    await expect(cards(page).nth(1)).toContainText(w.twice);
    await expect(page.getByTestId('probe-mark-1')).toBeVisible();
    await expect(page.getByTestId('probe-mark-2')).toBeVisible();
    await expect(page.getByRole('heading', { name: w.reports })).toBeVisible();
  });

  test(`the receiver's lxc and cilium_host say why they are silent, ${lang}`, async ({ page }) => {
    const trace = runOf({ routing: 'vxlan' });
    const peer = trace.events.findIndex(({ kind }) => kind === 'peer');
    const skipped = trace.events[peer];
    const lxc = skipped?.kind === 'peer' ? skipped.skipped.split(':')[1] : undefined;
    await open(page, `lang=${lang}&p.routing=vxlan&at=${peer}`);
    await device(page, w.at('k8s-w0', lxc ?? '')).click();
    await expect(cards(page)).toContainText(w.skipped);
    await device(page, w.at('k8s-ctr', 'cilium_host')).click();
    await expect(cards(page).nth(1)).toContainText(w.signpost);
    // The event that shows it is one click away.
    await cards(page).nth(1).locator('.leads button').click();
    const there = trace.events[await eventOf(page)];
    expect(there?.kind === 'hook' && there.notes.some(({ kind }) => kind === 'road-not-taken')).toBe(true);
  });

  test(`a filter speaks tcpdump's own words, and a tunnel offers the one that sees it, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&p.routing=vxlan&at=end`);
    await device(page, w.at('k8s-ctr', 'eth1')).click();
    const card = cards(page);
    const all = printedBy(runOf({ routing: 'vxlan' }), tapAt('k8s-ctr', 'eth1'));
    await expect(card.locator('.printed button span')).toHaveCount(all.length);
    expect(await linesOf(card)).toEqual(all);
    const filter = card.getByRole('textbox', { name: w.filter });
    await filter.fill('port');
    await filter.press('Enter');
    await expect(filter).toHaveAttribute('aria-invalid', 'true');
    await expect(card.getByRole('alert')).toHaveText("tcpdump: can't parse filter expression: syntax error");
    await filter.fill('tcp port 80');
    await card.getByRole('button', { name: w.apply, exact: true }).click();
    await expect(card).toContainText(w.hidden);
    await card.getByRole('button', { name: w.applied }).click();
    await expect(filter).toHaveValue('udp port 8472');
    expect(await linesOf(card)).toEqual(all);
    await card.getByRole('button', { name: /^-e: / }).click();
    await expect(card.getByRole('heading', { level: 3 })).toHaveText('k8s-ctr# tcpdump -nn -e -i eth1 udp port 8472');
    expect((await linesOf(card))[0]).toContain('ethertype IPv4');
  });

  test(`a probe waits while its device is gone, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&p.routing=vxlan&at=end`);
    await device(page, w.at('k8s-ctr', 'cilium_vxlan')).click();
    await device(page, w.at('k8s-ctr', 'eth1')).click();
    const lines = printedBy(runOf({ routing: 'vxlan' }), tapAt('k8s-ctr', 'cilium_vxlan'));
    await expect(cards(page).first().locator('.printed button span')).toHaveCount(lines.length);
    expect(lines.length).toBeGreaterThan(0);
    await page.getByRole('radio', { name: 'Native' }).check();
    await expect(cards(page).first()).toContainText(w.gone);
    await expect(cards(page)).toHaveCount(2);
    await page.getByRole('radio', { name: 'VXLAN' }).check();
    await seek(page, runOf({ routing: 'vxlan' }).events.length - 1);
    expect(await linesOf(cards(page).first())).toEqual(lines);
  });

  test(`keyboard alone: Tab to the stage, arrows along the path, Enter, Escape, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&at=end`);
    const event = await eventOf(page);
    const focused = page.locator(':focus');
    const picking = (): Promise<boolean> => page.evaluate(() => document.activeElement?.closest('.picks') !== null);
    for (let i = 0; i < 30 && (i === 0 || !(await picking())); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    await expect(focused).toHaveAttribute('aria-label', w.tables('k8s-ctr'));
    // From the pod the lit path leads to the router's eth0.
    await page.keyboard.press('ArrowDown');
    const walked: string[] = [];
    for (let i = 0; i < 12; i++) {
      walked.push((await focused.getAttribute('data-pick')) ?? '');
      if (walked.at(-1) === 'router:eth0') break;
      await page.keyboard.press('ArrowRight');
    }
    expect(walked).toEqual(expect.arrayContaining(['pod curl-pod', 'curl-pod:eth0', 'k8s-ctr:eth1', 'router:eth1']));
    expect(walked.at(-1)).toBe('router:eth0');
    await page.keyboard.press('Enter');
    await expect(cards(page)).toHaveCount(1);
    await expect(focused).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press(' ');
    await expect(cards(page)).toHaveCount(0);
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    await expect(focused).toHaveAttribute('data-pick', 'pod curl-pod');
    await page.keyboard.press('End');
    await expect(focused).toHaveAttribute('tabindex', '0');
    await expect(page.locator('[data-pick][tabindex="0"]')).toHaveCount(1);
    // None of these keys was also one of the page's.
    expect(await eventOf(page)).toBe(event);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: PAGE[lang].play, exact: true })).toBeFocused();
    await expect(page.locator('.pick.selected')).toHaveCount(0);
  });

  test(`a pod, a node and the router lead to their tables, ${lang}`, async ({ page }) => {
    await open(page, `lang=${lang}&at=end`);
    for (const host of ['curl-pod', 'k8s-w0', w.router]) {
      await device(page, w.tables(host)).click();
      await expect(page.getByRole('tab', { selected: true })).toHaveAccessibleName(/^(Tables|테이블)/);
      await expect(device(page, w.tables(host))).toHaveAttribute('aria-current', 'true');
    }
  });
}

test('a tap picks as a click does, and a drag of the zoomed stage picks nothing', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await open(page, 'lang=en&at=end');
  await device(page, WORDS.en.at('k8s-ctr', 'eth1')).tap();
  await expect(cards(page)).toHaveCount(1);
  await context.close();
  const desk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const wide = await desk.newPage();
  await open(wide, 'lang=en&at=end');
  await wide.mouse.move(300, 300);
  await wide
    .getByRole('button', { name: 'Larger' })
    .or(wide.getByRole('button', { name: /zoom in/i }))
    .click();
  const box = await device(wide, WORDS.en.at('router', 'eth1')).boundingBox();
  if (box === null) throw new Error('no target');
  await wide.mouse.move(box.x + 10, box.y + 10);
  await wide.mouse.down();
  await wide.mouse.move(box.x - 60, box.y + 40, { steps: 5 });
  await wide.mouse.up();
  await expect(cards(wide)).toHaveCount(0);
  await desk.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the pane with captures, ${theme}`, async ({ page }) => {
    // axe looks at everything that lies under every text: a stage has much of that.
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await open(page, 'lang=en&p.routing=vxlan&at=60&pane=probe&freeze=1');
    await device(page, WORDS.en.at('k8s-ctr', 'cilium_host')).click();
    await device(page, WORDS.en.at('k8s-ctr', 'eth1')).click();
    const filter = cards(page).nth(1).getByRole('textbox');
    await page.getByRole('button', { name: WORDS.en.example }).click();
    await filter.fill('port');
    await filter.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
  });
}
