import { test } from './test.ts';
import { openState, settled } from './page.ts';
import { picture, pictureTest } from './picture.ts';
import { LIST_PICTURES, PICTURES, SERVED_PICTURES, SIZES } from './states.ts';

// A trace of every picture would cost more than the picture.
test.use({ trace: 'off' });

for (const { name, size, query, eyes, part } of PICTURES) {
  pictureTest(name, async ({ page }) => {
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: eyes === 'forced' ? 'active' : 'none' });
    if (eyes === 'grey') {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type: 'achromatopsia' });
    }
    await openState(page, query);
    if (part === 'window') return picture(page, name);
    const inspector = page.locator('.inspector');
    await inspector.scrollIntoViewIfNeeded();
    await settled(page);
    await picture(inspector, name);
  });
}

for (const { name, size, query } of LIST_PICTURES) {
  pictureTest(name, async ({ page }) => {
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`./gallery/?${query}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await picture(page, name);
  });
}

// What is served, before the application: with the styles that the file itself has.
for (const { name, size, path, theme } of SERVED_PICTURES) {
  pictureTest(name, async ({ page }) => {
    await page.setViewportSize(SIZES[size]);
    await page.emulateMedia({ colorScheme: theme });
    await page.route(/\/assets\/index-[^/]*\.js$/, () => undefined);
    await page.goto(`./${path}`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: /^(재생|Play)$/ }).waitFor();
    await picture(page, name);
  });
}
