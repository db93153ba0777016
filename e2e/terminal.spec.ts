import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Response, test } from './test.ts';
import { eventOf, open, settled } from './page.ts';
import { openTerminal, PROMPT, run, screen, TERMINAL } from './terminal-page.ts';

const T = {
  ko: {
    list: '명령 목록',
    find: '명령 찾기',
    settings: '터미널 설정',
    box: '한 줄 입력창',
    height: '터미널 높이',
  },
  en: {
    list: 'Commands',
    find: 'Find a command',
    settings: 'Terminal settings',
    box: 'Plain input line',
    height: 'Height of the terminal',
  },
} as const;
const MORE = {
  ko: {
    skip: '끝까지',
    rows: '줄 읽어 주기',
    play: '재생',
    line: /명령 줄: k8s-ctr/,
    close: '터미널 닫기',
    vxlan: 'VXLAN',
  },
  en: {
    skip: 'To the end',
    rows: 'Read rows out',
    play: 'Play',
    line: /Command line on k8s-ctr/,
    close: 'Close the terminal',
    vxlan: 'VXLAN',
  },
} as const;

const W1 = '192.168.10.101';

for (const lang of ['ko', 'en'] as const) {
  test(`a line is answered at once where nothing moves, ${lang}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openTerminal(page, lang);
    await run(page, 'hostname');
    await run(page, `ping -c 2 ${W1}`);
    await expect.poll(() => screen(page)).toMatch(/2 packets transmitted, 2 received.*\n.*\nroot@k8s-ctr:~#$/);
    expect(await eventOf(page)).toBeGreaterThan(80);
    await expect(page.locator('.term-strip')).toContainText(lang === 'ko' ? '오간 패킷' : 'its packets');
  });
}

test('nothing of the terminal is fetched before somebody opens it', async ({ page }) => {
  const responses = new Map<string, Response>();
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(response.url())) responses.set(response.url(), response);
  });
  const fetched = (): readonly string[] => [...responses.keys()];
  await open(page, 'lang=ko');
  expect(fetched().filter((url) => /TerminalSheet|desk-|kubectl/.test(url))).toEqual([]);
  // The first touch of a page fetches what printing needs.
  await page.keyboard.press('Shift');
  await expect.poll(() => fetched().filter((url) => /Storyboard|Facts/.test(url)).length).toBeGreaterThan(3);
  const before = fetched();
  await page.getByRole('button', { name: TERMINAL.ko, exact: true }).click();
  await expect.poll(() => screen(page)).toContain(PROMPT);
  const opening = fetched().filter((url) => !before.includes(url));
  expect(opening.filter((url) => /TerminalSheet|desk-/.test(url)).length).toBeGreaterThan(1);
  let bytes = 0;
  for (const url of opening) bytes += gzipSync((await responses.get(url)?.body()) ?? '').length;
  expect(bytes).toBeLessThan(150_000);
  // The desk, the sheet, its styles, and the few modules that they share with other parts of the page.
  expect(opening.length).toBeLessThan(8);
  // Programs come when they are named, others do not.
  expect(fetched().filter((url) => /kubectl|tshark/.test(url))).toEqual([]);
  await run(page, 'kubectl get nodes');
  await expect.poll(() => screen(page)).toContain('control-plane');
  expect(fetched().some((url) => /kubectl/.test(url))).toBe(true);
  expect(fetched().filter((url) => /tshark/.test(url))).toEqual([]);
});

for (const way of ['pointer', 'keyboard'] as const) {
  test(`it begins to come when the ${way} is on its button`, async ({ page }) => {
    const fetched: string[] = [];
    page.on('response', (response) => fetched.push(response.url()));
    await open(page, 'lang=ko');
    const button = page.getByRole('button', { name: TERMINAL.ko, exact: true });
    if (way === 'pointer') await button.hover();
    else await button.focus();
    await expect.poll(() => fetched.filter((url) => /(TerminalSheet|desk)-[^/]*\.js$/.test(url)).length).toBe(2);
    await expect(page.locator('.term-sheet')).toHaveCount(0);
  });
}

test('output follows the playhead, and stands still with it', async ({ page }) => {
  await openTerminal(page);
  const before = await eventOf(page);
  await run(page, `ping -c 2 ${W1}`);
  await expect.poll(() => page.evaluate(() => window.__hopscope?.state.playing)).toBe(true);
  expect(await screen(page)).not.toContain('icmp_seq=1');
  await page.getByRole('button', { name: '일시 정지' }).click();
  const paused = await screen(page);
  await page.waitForTimeout(400);
  expect(await screen(page)).toBe(paused);
  await page.getByRole('button', { name: MORE.ko.play, exact: true }).click();
  await expect.poll(() => screen(page), { timeout: 60_000 }).toContain('icmp_seq=1');
  expect(await eventOf(page)).toBeGreaterThan(before + 10);
  await page.getByRole('button', { name: MORE.ko.skip }).click();
  await expect.poll(() => screen(page)).toContain('2 packets transmitted, 2 received');
});

test('Ctrl-C ends a loop, and the shell says 130', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);
  await run(page, 'while true; do hostname; sleep 1; done');
  await expect.poll(async () => (await screen(page)).match(/^k8s-ctr$/gm)?.length ?? 0).toBeGreaterThan(3);
  await page.keyboard.press('Control+c');
  await expect.poll(() => screen(page)).toMatch(/\^C\nroot@k8s-ctr:~#$/);
  await run(page, 'echo $?');
  await expect.poll(() => screen(page)).toMatch(/\n130\n/);
});

test('Ctrl-R finds, Tab completes, ↑ brings back, the strip explains', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);
  await run(page, 'echo one');
  await run(page, 'hostname');
  await page.keyboard.press('Control+r');
  await page.keyboard.type('ech');
  await expect.poll(() => screen(page)).toContain("(reverse-i-search)`ech': echo one");
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await screen(page)).match(/^one$/gm)?.length).toBe(2);
  await page.keyboard.type('hostn');
  await page.keyboard.press('Tab');
  await expect.poll(() => screen(page)).toMatch(/# hostname$/);
  await expect(page.locator('.term-strip')).toContainText('이 머신의 이름을 출력한다');
  await page.keyboard.press('Control+u');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => screen(page)).toMatch(/# echo one$/);
});

