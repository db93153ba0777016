import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import { PRESETS } from '../lab/presets/presets.ts';
import { withVariant } from '../lab/variant.ts';
import { openingAsk, stimulusOf, variantOf } from '../scenario/ask.ts';
import { freeSpot } from './free-spot.ts';
import { boxAround, overlaps, within } from './geometry.ts';
import { layoutFor } from './layout.ts';
import { beat, packetsAt } from './packets.ts';
import { restsAt } from './rests.ts';
import { stoneBox, stonesAt } from './stones.ts';

const STAGE = { w: 200, h: 200 };
const CARD = boxAround({ x: 0, y: 0 }, 40, 20);

describe('a free spot', () => {
  test('is where it is wanted when nothing is in the way', () => {
    expect(freeSpot({ x: 100, y: 100 }, [{ box: CARD, avoid: [] }], STAGE).at).toEqual({ x: 100, y: 100 });
  });

  test('is inside of the stage, whatever is wanted', () => {
    const { at } = freeSpot({ x: 400, y: -50 }, [{ box: CARD, avoid: [] }], STAGE);
    expect(within(boxAround(at, 40, 20), { x: 0, y: 0, ...STAGE })).toBe(true);
  });

  test('steps aside for what must stay readable, and no farther than it must', () => {
    const name = { box: boxAround({ x: 100, y: 100 }, 60, 14), weight: 60 };
    const { at } = freeSpot({ x: 100, y: 104 }, [{ box: CARD, avoid: [name] }], STAGE);
    expect(overlaps(boxAround(at, 40, 20), name.box)).toBe(false);
    expect(Math.abs(at.y - 104)).toBeLessThan(20);
  });
});

for (const { lab } of PRESETS)
  for (const [width, height] of [
    [1056, 640],
    [390, 544],
    [320, 400],
  ] as const)
    test(`${lab.title} in ${width} px: packets and stones are on the stage, and no packet rests on a stone`, () => {
      const world = deriveWorld(lab);
      const ask = openingAsk(world);
      const stimulus = stimulusOf(world, ask);
      if (stimulus === null) throw new Error('no stimulus');
      const trace = simulate(withVariant(lab, variantOf(world, ask)), [stimulus]);
      const layout = layoutFor(trace, { width, height });
      const stage = { x: 0, y: 0, ...layout.size };
      for (const { id } of trace.events) {
        const stones = stonesAt(trace, layout, id).map(stoneBox);
        for (const stone of stones) expect(within(stone, stage), `stone at ${id}`).toBe(true);
        for (const mark of packetsAt(trace, layout, beat(id))) {
          const box = boxAround(mark, mark.card.w, mark.card.h);
          expect(within(box, stage), `${mark.label} at ${id}`).toBe(true);
          expect(stones.filter((stone) => overlaps(stone, box))).toEqual([]);
          expect({ x: mark.x, y: mark.y }).toEqual(restsAt(trace, layout, id).get(mark.id)?.at);
        }
      }
    });
