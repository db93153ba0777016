import { describe, expect, it } from 'vitest';
import { validateTrace } from '../../src/trace/validate.ts';
import { EXCEPTIONS, NOT_REPLAYED, exceptionOf } from './exceptions.ts';
import { recordedCases } from './fixture.ts';
import type { Assert, RecordedCase } from './fixture.ts';
import {
  captureLines,
  commuted,
  faultOf,
  masked,
  orderLines,
  pathLines,
  replayedCaptureLines,
  replayedOrderLines,
  replayedPathLines,
} from './judge.ts';
import type { Line } from './judge.ts';
import { replay } from './replay.ts';
import type { Replayed } from './replay.ts';
import { VARIANTS } from './variants.ts';

const RECORDED = recordedCases();

describe.each(RECORDED.filter(({ case: name }) => NOT_REPLAYED[name] === undefined))('$case: $title', (recorded) => {
  let once: Replayed | null = null;
  const replayed = (): Replayed => (once ??= replay(recorded, VARIANTS[recorded.case] ?? {}));

  it('is a valid trace', () => {
    expect(validateTrace(replayed().trace)).toEqual([]);
  });

  it.each(recorded.asserts.map((assertion, i) => [`${i + 1}: ${nameOf(assertion)}`, assertion] as const))(
    'assert %s',
    (_, assertion) => {
      expect(faultOf(assertion, replayed())).toBe('');
    },
  );

  it('is silent where nothing was captured', () => {
    const heard = recorded.silent.flatMap((cap) =>
      replayed()
        .capture(cap)
        .map(({ sum }) => `${cap}: ${sum}`),
    );
    expect(heard).toEqual([]);
  });

  it('has good checksums everywhere', () => {
    const bad = replayed()
      .everywhere()
      .filter(({ facts }) => facts.csum !== null);
    expect(bad.map(({ netns, dev, sum, facts }) => `${facts.csum} on ${netns}:${dev}: ${sum}`)).toEqual([]);
  });

  it.each(recorded.varies)('sees something on %s', (cap) => {
    expect(replayed().capture(cap)).not.toEqual([]);
  });

  it.each(recorded.steps.map((step, i) => [step.id, step, i] as const))('%s prints what was printed', (id, step, i) => {
    const { stdout = '', stderr = '' } = replayed().outcomes[i] ?? {};
    const { got, wanted } = held(
      recorded,
      `${id} prints`,
      [masked(stdout), masked(stderr)],
      [masked(step.stdout), masked(step.stderr)],
    );
    expect(got).toEqual(wanted);
  });

  it.each(Object.keys(recorded.captures))('capture %s', (cap) => {
    const { got, wanted } = held(recorded, cap, replayedCaptureLines(replayed(), cap), captureLines(recorded, cap));
    expect(got).toEqual(wanted);
  });

  it.each(recorded.paths === null ? [] : [['paths', recorded.paths] as const])('%s of all packets', (check, paths) => {
    const { got, wanted } = held(recorded, check, replayedPathLines(replayed()), pathLines(recorded, paths));
    expect(got).toEqual(wanted);
  });

  it.each(recorded.order === null ? [] : [['order', recorded.order] as const])('%s of all taps', (check, order) => {
    const { got, wanted } = held(recorded, check, replayedOrderLines(replayed()), orderLines(recorded, order));
    expect(got).toEqual(wanted);
  });
});

describe('not replayed', () => {
  it.each(Object.entries(NOT_REPLAYED))('%s: %s', (name) => {
    expect(RECORDED.map((recorded) => recorded.case)).toContain(name);
  });
});

describe('exceptions', () => {
  it.each(EXCEPTIONS)('$case, $check: $reason', ({ case: name, check }) => {
    const recorded = RECORDED.find((r) => r.case === name);
    const checks = [
      ...(recorded?.steps ?? []).map(({ id }) => `${id} prints`),
      ...Object.keys(recorded?.captures ?? {}),
      'paths',
      'order',
    ];
    expect(checks).toContain(check);
  });
});

function nameOf(assertion: Assert): string {
  const why = assertion.why === '' ? '' : ` (${assertion.why})`;
  if (!('cap' in assertion))
    return `${assertion.step} exits ${assertion.exit}${assertion.stdout === undefined ? '' : `, prints /${assertion.stdout}/`}${why}`;
  const where = Object.entries(assertion.where).map(([key, value]) => `${key} ${value}`);
  return `${assertion.cap}: ${assertion.count} of ${where.join(', ') || 'anything'}${why}`;
}

/** What to compare: the lines themselves or, under an exception, what it leaves of them and that it is still needed. */
function held(
  recorded: RecordedCase,
  check: string,
  got: readonly Line[],
  wanted: readonly Line[],
): { readonly got: unknown; readonly wanted: unknown } {
  const exception = exceptionOf(recorded.case, check);
  if (exception === null) return { got, wanted };
  const needed = got.join('\n') !== wanted.join('\n');
  const strands = exception.allowed === 'commuting';
  return {
    got: { exceptionIsNeeded: needed, strands: strands ? commuted(got) : [] },
    wanted: { exceptionIsNeeded: true, strands: strands ? commuted(wanted) : [] },
  };
}
