import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedSize, askedHeight } from './asked-height.ts';

describe('the height that a frame asks for', () => {
  it('is what shows everything, but never much higher than wide', () => {
    expect(askedHeight(null, 800, 620)).toEqual({ width: 800, height: 620 });
    expect(askedHeight(null, 300, 2000)).toEqual({ width: 300, height: 480 });
    expect(askedHeight(null, 600, 2000)).toEqual({ width: 600, height: 900 });
  });

  it('is not asked for again, nor for a little more, nor for less', () => {
    const said = { width: 800, height: 600 };
    expect(askedHeight(said, 800, 600)).toBeNull();
    expect(askedHeight(said, 800, 607)).toBeNull();
    expect(askedHeight(said, 800, 300)).toBeNull();
    expect(askedHeight(said, 800, 608)).toEqual({ width: 800, height: 608 });
    expect(askedHeight(said, 700, 300)).toEqual({ width: 700, height: 300 });
  });

  it('comes to an end, whatever the content makes of the height that it is given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 280, max: 1400 }), fc.array(fc.integer({ min: 0, max: 3000 })), (width, wholes) => {
        let said: AskedSize | null = null;
        let times = 0;
        for (const whole of wholes) {
          const next: AskedSize | null = askedHeight(said, width, whole);
          if (next === null) continue;
          expect(next.height).toBeGreaterThan(said === null ? -1 : said.height);
          said = next;
          times += 1;
        }
        expect(times).toBeLessThanOrEqual(1 + Math.max(480, width * 1.5) / 8);
      }),
    );
  });
});
