import { afterAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../tools/browser.mjs';
import { openChromium } from '../../src/cli/chromium-workshop.ts';
import { textOf } from '../../src/export/png/text-chunk.ts';
import { beat } from '../../src/scene/packets.ts';
import { exportPicture } from '../../src/ui/still/export-picture.ts';
import type { PictureFormat } from '../../src/ui/still/picture-work.ts';
import { requestOf } from '../support/gallery-pictures.ts';

function hasBrowser(): boolean {
  try {
    return findBrowser().path !== '';
  } catch {
    return false;
  }
}

describe.skipIf(!hasBrowser())('pictures without a page', () => {
  const workshop = openChromium();
  afterAll(() => workshop.close());

  const bytesOf = async (format: PictureFormat, scale: 1 | 2 = 1): Promise<Buffer> => {
    const request = { ...requestOf('encap', { theme: 'dark', at: beat(18) }), from: beat(17) };
    const made = await exportPicture({ request, format, scale, workshop });
    if (made.kind !== 'made') throw new Error(made.kind);
    return Buffer.from(made.file.content);
  };

  test('a PNG has its size and says what it shows, and is the same each time', async () => {
    const png = await bytesOf('png', 2);
    expect(png.readUInt32BE(16)).toBe(1920);
    expect(JSON.parse(textOf(png, 'hopscope') ?? '')).toMatchObject({ at: 18, theme: 'dark' });
    expect((await bytesOf('png', 2)).equals(png)).toBe(true);
  });

  test('a GIF has frames that move', async () => {
    const gif = await bytesOf('gif');
    expect(gif.subarray(0, 6).toString()).toBe('GIF89a');
    expect(gif.readUInt16LE(6)).toBe(960);
    // One graphic control extension a frame.
    expect(gif.toString('latin1').split('\x21\xf9\x04').length).toBeGreaterThan(5);
  });

  test('an SVG that has our fonts in it has only the parts that it needs', async () => {
    const rules = await workshop.fontRules('SYN');
    expect(rules).toHaveLength(2);
    expect((await workshop.fontRules('가뷁')).length).toBeGreaterThan(2);
  });

  test('there is no film, and nobody pretends', async () => {
    const request = { ...requestOf('encap'), from: beat(15) };
    expect(await exportPicture({ request, format: 'webm', scale: 1, workshop })).toEqual({ kind: 'unsupported' });
  });
});
