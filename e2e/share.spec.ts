import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download } from '@playwright/test';
import { expect, type Locator, type Page, test } from './test.ts';
import { eventOf, type Lang, root, settled } from './page.ts';

const WORDS = {
  ko: {
    share: '공유',
    link: '링크',
    where: '어디에 붙이나요?',
    tistory: '티스토리',
    elsewhere: '그 밖의 곳',
    snippet: (name: string) => `붙일 내용: ${name}`,
    copy: (what: string) => `복사: ${what}`,
    copied: (what: string) => `복사했습니다: ${what}`,
    refused: /브라우저가 복사를 막았습니다/,
    save: '저장',
    saved: '저장했습니다',
    limit: /HTML 모드에서 글을 마치세요/,
    language: '언어',
    reader: '읽는 사람의 언어',
    cancel: '취소',
    cancelled: /취소했습니다/,
    range: '범위',
    preview: /^미리 보기/,
    disk: '디스크에서',
  },
  en: {
    share: 'Share',
    link: 'Link',
    where: 'Where does the post live?',
    tistory: 'Tistory',
    elsewhere: 'Elsewhere',
    snippet: (name: string) => `For ${name}`,
    copy: (what: string) => `Copy: ${what}`,
    copied: (what: string) => `Copied: ${what}`,
    refused: /did not let us copy/,
    save: 'Save',
    saved: 'Saved',
    limit: /Finish the post in HTML mode/,
    language: 'Language',
    reader: 'The reader’s own',
    cancel: 'Cancel',
    cancelled: /Cancelled/,
    range: 'How much',
    preview: /^Preview/,
    disk: 'opens from a disk',
  },
} as const;

const SCENARIO = 'other-subnet-vxlan';

async function openScenario(page: Page, lang: Lang, query = 'at=encap'): Promise<void> {
  await page.goto(`./${lang}/s/${SCENARIO}/?${query}`);
  await settled(page);
}

async function openShare(page: Page, lang: Lang): Promise<Locator> {
  await page.getByRole('button', { name: WORDS[lang].share, exact: true }).click();
  return shown(page, lang);
}

async function shown(page: Page, lang: Lang): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: WORDS[lang].share });
  await expect(dialog).toBeVisible();
  await settled(page);
  return dialog;
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** Presses the button of a kind of file and waits for the file. */
async function saved(page: Page, dialog: Locator, name: RegExp): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

