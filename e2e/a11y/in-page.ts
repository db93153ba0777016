/** Functions that run in the page: each complete in itself, for nothing of this module is there. */

/** Texts that stand off too little from what they are read on, HTML and SVG, with their ratio. */
export function weakTexts(least: number): readonly string[] {
  type Rgba = readonly [number, number, number, number];
  // What CSS calls the same colour, a canvas calls by its numbers.
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map<string, Rgba>();
  const parse = (text: string): Rgba => {
    const before = known.get(text);
    if (before !== undefined || context === null) return before ?? [0, 0, 0, 0];
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
    const colour: Rgba = [r, g, b, a / 255];
    known.set(text, colour);
    return colour;
  };
  const over = (top: Rgba, below: Rgba): Rgba => {
    const mix = (i: 0 | 1 | 2): number => top[i] * top[3] + below[i] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = (colour: Rgba): number => {
    const part = (c: number): number => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2]);
  };
  const htmlGround = (element: Element | null): Rgba => {
    if (element === null) return parse('Canvas');
    const own = parse(getComputedStyle(element).backgroundColor);
    // Nothing that is behind a modal dialog is behind its text.
    return own[3] >= 0.99 ? own : over(own, htmlGround(element.parentElement));
  };
  const svgGround = (text: Element): Rgba => {
    const svg = text.closest('svg.picture') ?? text.closest('svg');
    const box = text.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const below = [...(svg?.querySelectorAll('rect, path, circle') ?? [])].filter((shape) => {
      if ((shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) return false;
      const { fill, visibility } = getComputedStyle(shape);
      if (fill === 'none' || fill.startsWith('url') || visibility === 'hidden' || parse(fill)[3] <= 0.5) return false;
      const at = shape.getBoundingClientRect();
      return at.left <= x && at.right >= x && at.top <= y && at.bottom >= y;
    });
    const last = below.at(-1);
    return last === undefined ? htmlGround(svg?.parentElement ?? null) : parse(getComputedStyle(last).fill);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const weak: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (words === '' || element === null || element.closest('.hidden-text, .skip, title, option, script') !== null)
      continue;
    const modal = document.querySelector('dialog[open]');
    if (modal !== null && !modal.contains(element)) continue;
    const style = getComputedStyle(element);
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 1 || style.visibility !== 'visible' || element.closest('[disabled]') !== null) continue;
    const inSvg = element.closest('svg') !== null;
    const svgText = element.closest('text');
    const ground = inSvg && svgText !== null ? svgGround(svgText) : htmlGround(element);
    const colour = over(parse(inSvg ? style.fill : style.color), ground);
    const [a, b] = [light(colour), light(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large && least < 7 ? 3 : least)) weak.push(`${words.slice(0, 40)}: ${ratio.toFixed(2)}`);
    if (size < 12) weak.push(`${words.slice(0, 40)}: ${size} px`);
  }
  return weak;
}

/** Text that its own box cuts off, where there is neither a scroll bar nor an ellipsis with the whole text elsewhere. */
export function cutTexts(allowed: string): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
    if (element.closest('svg, .hidden-text, select, option') !== null || element.closest(allowed) !== null) return [];
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const style = getComputedStyle(element);
    if (!own || style.visibility !== 'visible' || element.getClientRects().length === 0) return [];
    // The nearest box around it that hides what does not fit.
    for (let box: HTMLElement | null = element; box !== null && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
      if (!hides) continue;
      if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
        return [`${element.tagName} ${element.className}: ${element.textContent?.slice(0, 40)}`];
    }
    return [];
  });
}

/** Whether the page scrolls sideways. */
export function sideways(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
