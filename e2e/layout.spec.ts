import { expect, test } from './test.ts';
import { isSpecial } from '../src/app/gallery/states.ts';
import { layoutFaults } from './layout-faults.ts';
import { openState } from './page.ts';
import { SIZES, type Size, STATE_NAMES, STATES } from './states.ts';

test.use({ trace: 'off' });

const MOMENTS = STATE_NAMES.filter((name) => !isSpecial(name));
const SPECIAL = STATE_NAMES.filter(isSpecial);
const ROOMS = Object.keys(SIZES) as readonly Size[];

for (const size of ROOMS) {
  for (const lang of ['ko', 'en'] as const) {
    for (const [what, names] of [
      ['every moment', MOMENTS],
      ['notices, dialogs and stumbles', SPECIAL],
    ] as const) {
      test(`${what} lies well on a ${size}, ${lang}`, async ({ page }) => {
        test.slow();
        await page.setViewportSize(SIZES[size]);
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const faults: Record<string, readonly string[]> = {};
        for (const name of names) {
          // Half-way through a movement a packet may well pass over a name.
          if (name === 'wrapping' || name === 'unwrapping') continue;
          const { lab, query } = STATES[name];
          await openState(page, `lab=${lab}&${query}&lang=${lang}`);
          const found = await layoutFaults(page);
          if (found.length > 0) faults[name] = found;
        }
        expect(faults).toEqual({});
      });
    }
  }
}

test('three levels of detail lie well on a desk', async ({ page }) => {
  test.slow();
  await page.setViewportSize(SIZES.desk);
  const faults: Record<string, readonly string[]> = {};
  for (const name of ['leak', 'lookup', 'overlay-router', 'stranger-overlay', 'crowded-peer'] as const) {
    for (const detail of [2, 3]) {
      const { lab, query } = STATES[name];
      await openState(page, `lab=${lab}&${query}&lang=ko&detail=${detail}`);
      const found = await layoutFaults(page);
      if (found.length > 0) faults[`${name}, detail ${detail}`] = found;
    }
  }
  expect(faults).toEqual({});
});
