/** Rows beyond the edges that are drawn as well: a fast wheel finds them there. */
const MORE = 12;
/** The window moves by so many rows at a time, so that not every pixel of scrolling draws anew. */
const STEP = 6;

/** Which rows of a long list are drawn: those in sight, and some around them. `height` of a row and of the list in pixels. */
export function listWindow(
  count: number,
  scrolled: number,
  row: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const first = Math.floor(scrolled / row / STEP) * STEP;
  const shown = Math.ceil(height / row) + STEP;
  return { from: Math.max(0, Math.min(first, count) - MORE), to: Math.min(count, first + shown + MORE) };
}
