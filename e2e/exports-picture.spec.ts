import { expect, type Page, test } from './test.ts';
import type {} from '../src/app/gallery/PictureAlone.tsx';
import { textOf } from '../src/export/png/text-chunk.ts';
import { clipTime } from '../src/export/motion/clip-time.ts';
import { beat } from '../src/scene/packets.ts';
import { requestOf } from '../tests/support/gallery-pictures.ts';
import { openState } from './page.ts';
import { pictureTest } from './picture.ts';

/** What GitHub's image proxy sends with every image. */
const CAMO = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

type Asked = Parameters<NonNullable<Window['__hopscopePicture']>>;

/** A file of the moment that the page shows. */
async function exported(page: Page, ...asked: Asked): Promise<Buffer> {
  await page.waitForFunction(() => window.__hopscopePicture !== undefined);
  const base64 = await page.evaluate(async (args) => {
    const made = await window.__hopscopePicture?.(...args);
    if (made?.kind !== 'made') throw new Error(`no file: ${JSON.stringify(made)}`);
    const { content } = made.file;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    let latin = '';
    for (const byte of bytes) latin += String.fromCharCode(byte);
    return btoa(latin);
  }, asked);
  return Buffer.from(base64, 'base64');
}

/** Shows a file in an `<img>` of a page that is not ours, sent as GitHub sends it. */
async function shownAsImage(page: Page, file: Buffer, type: string, policy = CAMO): Promise<void> {
  await page.route('**/elsewhere/*', (route) =>
    route.request().url().endsWith('/post')
      ? route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><style>body{margin:0}img{display:block}</style><img src="picture">',
        })
      : route.fulfill({ contentType: type, body: file, headers: { 'content-security-policy': policy } }),
  );
  await page.goto('./elsewhere/post');
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
}

/** How many pixels of two PNG files differ by more than a rounding, and by how much of all. */
async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async ([a, b]) => {
      const pixels = async (base64 = ''): Promise<ImageData> => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (ch) => ch.charCodeAt(0))]));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [x, y] = [await pixels(a), await pixels(b)];
      if (x.width !== y.width || Math.abs(x.height - y.height) > 1)
        throw new Error(`${x.width}x${x.height} and ${y.width}x${y.height}`);
      let off = 0;
      const shared = Math.min(x.data.length, y.data.length);
      for (let i = 0; i < shared; i += 4)
        if ([0, 1, 2].some((k) => Math.abs((x.data[i + k] ?? 0) - (y.data[i + k] ?? 0)) > 24)) off += 1;
      return off / (shared / 4);
    },
    [one.toString('base64'), other.toString('base64')],
  );
}

/** Some dots of a picture: edges that fall between two pixels. */
const HARDLY = 0.0001;
/** Keyframes go straight where the stage curves: less than a pixel off. */
const IN_MOTION = 0.001;

const PICTURES = [
  'at=leak&lang=ko&theme=light',
  'at=encap&p.routing=vxlan&lang=en&theme=dark&detail=2',
  'at=router&p.routing=vxlan&lang=ko&theme=light&detail=3',
  'lab=stranger&p.routing=geneve&at=reply&lang=ko&theme=dark',
  'p.routing=vxlan&at=wrapping&lang=en&theme=light',
] as const;

for (const query of PICTURES) {
  pictureTest(
    `an exported picture is the stage's own, as SVG under GitHub's policy and as PNG: ${query}`,
    async ({ page }) => {
      await openState(page, `view=picture&${query}`);
      const theme = query.includes('theme=dark') ? 'dark' : 'light';
      const stage = await page.locator('svg.picture').screenshot();
      const also = { theme, caption: 'none', fonts: 'own' } as const;
      const png = await exported(page, 'png', also);
      expect(await difference(page, stage, png)).toBeLessThan(HARDLY);
      const svg = await exported(page, 'svg', also);
      await shownAsImage(page, svg, 'image/svg+xml');
      expect(await difference(page, stage, await page.locator('img').screenshot())).toBeLessThan(HARDLY);
    },
  );
}

test('a picture turns dark with its reader where styles count, and is light and never black where they are blocked', async ({
  page,
  violations,
}) => {
  const ground = async (): Promise<readonly number[]> => {
    const shot = (await page.screenshot({ clip: { x: 0, y: 0, width: 4, height: 4 } })).toString('base64');
    return page.evaluate(async (base64) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (ch) => ch.charCodeAt(0))]));
      const context = new OffscreenCanvas(4, 4).getContext('2d');
      context?.drawImage(image, 0, 0);
      return [...(context?.getImageData(1, 1, 1, 1).data.slice(0, 3) ?? [])];
    }, shot);
  };
  await openState(page, 'view=picture&at=leak&lang=en');
  const svg = await exported(page, 'svg');
  await shownAsImage(page, svg, 'image/svg+xml');
  expect(await ground()).toEqual([250, 249, 246]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toEqual([18, 21, 27]);

  // The file itself, as a site that blocks all styles sends it.
  await page.route('**/elsewhere/file.svg', (route) =>
    route.fulfill({
      contentType: 'image/svg+xml',
      body: svg,
      headers: { 'content-security-policy': "default-src 'none'" },
    }),
  );
  await page.goto('./elsewhere/file.svg');
  const fills = await page.evaluate(() =>
    [...document.querySelectorAll('rect, text')].map((mark) => getComputedStyle(mark).fill),
  );
  expect(fills[0]).toBe('rgb(250, 249, 246)');
  expect(fills.filter((fill) => fill === 'rgb(0, 0, 0)')).toEqual([]);
  // That site's policy, on purpose.
  await expect.poll(() => violations.some((one) => one.startsWith('style-src-elem'))).toBe(true);
  violations.length = 0;
});

