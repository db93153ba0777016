import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { spaced } from './clock.ts';

describe('calls at a distance', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('makes the first at once and the others together, and loses none', () => {
    const act = vi.fn<() => void>();
    const calls = spaced(act, 500);
    for (let i = 0; i < 10; i++) calls.soon();
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(499);
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5000);
    expect(act).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('makes up at once for what waits, and for nothing else', () => {
    const act = vi.fn<() => void>();
    const calls = spaced(act, 500);
    calls.now();
    expect(act).not.toHaveBeenCalled();
    calls.soon();
    calls.soon();
    calls.now();
    expect(act).toHaveBeenCalledTimes(2);
  });
});
