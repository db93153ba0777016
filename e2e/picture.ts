/**
 * Pictures are compared byte by byte, so they are taken with the pinned browser only. Put them into tests of their own
 * with `pictureTest`; with another browser those are skipped, and their names say why.
 */
import {
  expect,
  type Locator,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestInfo,
} from '@playwright/test';
import { test } from './test.ts';
import { findBrowser } from '../tools/browser.mjs';

type Fixtures = PlaywrightTestArgs & PlaywrightTestOptions & PlaywrightWorkerArgs & PlaywrightWorkerOptions;
type PictureTest = (title: string, body: (fixtures: Fixtures, info: TestInfo) => Promise<void>) => void;

const REASON = 'pictures need the pinned Chromium: Linux x64 and no CHROMIUM_PATH';
const comparable = findBrowser().pinned;

export const pictureTest: PictureTest = comparable
  ? test
  : (title, body) => test.skip(`${title} [skipped: ${REASON}]`, body);

/** Compares the page, or a part of it, with `e2e/__screens__/<spec>/<name>.png`. */
export async function picture(target: Page | Locator, name: string): Promise<void> {
  test.skip(!comparable, REASON);
  const file = `${name}.png`;
  if ('goto' in target) {
    await target.evaluate(() => document.fonts.ready);
    await expect(target).toHaveScreenshot(file);
  } else {
    await target.page().evaluate(() => document.fonts.ready);
    await expect(target).toHaveScreenshot(file);
  }
}
