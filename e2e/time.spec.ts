import { expect, type Page, test } from './test.ts';
import { eventOf, type Lang, open, settled, WORDS } from './page.ts';

const TIME = {
  ko: {
    unit: '이동 단위',
    units: { event: '사건마다', hop: '홉마다', packet: '패킷마다', phase: '단계마다' },
    next: { event: '다음 사건', hop: '다음 홉', packet: '다음 패킷', phase: '다음 단계' },
    back: { event: '이전 사건', hop: '이전 홉', packet: '이전 패킷', phase: '이전 단계' },
    encap: /^캡슐화 10/,
    noLeak: '새어 나감: 이 실행에는 없음',
    again: '처음부터 다시',
    menu: '구간, 반복, 표시',
    from: '여기부터',
    to: '여기까지',
    whole: '전체로',
    loop: '반복',
    rangeEnd: '구간 끝',
    waiting: '재전송까지 1.02초 기다리는 중',
    speed: '속도',
    one: '한 사건',
    phases: ['연결 수립', '재시도 1', '재시도 2', '포기'],
  },
  en: {
    unit: 'Step',
    units: { event: 'by event', hop: 'by hop', packet: 'by packet', phase: 'by phase' },
    next: { event: 'Next event', hop: 'Next hop', packet: 'Next packet', phase: 'Next phase' },
    back: { event: 'Previous event', hop: 'Previous hop', packet: 'Previous packet', phase: 'Previous phase' },
    encap: /^Encap 10/,
    noLeak: 'Leaked: none in this run',
    again: 'from the start again',
    menu: 'Range, loop and display',
    from: 'From here',
    to: 'To here',
    whole: 'Whole run',
    loop: 'Loop',
    rangeEnd: 'End of the range',
    waiting: 'waiting 1.02 s until retransmission',
    speed: 'Speed',
    one: '1 event',
    phases: ['Connection set-up', 'Retry 1', 'Retry 2', 'Giving up'],
  },
} as const;

async function seek(page: Page, event: number): Promise<void> {
  await page.evaluate(async (to) => {
    window.__hopscope?.seek(to);
    await window.__hopscope?.idle();
  }, event);
}

for (const lang of ['ko', 'en'] as Lang[]) {
  const w = WORDS[lang];
  const t = TIME[lang];

  test.describe(`in ${lang}`, () => {
    test('a run is walked by each unit, forwards and back', async ({ page }) => {
      await open(page, `lang=${lang}&p.routing=vxlan&at=start&freeze=1`);
      const start = await eventOf(page);
      for (const unit of ['event', 'hop', 'packet', 'phase'] as const) {
        await page.getByRole('combobox', { name: t.unit }).selectOption({ label: t.units[unit] });
        const places = [await eventOf(page)];
        for (let i = 0; i < 3; i++) {
          await page.getByRole('button', { name: t.next[unit] }).click();
          places.push(await eventOf(page));
        }
        expect(new Set(places).size, unit).toBe(4);
        for (const place of places.slice(0, -1).toReversed()) {
          await page.getByRole('button', { name: t.back[unit] }).click();
          expect(await eventOf(page), unit).toBe(place);
        }
      }
      expect(await eventOf(page)).toBe(start);
    });

    test('a mark of the timeline leads to the next of its kind, with Shift to the one before, and around', async ({
      page,
    }) => {
      await open(page, `lang=${lang}&p.routing=vxlan&at=start&freeze=1`);
      const encap = page.getByRole('button', { name: t.encap });
      await encap.click();
      const first = await eventOf(page);
      await expect(page.locator('.caption h2')).toContainText(lang === 'ko' ? '캡슐화' : 'encap');
      await encap.click();
      expect(await eventOf(page)).toBeGreaterThan(first);
      await encap.click({ modifiers: ['Shift'] });
      expect(await eventOf(page)).toBe(first);
      await page.keyboard.press('End');
      await expect(encap).toHaveAccessibleName(new RegExp(t.again));
      await encap.click();
      expect(await eventOf(page)).toBe(first);
      await expect(page.getByTestId('announcer')).not.toBeEmpty();
      await expect(page.getByRole('button', { name: t.noLeak })).toBeDisabled();
    });

    test('a range is set here and there, dragged, walked by keys, and played around', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await open(page, `lang=${lang}&at=12`);
      await page.getByRole('button', { name: t.menu }).click();
      await page.getByRole('button', { name: t.from }).click();
      await seek(page, 14);
      await page.getByRole('button', { name: t.to }).click();
      await page.getByRole('checkbox', { name: t.loop }).check();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: t.menu })).toBeFocused();
      await expect(page).toHaveURL(/from=12&to=14&loop=1/);

      await page.locator('body').press('End');
      expect(await eventOf(page)).toBe(14);
      await page.keyboard.press('Home');
      expect(await eventOf(page)).toBe(12);

      await page.getByRole('combobox', { name: t.speed }).selectOption('8×');
      const around = await page.evaluate(async () => {
        const seen: number[] = [];
        document.querySelector<HTMLButtonElement>('.play')?.click();
        for (let turns = 0, i = 0; turns < 2 && i < 600; i++) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const at = window.__hopscope?.state.at ?? -1;
          if (seen.at(-1) === at) continue;
          if (at < (seen.at(-1) ?? -1)) turns += 1;
          seen.push(at);
        }
        return seen;
      });
      expect(new Set(around)).toEqual(new Set([12, 13]));
      await page.getByRole('button', { name: w.pause }).click();

      const end = page.getByRole('slider', { name: t.rangeEnd });
      await end.focus();
      await page.keyboard.press('ArrowRight');
      await expect(page).toHaveURL(/to=15/);
      const box = await end.boundingBox();
      const track = await page.getByRole('slider', { name: w.slider }).boundingBox();
      if (box === null || track === null) throw new Error('nothing to drag');
      await page.mouse.move(box.x + 6, box.y + 22);
      await page.mouse.down();
      await page.mouse.move(track.x + track.width, box.y + 22, { steps: 4 });
      await page.mouse.up();
      await expect(page).toHaveURL(/from=12&to=60/);
      await page.getByRole('button', { name: t.menu }).click();
      await page.getByRole('button', { name: t.whole }).click();
      await expect(end).toHaveCount(0);
    });

    test('waiting is told in words while the reader is in it, and only then', async ({ page }) => {
      await open(page, `lang=${lang}&at=24.5&freeze=1`);
      await expect(page.getByText(t.waiting)).toBeVisible();
      await expect(page.locator('.thumb.waits')).toHaveCount(1);
      await seek(page, 25);
      await expect(page.getByText(t.waiting)).toHaveCount(0);
      await expect(page.locator('.thumb.waits')).toHaveCount(0);
    });

    test('at the pace of one event each press of play shows the next one', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await open(page, `lang=${lang}&at=10`);
      await page.getByRole('combobox', { name: t.speed }).selectOption(t.one);
      for (const next of [11, 12]) {
        await page.getByRole('button', { name: w.play, exact: true }).click();
        await expect(page.locator('#root')).toHaveAttribute('data-at', `${next}`);
        await expect(page.getByRole('button', { name: w.play, exact: true })).toBeVisible();
        expect(await eventOf(page)).toBe(next);
      }
      await expect(page).toHaveURL(/pause=event/);
    });

    test('the strip has the phases as headings, in each its packets and hops, and one is current', async ({ page }) => {
      await open(page, `lang=${lang}&freeze=1`);
      const strip = page.getByRole('region', { name: lang === 'ko' ? '홉' : 'Hops', exact: true });
      const headings = strip.getByRole('heading', { level: 3 });
      await expect(headings).toHaveCount(4);
      for (const [i, name] of t.phases.entries()) await expect(headings.nth(i)).toContainText(name);
      const now = strip.locator('[aria-current=step]');
      await expect(now).toHaveCount(1);
      await expect(now).toContainText(w.leaked);
      await expect(now).toBeInViewport();
      await headings.nth(2).getByRole('button').click();
      expect(await eventOf(page)).toBe(41);
      await expect(strip.locator('[aria-current=step]')).toBeInViewport();
    });
  });
}