for (const lang of ['ko', 'en'] as const) {
  const w = WORDS[lang];

  test(`${lang}: a place of a post gets its one snippet, which opens the very moment`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openScenario(page, lang);
    const at = await eventOf(page);
    const dialog = await openShare(page, lang);
    await expect(dialog.getByRole('group', { name: w.where })).toBeVisible();
    await expect(dialog.getByRole('textbox')).toHaveCount(1);
    await dialog.getByRole('radio', { name: w.tistory }).check();
    const field = dialog.getByRole('textbox', { name: w.snippet(w.tistory) });
    const snippet = await field.inputValue();
    expect(snippet).toContain(`/embed/${SCENARIO}/?lang=${lang}&amp;at=`);
    await expect(dialog.getByText(w.limit)).toBeVisible();

    await dialog.getByRole('button', { name: w.copy(w.snippet(w.tistory)) }).click();
    await expect(dialog.getByText(w.copied(w.snippet(w.tistory)))).toHaveCount(1);
    expect((await page.evaluate(() => navigator.clipboard.readText())).trimEnd()).toBe(snippet);

    const link = await dialog.getByRole('textbox', { name: w.link }).inputValue();
    expect(link).toContain(`/${lang}/s/${SCENARIO}/?at=`);
    expect(snippet).toContain(link.replaceAll('&', '&amp;'));
    await page.goto(link);
    await settled(page);
    expect(await eventOf(page)).toBe(at);
    await expect(root(page)).toHaveAttribute('data-scenario', SCENARIO);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);

    // The place is remembered, and the preview is of this moment.
    const again = await openShare(page, lang);
    await expect(again.getByRole('radio', { name: w.tistory })).toBeChecked();
    await expect(again.getByRole('img', { name: w.preview })).toBeVisible();
  });

  test(`${lang}: files say scenario, moment and language, and hold something`, async ({ page }) => {
    await openScenario(page, lang);
    const at = await eventOf(page);
    const dialog = await openShare(page, lang);
    const name = `hopscope-${SCENARIO}-at-${at}-${lang}`;

    const svg = await saved(page, dialog, new RegExp(`^${w.save} SVG`));
    expect(svg.name).toBe(`${name}.svg`);
    expect(svg.bytes.toString()).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    await expect(dialog.getByText(`${w.saved}: ${name}.svg`)).toBeVisible();

    const json = await saved(page, dialog, new RegExp(`^${w.save} JSON`));
    expect(json.name).toBe(`${name}.json`);
    expect(JSON.parse(json.bytes.toString())).toMatchObject({ about: { scenario: SCENARIO, view: { at } } });

    const pcap = await saved(page, dialog, new RegExp(`^${w.save} pcap `));
    expect(pcap.name).toBe(`${name}.pcap`);
    expect(pcap.bytes.readUInt32LE(0)).toBe(0xa1b2c3d4);
    expect(pcap.bytes.length).toBeGreaterThan(24 + 16 + 60);

    const pcapng = await saved(page, dialog, new RegExp(`^${w.save} pcapng`));
    expect(pcapng.bytes.readUInt32LE(0)).toBe(0x0a0d0d0a);
    const png = await saved(page, dialog, new RegExp(`^${w.save} PNG`));
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    const whole = await saved(page, dialog, new RegExp(`^${w.save} HTML ${w.disk}`));
    expect(whole.name).toBe(`${name}-page.html`);
    expect(whole.bytes.toString()).toContain(`/${lang}/s/${SCENARIO}/`);
    const cast = await saved(page, dialog, new RegExp(`^${w.save} asciicast`));
    expect(cast.name).toBe(`${name}.cast`);
    expect(JSON.parse(cast.bytes.toString().split('\n')[0] ?? '')).toMatchObject({ version: 2 });
  });

  test(`${lang}: by keys alone, from opening to a copied snippet and back`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openScenario(page, lang);
    await page.keyboard.press('s');
    const dialog = await shown(page, lang);
    const first = dialog.getByRole('radio').first();
    for (let tab = 0; tab < 12 && !(await first.evaluate((el) => el === document.activeElement)); tab++)
      await page.keyboard.press('Tab');
    await expect(first).toBeFocused();
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: 'velog' })).toBeChecked();
    const what = w.snippet('velog');
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('textbox', { name: what })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('button', { name: w.copy(what) })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(w.copied(what))).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    // Keys are the page's again.
    const at = await eventOf(page);
    await page.keyboard.press('ArrowRight');
    expect(await eventOf(page)).toBe(at + 1);
  });
}

test('where the clipboard is refused the text is selected', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await openScenario(page, 'en');
  const dialog = await openShare(page, 'en');
  const field = dialog.getByRole('textbox', { name: 'Link' });
  await dialog.getByRole('button', { name: 'Copy: Link' }).click();
  await expect(dialog.getByText(WORDS.en.refused)).toBeVisible();
  await expect(field).toBeFocused();
  const selected = await field.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  expect(selected).toBe(await field.inputValue());
});

test('the reader’s own language is not said; a stretch is, when there is one', async ({ page }) => {
  await openScenario(page, 'en', 'from=10&to=40&at=20');
  const dialog = await openShare(page, 'en');
  const field = dialog.getByRole('textbox', { name: 'Link' });
  expect(await field.inputValue()).toMatch(/\/en\/s\/.*[?&]from=.*&to=/);
  await dialog.getByRole('group', { name: WORDS.en.range }).getByRole('radio').first().check();
  expect(await field.inputValue()).not.toMatch(/from=/);
  await dialog.getByRole('combobox', { name: WORDS.en.language }).selectOption(WORDS.en.reader);
  expect(new URL(await field.inputValue()).pathname).toBe(`/s/${SCENARIO}/`);
});

test('axe finds nothing in the dialog', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['light', 'dark']) {
    await openScenario(page, 'en', `at=encap&theme=${theme}&from=10&to=40`);
    const dialog = await openShare(page, 'en');
    await dialog.getByRole('radio', { name: 'Hugo' }).check();
    const { violations } = await new AxeBuilder({ page })
      .include('dialog')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});

