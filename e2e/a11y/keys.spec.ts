import { expect, type Page, test } from '../test.ts';
import { HELP, openHelp } from '../help.ts';
import { eventOf, type Lang, open, WORDS } from '../page.ts';

const LANGS: readonly Lang[] = ['ko', 'en'];

/** All that is told on the page as it is now, and what only appears under the pointer. */
function toldAndTips(page: Page): Promise<{ readonly told: string; readonly tips: readonly string[] }> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('body *')].filter((element) => element.tagName !== 'title');
    const attributes = ['aria-label', 'aria-valuetext', 'href', 'value'];
    const told = all.flatMap((element) => [
      ...[...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [])),
      ...attributes.flatMap((name) => element.getAttribute(name) ?? []),
    ]);
    // What an SVG calls itself is a name; the names and numbers in it must be somewhere else as well. The number of an
    // identity mark is in the table ipcache and in every sentence about the VNI that carries it.
    const names = [...document.querySelectorAll('svg title')]
      .filter((title) => title.closest('[aria-hidden=true]') === null)
      .map((title) => title.textContent ?? '')
      .filter((name) => !name.startsWith('identity '))
      .map((name) => (name.match(/[^\s,]*[0-9/_-][^\s,]*/g) ?? []).join(' '));
    return { told: told.join(' '), tips: [...all.flatMap((element) => element.getAttribute('title') ?? []), ...names] };
  });
}

test('A10 nothing is in a tooltip only', async ({ page }) => {
  for (const moment of ['', '&p.routing=vxlan&at=15', '&p.routing=vxlan&at=36']) {
    const tips = new Set<string>();
    let told = '';
    for (const pane of ['packet', 'tables', 'probe']) {
      await open(page, `lang=ko&freeze=1&pane=${pane}${moment}`);
      const here = await toldAndTips(page);
      told += here.told;
      for (const tip of here.tips) tips.add(tip);
    }
    expect(tips.size).toBeGreaterThan(0);
    const only = [...tips].filter((tip) => !tip.split(/[\s,·:]+/).every((word) => told.includes(word)));
    expect([moment, ...only]).toEqual([moment]);
  }
});

/** What has a hand under the pointer, and neither is nor holds nor lies in something that can have the focus. */
function unreachable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const stop = 'a[href], button, select, input, textarea, label, summary, [tabindex], [role=option], [role=treeitem]';
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      const style = getComputedStyle(element);
      const hand = ['pointer', 'grab', 'col-resize', 'row-resize', 'ew-resize'].includes(style.cursor);
      if (!hand || element.getClientRects().length === 0 || style.pointerEvents === 'none') return [];
      return element.closest(stop) !== null ? [] : [`${element.tagName} ${element.getAttribute('class') ?? ''}`];
    });
  });
}

test('A11 whatever takes a click can have the focus', async ({ page }) => {
  for (const query of ['', '&p.routing=vxlan&at=15', '&p.routing=vxlan&at=15&pane=tables', '&at=15&pane=probe']) {
    await open(page, `lang=ko&freeze=1${query}`);
    expect([query, ...(await unreachable(page))]).toEqual([query]);
  }
});

for (const lang of LANGS) {
  test(`A12 Tab leaves everything forwards, and Shift and Tab everything backwards, ${lang}`, async ({ page }) => {
    test.slow();
    await open(page, `lang=${lang}&at=15`);
    const walk = async (key: string): Promise<readonly string[]> => {
      const stops: string[] = [];
      for (let i = 0; i < 400; i++) {
        await page.keyboard.press(key);
        const stop = await page.evaluate(() => {
          const at = document.activeElement;
          if (at === null || at === document.body || at === document.documentElement) return '';
          const all = [...document.querySelectorAll('*')];
          return `${all.indexOf(at)}`;
        });
        if (stop === '') return stops;
        if (stops.length > 0 && stop === stops.at(-1)) throw new Error(`stuck at ${stop}`);
        stops.push(stop);
      }
      throw new Error(`no way out: ${stops.slice(-6).join(', ')}`);
    };
    const forwards = await walk('Tab');
    const backwards = await walk('Shift+Tab');
    expect(forwards.length).toBeGreaterThan(15);
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(backwards.length).toBeGreaterThan(15);
  });
}

