import { expect, type Page, test } from './test.ts';
import { eventOf } from './page.ts';
import { openTerminal, run, screen } from './terminal-page.ts';

const T = {
  ko: {
    settings: '터미널 설정',
    box: '한 줄 입력창',
    packets: /패킷 \d+개, 다음으로/,
    file: /k8s-ctr의 \/tmp/,
    close: '캡처 파일 닫기',
    seen: '명령이 봄',
  },
  en: {
    settings: 'Terminal settings',
    box: 'Plain input line',
    packets: /\d+ packets, to the next/,
    file: /\/tmp.* on k8s-ctr/,
    close: 'Close the capture file',
    seen: 'seen by the command',
  },
} as const;
const W1 = '192.168.10.101';

/** Where the text stands on the screen of cells. */
async function cellOf(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const row = page.locator('.xterm-rows > div').filter({ hasText: text }).first();
  const box = await row.boundingBox();
  const before = (await row.textContent())?.indexOf(text) ?? -1;
  const columns = (await row.textContent())?.length ?? 0;
  if (box === null || before < 0) throw new Error(`no ${text} on the screen`);
  const cell = await page.evaluate(() => {
    const measure = document.querySelector('.xterm-rows > div > span');
    return measure === null ? 0 : measure.getBoundingClientRect().width / (measure.textContent ?? ' ').length;
  });
  expect(columns).toBeGreaterThan(0);
  return { x: box.x + (before + text.length / 2) * cell, y: box.y + box.height / 2 };
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a word of a line that was typed is explained under the pointer', async ({ page }) => {
  await openTerminal(page, 'en');
  await run(page, 'echo one | wc -l');
  await expect.poll(() => screen(page)).toMatch(/\n1\n/);
  const strip = page.locator('.term-strip');
  const flag = await cellOf(page, '-l');
  await page.mouse.move(flag.x, flag.y);
  await expect(strip.locator('code')).toHaveText('-l');
  const pipe = await cellOf(page, '|');
  await page.mouse.move(pipe.x, pipe.y);
  await expect(strip).toContainText('passes the output on');
  await page.mouse.move(pipe.x, pipe.y - 200);
  await expect(strip.locator('code')).toHaveCount(0);
});

