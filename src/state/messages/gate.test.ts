import { describe, expect, it } from 'vitest';
import { type Gate, openGate, passes, struck } from './gate.ts';

/** So many messages at these times: how many are let in. */
function letIn(gate: Gate, times: readonly number[]): { readonly gate: Gate; readonly count: number } {
  return times.reduce(
    (so, now) => {
      const turn = passes(so.gate, now);
      return { gate: turn.gate, count: so.count + (turn.open ? 1 : 0) };
    },
    { gate, count: 0 },
  );
}

const at = (now: number, times: number): number[] => Array.from({ length: times }, () => now);

describe('the rate of messages', () => {
  it('fifty at once, then as many as time brings', () => {
    const flood = letIn(openGate(0), at(0, 1000));
    expect(flood.count).toBe(50);
    expect(letIn(flood.gate, at(100, 1000)).count).toBe(5);
    expect(letIn(flood.gate, at(60_000, 1000)).count).toBe(50);
  });

  it('a host that speaks forty times a second is heard every time', () => {
    const times = Array.from({ length: 4000 }, (_, i) => i * 25);
    expect(letIn(openGate(0), times).count).toBe(4000);
  });

  it('a clock that goes back gives nothing', () => {
    const flood = letIn(openGate(1000), at(1000, 50));
    expect(letIn(flood.gate, at(0, 10)).count).toBe(0);
  });
});

describe('strikes', () => {
  it('the third closes for ten seconds, and the count begins anew', () => {
    let gate = struck(struck(openGate(0), 0), 0);
    expect(passes(gate, 0).open).toBe(true);
    gate = struck(gate, 100);
    expect(passes(gate, 10_099).open).toBe(false);
    expect(passes(gate, 10_100).open).toBe(true);
    expect(passes(struck(passes(gate, 10_100).gate, 10_100), 10_101).open).toBe(true);
  });
});
