import { expect, type Page } from '@playwright/test';
import type {} from '../src/app/test-hook.ts';

export type Lang = 'ko' | 'en';

/** The words by which the tests find things, as a reader would. */
export const WORDS = {
  ko: {
    from: '보내는 곳',
    to: '받는 곳',
    app: '명령',
    router: '라우터',
    run: '실행',
    next: '다음 사건',
    back: '이전 사건',
    play: '재생',
    pause: '일시 정지',
    slider: '사건',
    stage: '토폴로지',
    moment: '지금 이 순간',
    leaked: '새어 나감',
    delivered: '도착',
    answered: '응답을 받음',
    leakedRun: '라우터에서 샘',
    toVxlan: 'VXLAN으로 바꿔 다시 보내기',
    missing: '경로 없음',
    rightDoor: '가야 했던 길',
    shortcuts: '단축키',
    modelled: '무엇을 모델링했나',
    close: '닫기',
  },
  en: {
    from: 'From',
    to: 'To',
    app: 'With',
    router: 'Router',
    run: 'Run',
    next: 'Next event',
    back: 'Previous event',
    play: 'Play',
    pause: 'Pause',
    slider: 'Event',
    stage: 'Topology',
    moment: 'This moment',
    leaked: 'Leaked',
    delivered: 'Delivered',
    answered: 'Answered',
    leakedRun: 'Leaked at the router',
    toVxlan: 'Switch to VXLAN and send again',
    missing: 'no route',
    rightDoor: 'should have gone here',
    shortcuts: 'Keyboard shortcuts',
    modelled: 'What is modelled',
    close: 'Close',
  },
} as const;

/** Opens the page and waits until everything is drawn with its own fonts. */
export async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`./${query === '' ? '' : `?${query}`}`);
  await settled(page);
}

/** Opens a state of the gallery: the same page, frozen, with the lab that the query names. */
export async function openState(page: Page, query: string): Promise<void> {
  await page.goto(`./gallery/?${query}`);
  await settled(page);
  if (query.includes('dialog=')) await expect(page.getByRole('dialog')).toBeVisible();
}

export async function settled(page: Page): Promise<void> {
  // The page's language is fetched before the application starts: until then there is nobody to ask. The list of the
  // gallery's states is no application.
  await page.waitForFunction(() => window.__hopscope !== undefined || document.querySelector('.gallery') !== null);
  await page.evaluate(() => window.__hopscope?.ready());
}

export function root(page: Page) {
  return page.locator('#root');
}

/** The event that the page shows. */
export async function eventOf(page: Page): Promise<number> {
  return Number(await root(page).getAttribute('data-at'));
}

export async function expectVerdict(page: Page, verdict: string): Promise<void> {
  await expect(root(page)).toHaveAttribute('data-verdict', verdict);
}

/** Goes to the first event whose caption has this title. Fails when there is none. */
export async function seekTitle(page: Page, title: RegExp): Promise<void> {
  const count = await page.evaluate(() => window.__hopscope?.state.events ?? 0);
  const heading = page.locator('.caption h2');
  for (let event = 0; event < count; event++) {
    await page.evaluate((to) => window.__hopscope?.seek(to), event);
    if (title.test((await heading.textContent()) ?? '')) return;
  }
  throw new Error(`no event is called ${title}`);
}