for (const lang of ['ko', 'en'] as const) {
  test(`words of the plain list are explained by pointer, by finger and by keys, ${lang}`, async ({ page }) => {
    await openTerminal(page, lang);
    await page.getByRole('button', { name: T[lang].settings }).click();
    await page.getByLabel(T[lang].box).click();
    await page.keyboard.press('Escape');
    const field = page.locator('.box-line textarea');
    await field.fill('echo one | wc -l');
    await field.press('Enter');
    const strip = page.locator('.term-strip');
    await page.locator('.lines [data-word]', { hasText: 'wc' }).hover();
    await expect(strip.locator('code')).toHaveText('wc');
    await field.focus();
    await page.locator('.lines [data-word]', { hasText: '-l' }).dispatchEvent('pointerdown', { pointerType: 'touch' });
    await expect(strip.locator('code')).toHaveText('-l');
    await page.mouse.move(0, 0);
    await page.locator('.lines').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(strip.locator('code')).toHaveText('|');
    await expect(page.locator('.term-sheet [role=status]')).toContainText('|');
  });

  test(`packets that tcpdump has printed are marked where they were seen, ${lang}`, async ({ page }) => {
    await openTerminal(page, lang);
    await run(page, `tcpdump -i eth1 -nn -w /tmp/a.pcap icmp & ping -c 1 ${W1}; sleep 1; kill %1`);
    await expect.poll(() => screen(page), { timeout: 20_000 }).toMatch(/dropped by kernel[\s\S]*root@k8s-ctr:~#$/);
    await run(page, 'tcpdump -nn -r /tmp/a.pcap');
    const chip = page.getByRole('button', { name: T[lang].packets });
    await expect(chip).toBeVisible();
    await expect(page.locator('.seen-ticks path').first()).toBeAttached();
    await expect(page.locator('.packet .seen')).toHaveCount(0);
    await chip.click();
    await expect(page.locator('.packet .seen')).toHaveCount(1);
    await expect(page.locator('[data-pick="k8s-ctr:eth1"]')).toHaveClass(/lit/);
    const first = await eventOf(page);
    await chip.click();
    expect(await eventOf(page)).not.toBe(first);
  });

  test(`a line that tcpdump has printed leads to its packet, on the screen and in the list, ${lang}`, async ({
    page,
  }) => {
    await openTerminal(page, lang);
    await run(page, `ping -c 1 ${W1} & tcpdump -i eth1 -nn -c 2 icmp`);
    await expect.poll(() => screen(page), { timeout: 20_000 }).toMatch(/echo reply[\s\S]*dropped by kernel/);
    const end = await eventOf(page);
    const request = await cellOf(page, 'echo request');
    await page.mouse.click(request.x, request.y);
    const asked = await eventOf(page);
    expect(asked).toBeLessThan(end);
    await expect(page.locator('.packet .seen')).toHaveCount(1);
    await page.getByRole('button', { name: T[lang].settings }).click();
    await page.getByLabel(T[lang].box).click();
    await page.keyboard.press('Escape');
    await page.locator('.box-line textarea').focus();
    // Back into the list: the newest line that tells of a packet.
    await page.keyboard.press('Shift+Tab');
    const reply = page.locator('.told', { hasText: 'echo reply' });
    await expect(reply).toBeFocused();
    await page.keyboard.press('Enter');
    expect(await eventOf(page)).toBeGreaterThan(asked);
    await page.keyboard.press('ArrowUp');
    await expect(page.locator('.told', { hasText: 'echo request' })).toBeFocused();
    await page.keyboard.press('Enter');
    expect(await eventOf(page)).toBe(asked);
    await expect(page.locator('.told', { hasText: 'listening' })).toHaveCount(0);
  });

  test(`termshark opens the file in the inspector, ${lang}`, async ({ page }) => {
    await openTerminal(page, lang);
    await run(page, `tcpdump -i eth1 -nn -w /tmp/a.pcap icmp & ping -c 2 ${W1}; sleep 1; kill %1`);
    await expect.poll(() => screen(page), { timeout: 20_000 }).toMatch(/dropped by kernel[\s\S]*root@k8s-ctr:~#$/);
    await run(page, 'termshark -r /tmp/a.pcap');
    const file = page.getByRole('region', { name: T[lang].file });
    const list = file.getByRole('listbox');
    await expect(list.getByRole('option')).toHaveCount(4);
    await expect(list).toContainText('Echo (ping) request');
    await list.focus();
    await page.keyboard.press('ArrowDown');
    const first = await eventOf(page);
    await page.keyboard.press('End');
    expect(await eventOf(page)).toBeGreaterThan(first);
    await expect(file.locator('.layers')).toContainText('typereply');
    await file.getByRole('button', { name: T[lang].close }).click();
    await expect(file).toHaveCount(0);
  });
}

for (const lang of ['ko', 'en'] as const) {
  test(`the page says that commands have changed the lab, and leads back, ${lang}`, async ({ page }) => {
    await openTerminal(page, lang);
    await run(page, 'ip route add 10.98.0.0/24 via 192.168.10.200');
    const chip = page.getByRole('button', {
      name: lang === 'ko' ? '명령으로 바뀐 것 1' : 'Lab changed by commands: 1',
    });
    await chip.click();
    const panel = page.getByRole('dialog', {
      name: lang === 'ko' ? '명령이 이 랩을 바꿨어요' : 'Commands have changed this lab',
    });
    await expect(panel).toContainText('k8s-ctr# ip route add 10.98.0.0/24');
    await panel
      .getByRole('button', { name: lang === 'ko' ? '바꾸기 전의 랩으로 돌아가기' : 'Back to the lab as it was' })
      .click();
    await expect(chip).toHaveCount(0);
    await page.locator('.xterm-helper-textarea').focus();
    await run(page, 'ip route | grep -c 10.98');
    await expect.poll(() => screen(page)).toMatch(/\n0\n/);
  });
}