test('a paste of several lines is one text, and its lines run one after the other', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'cat <<EOF\n안녕 a\nEOF\nhostname\n');
    document
      .querySelector('.xterm-helper-textarea')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => screen(page)).toContain('> EOF');
  await page.keyboard.press('Enter');
  await expect.poll(() => screen(page)).toMatch(/> EOF\n안녕 a\nroot@k8s-ctr:~# hostname\nk8s-ctr\nroot/);
});

test('Hangul is composed, two cells each', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);
  await page.keyboard.type('echo ');
  const cdp = await page.context().newCDPSession(page);
  for (const text of ['ㅎ', '하', '한'])
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await cdp.send('Input.insertText', { text: '한' });
  await expect.poll(() => screen(page)).toMatch(/# echo 한$/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await expect.poll(() => screen(page)).toMatch(/\nx한\n/);
});

test('the keyboard goes in by t and out by Escape, and shortcuts are letters in there', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'lang=ko&at=12');
  await page.keyboard.press('t');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.type('jl');
  expect(await eventOf(page)).toBe(12);
  await expect.poll(() => screen(page)).toContain('# jl');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: MORE.ko.play, exact: true })).toBeFocused();
  await page.keyboard.press('l');
  expect(await eventOf(page)).toBe(13);
  await page.keyboard.press('t');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('.xterm-helper-textarea')).not.toBeFocused();
});

test('the plain line does all of it without a terminal of cells, and lets Tab go', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page, 'en');
  await page.getByRole('button', { name: T.en.settings }).click();
  await page.getByRole('checkbox', { name: T.en.box }).check();
  await page.keyboard.press('Escape');
  const line = page.getByRole('textbox', { name: MORE.en.line });
  await line.fill('hostn');
  await line.press('Control+Space');
  await expect(line).toHaveValue('hostname ');
  await line.press('Enter');
  await expect(page.getByRole('list', { name: 'Output on k8s-ctr' }).getByRole('listitem')).toHaveText([
    /root@k8s-ctr:~# hostname/,
    'k8s-ctr',
  ]);
  await expect(page.getByRole('log')).toHaveText('k8s-ctr');
  await line.press('ArrowUp');
  await expect(line).toHaveValue(/hostname/);
  await line.press('Tab');
  await expect(line).not.toBeFocused();
});

test('a lot of output is read out in part', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page, 'en');
  await run(page, 'for i in $(seq 40); do echo line $i; done');
  await expect.poll(() => page.getByRole('log').locator('p').count()).toBe(21);
  await expect(page.getByRole('log')).toContainText('A lot of output');
});

