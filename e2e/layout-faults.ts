import type { Page } from '@playwright/test';

/** What is wrong with how the page lies on the screen, in words: nothing when the list is empty. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(findFaults);
}

/** Runs in the page, so it stands alone: no imports, no names from outside. */
function findFaults(): readonly string[] {
  interface Rect {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  interface Written {
    readonly element: Element;
    readonly name: string;
    /** What the eye sees of it: from the tops of its letters to their feet. */
    readonly ink: Rect;
    /** The filled box that it stands in, if it has one of its own. */
    readonly own: Drawn | null;
  }
  interface Drawn {
    readonly element: Element;
    readonly name: string;
    readonly box: Rect;
    /** 'frame': things may lie in it (a host, a subnet). 'plate': it holds its own words and nothing else. */
    readonly kind: 'frame' | 'plate';
  }

  const SLACK = 1.5;
  const SMALLEST = 12;
  /** Letters do not fill their line: above them and below their feet there is air. */
  const AIR = 0.2;
  const PLATES =
    '.device > rect, .pod > rect, .more > rect, .byte-plate > .sheet, .router-table .row > rect, .helper > rect, .packet > .shadow, .stone > path, .outside > path';
  const FRAMES = '.host > .frame, .region > rect';

  const svg = document.querySelector('svg.picture');
  const faults = new Set<string>();
  const rectOf = (element: Element): Rect => element.getBoundingClientRect();
  const width = (rect: Rect): number => rect.right - rect.left;
  const height = (rect: Rect): number => rect.bottom - rect.top;
  const meet = (a: Rect, b: Rect, slack = SLACK): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;
  const within = (a: Rect, b: Rect): boolean =>
    a.left >= b.left - SLACK && a.right <= b.right + SLACK && a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;
  const isLater = (a: Element, b: Element): boolean =>
    (b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const placeOf = (element: Element): string =>
    element.closest('[data-testid]')?.getAttribute('data-testid') ??
    element.closest('g[class]')?.getAttribute('class')?.trim() ??
    element.parentElement?.className.toString() ??
    '';
  const wordsOf = (element: Element): string =>
    [...element.childNodes]
      .filter((node) => node.nodeName !== 'title')
      .map((node) => node.textContent ?? '')
      .join('')
      .trim();
  const px = (value: number): string => `${Math.round(value * 10) / 10} px`;

  // What is drawn.
  const drawn: Drawn[] = [];
  const collect = (selector: string, kind: Drawn['kind']): void => {
    for (const element of svg?.querySelectorAll(selector) ?? []) {
      const box = rectOf(element);
      if (width(box) > 0) drawn.push({ element, name: placeOf(element), box, kind });
    }
  };
  collect(FRAMES, 'frame');
  collect(PLATES, 'plate');

  // What is written on the stage, line by line.
  const written: Written[] = [...(svg?.querySelectorAll('text') ?? [])].flatMap((text) => {
    const lines = text.querySelectorAll('tspan');
    const group = text.parentElement;
    return (lines.length > 0 ? [...lines] : [text]).flatMap((element): Written[] => {
      const words = wordsOf(element);
      const { left, right, top, bottom } = rectOf(element);
      if (words === '' || right - left < 1 || getComputedStyle(text).visibility === 'hidden') return [];
      const air = (bottom - top) * AIR;
      const ink = { left, right, top: top + air, bottom: bottom - air };
      const own =
        drawn.find(
          (one) => one.kind === 'plate' && one.element.parentElement?.contains(group) === true && meet(one.box, ink),
        ) ?? null;
      return [{ element: text, name: `'${words}' (${placeOf(text)})`, ink, own }];
    });
  });

  const view = svg === null ? null : rectOf(svg);
  for (const one of written) {
    if (view !== null && !within(one.ink, view)) faults.add(`outside of the picture: ${one.name}`);
    const text = one.element as SVGTextElement;
    const matrix = text.getScreenCTM();
    const scale = matrix === null ? 1 : Math.hypot(matrix.b, matrix.d);
    const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
    if (size < SMALLEST - 0.01) faults.add(`too small: ${one.name} is ${px(size)}`);
  }

  written.forEach((a, i) => {
    for (const b of written.slice(i + 1)) {
      // A text under a plate is hidden by the plate, not by the words on it: that is told below.
      const hidden = a.own !== b.own && b.own !== null && meet(a.ink, b.own.box);
      if (meet(a.ink, b.ink) && !hidden) faults.add(`on top of each other: ${a.name} and ${b.name}`);
    }
  });

  for (const one of written) {
    for (const box of drawn) {
      if (box === one.own) {
        if (!within(one.ink, box.box)) faults.add(`wider than its box: ${one.name} by ${px(beyond(one.ink, box.box))}`);
        continue;
      }
      if (!meet(one.ink, box.box)) continue;
      // Its own plate lies over what was drawn before it.
      const over = one.own === null ? one.element : one.own.element;
      const hides = box.kind === 'plate' && isLater(box.element, over) && !mayHide(box.element, one.element);
      if (hides) faults.add(`covered: ${one.name} by ${box.name}`);
      else if (one.own !== null) continue;
      else if (mayHide(box.element, one.element)) continue;
      else if (box.kind === 'plate') faults.add(`in a box of somebody else: ${one.name} in ${box.name}`);
      else if (!within(one.ink, box.box)) faults.add(`across a border: ${one.name} and ${box.name}`);
    }
  }

  /** The bytes are laid over the picture like a sheet: over what has no part in the packet's way, never over what has. */
  function mayHide(plate: Element, text: Element): boolean {
    const way = '.tone-active, .tone-walked, .packet, .stone, .hook-labels, .slip, .row.won, .row.missing';
    return plate.closest('.byte-plate') !== null && text.closest(way) === null;
  }

  function beyond(a: Rect, b: Rect): number {
    return Math.max(b.left - a.left, a.right - b.right, b.top - a.top, a.bottom - b.bottom);
  }

  // What is written beside the stage.
  for (const element of document.querySelectorAll<HTMLElement>('#root *, dialog *')) {
    if (element.closest('svg') !== null || element.closest('.hidden-text, .skip, select') !== null) continue;
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const box = rectOf(element);
    if (!says || width(box) === 0 || height(box) === 0) continue;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden') continue;
    const name = `'${element.textContent?.trim().slice(0, 40)}' (${placeOf(element)})`;
    const size = Number.parseFloat(style.fontSize);
    if (size < SMALLEST) faults.add(`too small: ${name} is ${px(size)}`);
    const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const whole = element.closest('[title]') !== null;
    if (cuts && !whole && element.scrollWidth > element.clientWidth + 1)
      faults.add(`cut off: ${name} by ${px(element.scrollWidth - element.clientWidth)}, and no title says the rest`);
  }
  const caption = document.querySelector('.caption');
  if (caption !== null && caption.scrollHeight > caption.clientHeight + 1)
    faults.add(`the caption does not fit its place by ${px(caption.scrollHeight - caption.clientHeight)}`);
  if (caption !== null && svg !== null && caption.classList.contains('floating')) {
    const box = rectOf(caption);
    for (const one of drawn)
      if (one.element.matches('.region > rect, .host > .frame') && meet(one.box, box))
        faults.add(`the caption lies on ${one.name}`);
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.add(`wider than the window by ${px(scrollWidth - clientWidth)}`);
  return [...faults].toSorted();
}