pictureTest('a clip is at each of its times what the stage shows then, and in the end the still', async ({ page }) => {
  await openState(page, 'view=picture&at=encap&p.routing=vxlan&lang=ko');
  const [from, at, half] = [beat(6), beat(18), beat(11.5)];
  const { trace } = requestOf('encap');
  const clip = await exported(page, 'svg-clip', { theme: 'light', from, at });
  const stillAt = (moment: typeof at): Promise<Buffer> => exported(page, 'svg', { theme: 'light', at: moment });
  const [end, middle] = [await stillAt(at), await stillAt(half)];
  const shot = async (svg: Buffer, millis: number | null): Promise<Buffer> => {
    // Somebody else's page, with another policy.
    await page.goto('about:blank');
    await page.setContent(`<style>body{margin:0}</style>${svg.toString()}`);
    await page.evaluate((time) => {
      for (const animation of document.getAnimations()) {
        animation.pause();
        if (time !== null) animation.currentTime = time;
      }
    }, millis);
    return page.screenshot({ clip: { x: 0, y: 0, width: 960, height: 500 } });
  };
  const time = clipTime(trace, from, at);
  expect(await difference(page, await shot(end, null), await shot(clip, time.length))).toBeLessThan(HARDLY);
  expect(await difference(page, await shot(middle, null), await shot(clip, time.timeOf(half)))).toBeLessThan(IN_MOTION);
  expect(await difference(page, await shot(middle, null), await shot(clip, 0))).toBeGreaterThan(0.005);
});

test('a PNG says what it shows, twice as large if that is wanted', async ({ page }) => {
  await openState(page, 'view=picture&at=leak&lang=ko');
  const [one, two] = [await exported(page, 'png', {}, 1), await exported(page, 'png', {}, 2)];
  expect(one.readUInt32BE(16)).toBe(960);
  expect(two.readUInt32BE(16)).toBe(1920);
  expect(JSON.parse(textOf(one, 'hopscope') ?? '')).toMatchObject({
    format: 'hopscope-picture',
    lang: 'ko',
    detail: 1,
  });
});

test('a GIF stays below what GitHub shows, plays once, and ends as the PNG', async ({ page }) => {
  await openState(page, 'view=picture&at=leak&lang=en');
  const gif = await exported(page, 'gif', { theme: 'light', from: beat(20) });
  expect(gif.length).toBeLessThan(5 * 1024 * 1024);
  const last = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (ch) => ch.charCodeAt(0));
    const decoder = new ImageDecoder({ type: 'image/gif', data });
    await decoder.tracks.ready;
    await decoder.completed;
    const track = decoder.tracks.selectedTrack;
    if (track === null) throw new Error('no track');
    const { image } = await decoder.decode({ frameIndex: track.frameCount - 1 });
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    let latin = '';
    for (const byte of bytes) latin += String.fromCharCode(byte);
    return { count: track.frameCount, repeats: track.repetitionCount, png: btoa(latin) };
  }, gif.toString('base64'));
  expect(last.count).toBeGreaterThan(10);
  expect(last.repeats).toBe(0);
  const png = await exported(page, 'png', { theme: 'light' });
  // A palette of 255 colours: some shades of edges are painted with one like them.
  expect(await difference(page, png, Buffer.from(last.png, 'base64'))).toBeLessThan(0.01);
});

for (const container of ['webm', 'mp4'] as const) {
  // Which codecs a browser has is its own affair: of the pinned one it is known.
  pictureTest(`a film in ${container} can be played`, async ({ page }) => {
    await openState(page, 'view=picture&at=6&lang=en');
    const film = await exported(page, container, { theme: 'light' });
    // Played elsewhere: our own pages show no films.
    await page.goto('about:blank');
    const facts = await page.evaluate(
      async ({ base64, mime }) => {
        const video = document.createElement('video');
        video.src = `data:${mime};base64,${base64}`;
        await new Promise((resolve, reject) => {
          video.addEventListener('loadeddata', resolve);
          video.addEventListener('error', () => reject(new Error(video.error?.message)));
        });
        return { width: video.videoWidth, seconds: video.duration };
      },
      { base64: film.toString('base64'), mime: `video/${container}` },
    );
    expect(facts.width).toBe(960);
    expect(facts.seconds).toBeGreaterThan(2);
    expect(facts.seconds).toBeLessThanOrEqual(7.1);
  });
}