test('screen readers get the rows one by one when they ask for them', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page, 'en');
  await page.getByRole('button', { name: T.en.settings }).click();
  await page.getByRole('checkbox', { name: MORE.en.rows }).check();
  await page.keyboard.press('Escape');
  await settled(page);
  await expect.poll(() => page.locator('.xterm-accessibility-tree [role=listitem]').count()).toBeGreaterThan(5);
  await expect(page.locator('.xterm-accessibility-tree')).toContainText('root@k8s-ctr');
});

test('the edge is moved by keys and by the pointer, and the columns follow', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);
  const sheet = page.getByRole('region', { name: TERMINAL.ko });
  const edge = page.getByRole('separator', { name: T.ko.height });
  const before = (await sheet.boundingBox())?.height ?? 0;
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeCloseTo(before + 24, 0);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeLessThan(before);
  await page.locator('.xterm').click();
  await page.setViewportSize({ width: 1100, height: 800 });
  await settled(page);
  await run(page, 'echo $COLUMNS');
  await expect.poll(() => screen(page)).toMatch(/\n1[0-9]{2}\n/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('what is marked is copied, and Ctrl-C interrupts again afterwards', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);
  await run(page, 'echo copied-word');
  await expect.poll(() => screen(page)).toMatch(/\ncopied-word\n/);
  const row = page.locator('.xterm-rows > div').nth(1);
  const box = await row.boundingBox();
  if (box === null) throw new Error('no row');
  await page.mouse.dblclick(box.x + 30, box.y + box.height / 2);
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/copied/);
  expect(await screen(page)).not.toContain('^C');
  await page.keyboard.press('Control+c');
  await expect.poll(() => screen(page)).toContain('^C');
});

test('what the reader looks at can be typed in, and waits for Enter', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'lang=en&pane=packet&at=14');
  const offer = page.locator('.offers button').first();
  const line = (await offer.locator('code').textContent()) ?? '';
  await offer.click();
  await expect.poll(() => screen(page)).toContain(`# ${line.slice(0, 40)}`);
  expect(await screen(page)).not.toContain('\n');
});

test('the list of commands is searched and typed from', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page, 'en');
  await page.getByRole('button', { name: T.en.list }).click();
  const list = page.getByRole('complementary', { name: 'What can be typed' });
  await list.getByRole('searchbox', { name: T.en.find }).fill('name of this machine');
  await expect(list.locator('dt')).toHaveText(['hostname']);
  await list.getByRole('button', { name: 'hostname' }).click();
  await expect.poll(() => screen(page)).toMatch(/# hostname$/);
});

test('another run of the controls is another lab, and says so', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page, 'en');
  await run(page, 'hostname');
  await expect.poll(() => screen(page)).toMatch(/\nk8s-ctr\n/);
  await page
    .getByRole('radio', { name: MORE.en.vxlan })
    .or(page.getByRole('button', { name: MORE.en.vxlan, exact: true }))
    .first()
    .click();
  await expect.poll(() => screen(page)).toContain('The lab was started anew');
});

for (const theme of ['light', 'dark'] as const) {
  for (const input of ['screen', 'box'] as const) {
    test(`axe finds nothing in the terminal, ${theme}, ${input}`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await openTerminal(page, 'en', `theme=${theme}`);
      if (input === 'box') {
        await page.getByRole('button', { name: T.en.settings }).click();
        await page.getByRole('checkbox', { name: T.en.box }).check();
        await page.keyboard.press('Escape');
        await page.getByRole('textbox', { name: MORE.en.line }).fill('hostname');
        await page.keyboard.press('Enter');
      } else await run(page, 'hostname');
      await page.getByRole('button', { name: T.en.list }).click();
      const { violations } = await new AxeBuilder({ page })
        .options({
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
        })
        .analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
    });
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test('the terminal is a sheet of its own with a plain line, and closes', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openTerminal(page);
    const sheet = page.getByRole('region', { name: TERMINAL.ko });
    expect((await sheet.boundingBox())?.height).toBeGreaterThan(800);
    const line = page.getByRole('textbox', { name: MORE.ko.line });
    await line.fill('hostname');
    await page.getByRole('button', { name: '실행' }).last().click();
    await expect.poll(() => screen(page)).toMatch(/hostname\nk8s-ctr\n/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await sheet.getByRole('button', { name: MORE.ko.close, exact: true }).click();
    await expect(sheet).toHaveCount(0);
  });
});
