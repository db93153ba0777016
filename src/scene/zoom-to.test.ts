import { describe, expect, it } from 'vitest';
import { zoomTo } from './zoom-to.ts';

const frame = { width: 600, height: 400 };

describe('zoomTo', () => {
  it('has all boxes in sight, inside of the frame', () => {
    const boxes = [
      { x: 100, y: 60, w: 80, h: 40 },
      { x: 240, y: 120, w: 60, h: 60 },
    ];
    const { x, y, k } = zoomTo(boxes, frame);
    expect(k).toBeGreaterThan(1);
    for (const box of boxes) {
      expect(box.x * k + x).toBeGreaterThanOrEqual(0);
      expect((box.x + box.w) * k + x).toBeLessThanOrEqual(frame.width);
      expect(box.y * k + y).toBeGreaterThanOrEqual(0);
      expect((box.y + box.h) * k + y).toBeLessThanOrEqual(frame.height);
    }
  });
  it('never leaves the picture, never shrinks it, never makes a dot of a device', () => {
    for (const box of [
      { x: 0, y: 0, w: 1, h: 1 },
      { x: 599, y: 399, w: 1, h: 1 },
      { x: -50, y: -50, w: 900, h: 900 },
    ]) {
      const { x, y, k } = zoomTo([box], frame);
      expect(k).toBeGreaterThanOrEqual(1);
      expect(k).toBeLessThanOrEqual(5);
      expect(x).toBeLessThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(0);
      expect(x).toBeGreaterThanOrEqual(frame.width - frame.width * k);
      expect(y).toBeGreaterThanOrEqual(frame.height - frame.height * k);
    }
  });
});
