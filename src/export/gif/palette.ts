/** Red, green, blue. */
export type Colour = readonly [number, number, number];

const KEY = (r: number, g: number, b: number): number => (r << 16) | (g << 8) | b;

/**
 * The colours that are seen most in some frames (RGBA), at most so many. A drawing has few colours and the shades at their edges: those
 * that count most are kept exactly, so that grounds stay what the theme says and no frame flickers.
 */
export function paletteOf(frames: readonly Uint8ClampedArray[], most: number): readonly Colour[] {
  const counts = new Map<number, number>();
  for (const rgba of frames) {
    for (let i = 0; i < rgba.length; i += 4) {
      const key = KEY(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, most)
    .map(([key]) => [key >> 16, (key >> 8) & 255, key & 255]);
}

/** Which colour of the palette a colour is painted with. Remembers what it was asked. */
export function nearest(palette: readonly Colour[]): (r: number, g: number, b: number) => number {
  const known = new Map<number, number>(palette.map(([r, g, b], i) => [KEY(r, g, b), i]));
  return (r, g, b) => {
    const key = KEY(r, g, b);
    const old = known.get(key);
    if (old !== undefined) return old;
    let best = 0;
    let least = Infinity;
    palette.forEach(([pr, pg, pb], i) => {
      // Eyes tell greens apart best and blues worst.
      const off = 2 * (pr - r) ** 2 + 4 * (pg - g) ** 2 + 3 * (pb - b) ** 2;
      if (off < least) [least, best] = [off, i];
    });
    known.set(key, best);
    return best;
  };
}