for (const size of [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
])
  test(`nothing scrolls sideways at ${size.width} px, and every target can be hit`, async ({ page }) => {
    await page.setViewportSize(size);
    await openScenario(page, 'en');
    const dialog = await openShare(page, 'en');
    for (const place of ['Hugo', 'README', 'Tistory']) {
      await dialog.getByRole('radio', { name: place }).check();
      const small = await dialog.evaluate((element) => {
        const body = element.querySelector('.dialog-body');
        const wide = body !== null && body.scrollWidth > body.clientWidth ? ['scrolls sideways'] : [];
        const targets = [...element.querySelectorAll('button, select, .platforms label')];
        return [
          ...wide,
          ...targets.flatMap((target) => {
            const { width, height } = target.getBoundingClientRect();
            return width >= 24 && height >= 24 ? [] : [`${target.textContent}: ${width}x${height}`];
          }),
        ];
      });
      expect(small).toEqual([]);
    }
  });

test('what takes long says how far it is, and can be stopped', async ({ page }) => {
  await openScenario(page, 'ko');
  const dialog = await openShare(page, 'ko');
  await dialog.getByRole('button', { name: /^저장 GIF/ }).click();
  await expect(dialog.getByRole('progressbar', { name: 'GIF' })).toBeVisible();
  await dialog.getByRole('button', { name: WORDS.ko.cancel }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(WORDS.ko.cancelled)).toBeVisible();
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: /^저장 GIF/ })).toBeEnabled();
  // Whoever has pressed Cancel by key is still among the files.
  await expect(dialog.getByRole('button', { name: /^저장 움직이는 SVG/ })).toBeFocused();
});

test('a browser that cannot write films says so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'));
  await openScenario(page, 'en');
  const dialog = await openShare(page, 'en');
  await expect(dialog.getByText(/cannot write films/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Save WebM/ })).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: /^Save GIF/ })).toBeVisible();
});

test('the HTML of a post makes a frame and a link on a page of another origin, without scripts', async ({ page }) => {
  await openScenario(page, 'en');
  const dialog = await openShare(page, 'en');
  await dialog.getByRole('radio', { name: 'Elsewhere' }).check();
  const snippet = await dialog.getByRole('textbox', { name: 'For Elsewhere' }).inputValue();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  const server = createServer((_, response) => {
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src *",
      })
      .end(`<!doctype html><html lang="en"><body><p>before</p>\n${snippet}\n<p>after</p></body></html>`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  // Another host name than the site's.
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/post`);
  const frame = page.locator('iframe');
  await expect(frame).toHaveCount(1);
  const made = await frame.evaluate((element: HTMLIFrameElement) => ({
    src: element.src,
    title: element.title,
    height: element.getAttribute('height'),
    sandbox: [...element.sandbox],
    wide: element.clientWidth > 400 && element.clientHeight >= 320,
  }));
  expect(made).toMatchObject({ height: '540', wide: true });
  expect(made.title).toMatch(/curl-pod/);
  expect(made.sandbox).toContain('allow-scripts');
  const at = new URL(link).searchParams.get('at');
  expect(new URL(made.src).pathname).toBe(`/embed/${SCENARIO}/`);
  expect(new URL(made.src).searchParams.get('at')).toBe(at);
  await expect(page.getByRole('link')).toHaveAttribute('href', link);
  await expect(page.getByText('after')).toBeVisible();
  // The frame itself is at the moment.
  await expect(page.frameLocator('iframe').locator('#root')).toHaveAttribute('data-event', at ?? '');
  server.close();
});

test('the page in one file opens from a disk at the very moment', async ({ page }, info) => {
  await openScenario(page, 'en');
  const at = await root(page).getAttribute('data-event');
  const dialog = await openShare(page, 'en');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Save HTML opens/ }).click();
  const file = info.outputPath('page.html');
  await (await coming).saveAs(file);
  await page.goto(pathToFileURL(file).href);
  await settled(page);
  await expect(root(page)).toHaveAttribute('data-event', at ?? '');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // It has no such dialog, and its keys are not held back by one.
  await page.keyboard.press('s');
  const before = await eventOf(page);
  await page.keyboard.press('ArrowRight');
  expect(await eventOf(page)).toBe(before + 1);
});