for (const size of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`A21 what has the focus has a ring and is not hidden, ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page, 'lang=ko&at=15&p.routing=vxlan');
    const faults: string[] = [];
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate(() => {
        const at = document.activeElement;
        if (!(at instanceof HTMLElement || at instanceof SVGElement) || at === document.body) return 'end';
        const ringed = [at, ...(at.closest('label') === null ? [] : [at.closest('label') ?? at])];
        // On the stage the ring is drawn, by a shape beside or in what has the focus.
        const drawn =
          at instanceof SVGElement &&
          [...at.querySelectorAll('*'), at].some((part) => {
            const { stroke, outlineStyle } = getComputedStyle(part);
            return (
              (stroke !== 'none' && part.matches('[class*=focus], [class*=ring], rect, path')) ||
              outlineStyle !== 'none'
            );
          });
        const ring = ringed.some((element) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
        });
        const name = `${at.tagName} ${at.getAttribute('class') ?? ''} ${at.getAttribute('aria-label') ?? at.textContent?.slice(0, 20) ?? ''}`;
        if (!ring && !drawn) return `no ring: ${name}`;
        const box = at.getBoundingClientRect();
        // WCAG 2.4.11: not hidden as a whole.
        const points = [0.5, 0.15, 0.85].flatMap((x) =>
          [0.5, 0.15, 0.85].map((y) => [box.left + box.width * x, box.top + box.height * y]),
        );
        const seen = points.some(([x = 0, y = 0]) => {
          const top = document.elementFromPoint(x, y);
          return top !== null && (at.contains(top) || top.contains(at) || top.closest('label')?.contains(at) === true);
        });
        return seen ? null : `hidden: ${name}`;
      });
      if (fault === 'end') break;
      if (fault !== null) faults.push(fault);
    }
    expect(faults).toEqual([]);
  });
}

test('A23 a press that is taken elsewhere before it ends does nothing', async ({ page }) => {
  await open(page, 'lang=ko&p.routing=vxlan&at=20');
  const away = async (name: string | RegExp, role: 'button' | 'tab'): Promise<void> => {
    const box = await page.getByRole(role, { name, exact: true }).first().boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await page.mouse.down();
    await page.mouse.move(700, 40);
    await page.mouse.up();
  };
  await away(WORDS.ko.next, 'button');
  expect(await eventOf(page)).toBe(20);
  await away(WORDS.ko.play, 'button');
  await expect(page.getByRole('button', { name: WORDS.ko.play, exact: true }).first()).toBeVisible();
  const tab = await page.locator('[role=tab][aria-selected=true]').first().textContent();
  await away(/테이블/, 'tab');
  await expect(page.locator('[role=tab][aria-selected=true]').first()).toHaveText(tab ?? '');
  await away('English', 'button');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});

test('A28 a field that cannot be read says what is wrong and how to mend it, and is joined to what it says', async ({
  page,
}) => {
  for (const [lang, other, why] of [
    ['ko', '다른 주소…', /IPv4 주소가 아닙니다.*0에서 255/],
    ['en', 'Another address…', /Not an IPv4 address.*0 to 255/],
  ] as const) {
    await open(page, `lang=${lang}`);
    await page.getByRole('combobox', { name: WORDS[lang].to }).selectOption({ label: other });
    const field = page.getByRole('textbox', { name: /IPv4/ });
    await field.fill('10.0.0.999');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(why);
    await field.fill('10.0.0.9');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  }
});

test('the glossary finds words while they are being typed, in both languages, and says when it finds none', async ({
  page,
}) => {
  await open(page, 'lang=ko');
  await openHelp(page, 'ko', 'glossary');
  const field = page.getByRole('searchbox');
  const found = page.getByRole('dialog').getByRole('status');
  await expect(found).toHaveText(/^낱말 \d+개$/);
  const cdp = await page.context().newCDPSession(page);
  await field.focus();
  // An input method on its way to 라우터.
  for (const composed of ['ㄹ', '라', '랑', '라우', '라웉', '라우터']) {
    await cdp.send('Input.imeSetComposition', { text: composed, selectionStart: -1, selectionEnd: -1 });
    await expect(page.getByRole('dialog').getByText('router', { exact: true })).toBeVisible();
  }
  await cdp.send('Input.insertText', { text: '라우터' });
  await expect(field).toHaveValue('라우터');
  await expect(page.getByRole('dialog').getByText('router', { exact: true })).toBeVisible();
  await field.fill('IPCACHE lpm');
  await expect(found).toHaveText(/^낱말 \d+개 중 \d+개$/);
  await field.fill('qqqq');
  await expect(found).toContainText('qqqq');
  await page.getByRole('button', { name: '모든 낱말 보기' }).click();
  await expect(field).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: HELP.ko.open, exact: true })).toBeFocused();
});
