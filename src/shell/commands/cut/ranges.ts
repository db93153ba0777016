/** '1,3-5,7-': which of the fields or characters; null when the list is none. */
export function parseRanges(text: string): ((position: number) => boolean) | null {
  const ranges: (readonly [number, number])[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null || (match[1] === '' && match[3] === '')) return null;
    const low = match[1] === '' ? 1 : Number(match[1]);
    const high = match[2] === '' ? low : match[3] === '' ? Infinity : Number(match[3]);
    if (low < 1 || high < low) return null;
    ranges.push([low, high]);
  }
  return (position) => ranges.some(([low, high]) => position >= low && position <= high);
}