for (const routing of ['native', 'vxlan'] as const) {
  test(`the whole run backwards shows the frames of the run forwards, ${routing}`, async ({ page }) => {
    test.setTimeout(180_000);
    await open(page, `lang=en&p.routing=${routing}&at=start&freeze=1`);
    const differing = await page.evaluate(async () => {
      // Digests: the drawings themselves would fill the screen.
      const digest = (): string => {
        let hash = 0;
        for (const part of ['svg.picture', '.track', '.run-strip'])
          for (const ch of document.querySelector(part)?.outerHTML ?? '')
            hash = (Math.imul(hash, 31) + ch.charCodeAt(0)) | 0;
        return `${window.__hopscope?.state.at} ${hash}`;
      };
      const press = async (key: string): Promise<void> => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        // Drawn, if not painted yet: two thousand waits for a frame would take minutes.
        await new Promise((resolve) => setTimeout(resolve));
      };
      const forwards: string[] = [];
      for (let before = ''; before !== digest();) {
        forwards.push((before = digest()));
        await press('ArrowRight');
      }
      const wrong: string[] = [];
      for (let i = forwards.length - 1; i >= 0; i--) {
        const now = digest();
        if (now !== forwards[i]) wrong.push(`${now}, not ${forwards[i]}`);
        await press('ArrowLeft');
      }
      return { count: forwards.length, wrong };
    });
    expect(differing.wrong).toEqual([]);
    expect(differing.count).toBeGreaterThan(50);
  });
}

test('less motion is followed without a reload, and a link may ask for it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, 'lang=en&p.routing=vxlan&at=22&speed=0.25');
  const places = (): Promise<number> =>
    page.evaluate(async () => {
      const seen = new Set<string>();
      const at = window.__hopscope?.state.at;
      document.querySelector<HTMLButtonElement>('.play')?.click();
      for (let i = 0; i < 400 && window.__hopscope?.state.at === at; i++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        seen.add(document.querySelector('.packet')?.getAttribute('transform') ?? '');
        if (seen.size > 6) break;
      }
      document.querySelector<HTMLButtonElement>('.play')?.click();
      return seen.size;
    });
  expect(await places()).toBeGreaterThan(4);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await seek(page, 22);
  expect(await places()).toBeLessThanOrEqual(2);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await seek(page, 22);
  expect(await places()).toBeGreaterThan(4);
  await open(page, 'lang=en&p.routing=vxlan&at=22&speed=0.25&motion=reduce');
  expect(await places()).toBeLessThanOrEqual(2);
});

test('a link says how a run is played, and the page writes it back', async ({ page }) => {
  await open(page, 'lang=en&from=retry-1&to=end&loop&speed=2&pause=phase&at=30');
  await expect(page.getByRole('slider', { name: TIME.en.rangeEnd })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('2');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/from=25&to=60&loop=1&speed=2&pause=phase&at=31/);
  await page.reload();
  await settled(page);
  expect(await eventOf(page)).toBe(31);
  await open(page, 'lang=en&speed=99&from=nowhere');
  await expect(page.locator('#root')).toHaveAttribute('data-url-warnings', 'speed,from');
});
