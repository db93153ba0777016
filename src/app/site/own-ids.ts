const PICTURE = '<svg class="picture still"';

/** Several pictures stand in one document: what one refers to must not be found in another, which may not be drawn. */
export function withOwnIds(markup: string): string {
  return markup
    .split(PICTURE)
    .map((part, i) =>
      [...part.matchAll(/<pattern id="([^"]+)"/g)].reduce(
        (own, [, id]) => own.replace(`id="${id}"`, `id="${id}-${i}"`).replaceAll(`url(#${id})`, `url(#${id}-${i})`),
        part,
      ),
    )
    .join(PICTURE);
}
