import { readFileSync } from 'node:fs';
import { wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import {
  apart,
  ASKED_FOR,
  CONTRAST,
  ratio,
  type Theme,
  THEMES,
  token,
  under,
  USUAL,
  type Vision,
  VISIONS,
} from './tokens.ts';

const GROUNDS = ['paper', 'sheet', 'well', 'region-0', 'region-1'];
const LAYERS = ['eth', 'ip', 'l4', 'tun', 'pay'];
/** Every colour that says something by itself. */
const MEANINGS = [...LAYERS, 'lost', 'arrived', 'marker'];

/** What is written on what. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ink: [...GROUNDS, 'marker', 'marker-soft', 'lost-soft', 'arrived-soft', ...LAYERS.map((hue) => `${hue}-soft`)],
  'ink-2': [...GROUNDS, 'marker', 'marker-soft', 'lost-soft', ...LAYERS.map((hue) => `${hue}-soft`)],
  lost: ['paper', 'sheet', 'well', 'marker-soft', 'lost-soft'],
  arrived: ['paper', 'sheet', 'well', 'arrived-soft'],
  'lost-ink': ['lost'],
  'on-hue': ['eth', 'ip', 'l4', 'tun'],
  'on-pay': ['pay'],
  paper: ['ink'],
};

/** How strong the stripes are over payload, whose words are dark. */
const PAY_STRIPES = Number(
  /\.pay \.hatch \{\s*opacity: ([\d.]+);/.exec(readFileSync('src/ui/stage/stage.css', 'utf8'))?.[1] ?? 1,
);

/** Edges and marks, and what lies beside them. The ring around what has the focus is drawn in ink. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  ink: [...GROUNDS, 'marker', 'marker-soft', 'lost-soft', ...LAYERS.map((hue) => `${hue}-soft`)],
  edge: GROUNDS,
  rail: ['paper', 'sheet', 'region-0', 'region-1'],
  lost: [...GROUNDS, 'lost-soft'],
  arrived: [...GROUNDS, 'arrived-soft'],
  ...Object.fromEntries(LAYERS.map((hue) => [hue, [...GROUNDS, `${hue}-soft`]])),
};

function weak(theme: Theme, pairs: Readonly<Record<string, readonly string[]>>, least: number): readonly string[] {
  return Object.entries(pairs).flatMap(([front, grounds]) =>
    grounds.flatMap((ground) => {
      const has = ratio(theme, front, ground);
      return has < least ? [`${front} on ${ground}: ${has.toFixed(2)}`] : [];
    }),
  );
}

describe.each(THEMES)('the colours of the theme %s', (theme) => {
  it('A06 text stands off from every ground that it is written on', () => {
    expect(weak(theme, TEXTS, theme.startsWith('contrast') ? 7 : 4.5)).toEqual([]);
  });

  it('A06 text on a layer inside of a tunnel is not lost in its stripes', () => {
    for (const hue of LAYERS) {
      const pay = hue === 'pay';
      const striped = under(theme, hue, 'hatch', pay ? PAY_STRIPES : 1);
      expect([hue, wcagContrast(token(theme, pay ? 'on-pay' : 'on-hue'), striped) >= 4.5]).toEqual([hue, true]);
    }
  });

  it('A07 edges, marks and the focus ring stand off from what is beside them', () => {
    expect(weak(theme, MARKS, 3)).toEqual([]);
  });

  it('A07 what is marked has an edge in ink, because a marker for text is as light as its ground', () => {
    // The exception by name: docs/accessibility.md has its measured values.
    expect(ratio(theme, 'marker', 'sheet')).toBeGreaterThanOrEqual(1.2);
    expect(ratio(theme, 'ink', 'marker')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.keys(VISIONS) as Vision[])('A33 colours with a meaning are told apart: %s', (vision) => {
    const close = MEANINGS.flatMap((a, i) =>
      MEANINGS.slice(i + 1).flatMap((b) => {
        const far = apart(theme, a, b, vision);
        return far < 15 ? [`${a} and ${b}: ${far.toFixed(1)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });
});

describe('the theme of high contrast', () => {
  it('A32 is what a system that asks for more contrast gets, colour by colour', () => {
    expect([...ASKED_FOR]).toEqual([...CONTRAST]);
  });

  it('changes every colour that carries a meaning or a text', () => {
    const kept = [...Object.keys(TEXTS), ...MEANINGS].filter((name) => !CONTRAST.has(name));
    expect(kept).toEqual([]);
    expect([...CONTRAST.keys()].filter((name) => !USUAL.has(name))).toEqual([]);
  });
});
