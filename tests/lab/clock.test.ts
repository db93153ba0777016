import { describe, expect, it } from 'vitest';
import { parseClock } from '../../src/lab/clock.ts';

describe('the clock of a lab', () => {
  it.each([
    '2025-08-10T03:13:00+09:00',
    '1970-01-01T00:00:00Z',
    '2000-02-29T23:59:59-05:30',
    '1969-12-31T23:59:59+00:00',
    '2100-03-01T00:00:00+14:00',
  ])('%s', (text) => {
    expect(parseClock(text)?.seconds).toBe(Date.parse(text) / 1000);
  });

  it('keeps the offset', () => {
    expect(parseClock('2025-08-10T03:13:00.123456+09:00')?.offsetMinutes).toBe(540);
    expect(parseClock('2025-08-10T03:13:00-00:30')?.offsetMinutes).toBe(-30);
    expect(parseClock('2025-08-10T03:13:00Z')?.offsetMinutes).toBe(0);
  });

  it.each([
    '',
    '2025-08-10',
    '2025-08-10T03:13:00',
    '2025-13-01T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2025-08-10T24:00:00Z',
    '2025-08-10T03:13:60Z',
    '2025-08-10 03:13:00Z',
    '2025-08-10T03:13:00+9:00',
  ])('%s is none', (text) => {
    expect(parseClock(text)).toBeNull();
  });
});
