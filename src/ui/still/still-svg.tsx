import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { formatOf, onPixels } from '../../export/picture/size.ts';
import { PICTURE_THEMES } from '../../export/svg/palette.ts';
import { type Pen, penOf } from '../../export/svg/pen.ts';
import { svgFile } from '../../export/svg/sheet.ts';
import { parseMarkup } from '../../export/svg/tree.ts';
import { marksOf } from '../../export/svg/write.ts';
import type { Beat } from '../../scene/packets.ts';
import type { PictureCaption } from '../../scene/picture-caption.ts';
import { type Still, stillOf } from '../../scene/still.ts';
import { CaptionBelow } from './CaptionBelow.tsx';
import { Moment } from './Moment.tsx';
import type { PictureRequest } from './request.ts';
import { aboutOf, captionOf } from './words-of.ts';

/** Marks of the stage as pieces of SVG, in the order in which they are painted. The children must be free of hooks of the page. */
export function piecesOf(pen: Pen, children: ReactNode): readonly string[] {
  return marksOf(pen, parseMarkup(renderToStaticMarkup(<svg className="picture">{children}</svg>)));
}

/** Patterns that nothing is filled with are left out. */
export function withUsedOnly(pieces: readonly string[]): readonly string[] {
  return pieces.some((piece) => piece.includes('"url(#'))
    ? pieces
    : pieces.filter((piece) => !piece.startsWith('<defs>'));
}

/** What all pictures of a request have in common: where things are, and what stands below. */
export interface Ground {
  readonly still: Still;
  readonly caption: PictureCaption | null;
}

export function groundOf(request: PictureRequest): Ground {
  const still = stillOf(request.trace, formatOf(request.size, request.detail).frame);
  return { still, caption: request.caption === 'none' ? null : captionOf(request, still.view.w, still.view.h) };
}

/**
 * One moment as an SVG file: the marks of the stage with their looks as attributes. The same text in a browser and in Node. `at` may be
 * another moment than the one whose words stand below: a frame of a clip. `rules` are added to its style, if it has to bring fonts.
 */
export function stillSvg(request: PictureRequest, at: Beat = request.at, rules: readonly string[] = []): string {
  const { trace, detail, words, theme, fonts } = request;
  const { still, caption } = groundOf(request);
  const pen = penOf(theme, fonts, prefixOf(request));
  const marks = withUsedOnly(
    piecesOf(
      pen,
      <>
        <Moment trace={trace} layout={still.layout} at={at} detail={detail} words={words.page} />
        {caption === null ? null : <CaptionBelow caption={caption} />}
      </>,
    ),
  );
  return svgOf(pen, request, { still, caption }, marks, rules);
}

/** The file around marks that are drawn already. */
export function svgOf(
  pen: Pen,
  request: PictureRequest,
  { still, caption }: Ground,
  marks: readonly string[],
  rules: readonly string[],
): string {
  const format = formatOf(request.size, request.detail);
  const whole = { ...still.view, h: still.view.h + (caption?.box.h ?? 0) };
  return svgFile(pen, aboutOf(request), { view: onPixels(whole, format), width: format.width, marks, rules });
}

/** Different for pictures that differ in what they call by name, so that two of them may stand in one document. */
export function prefixOf({ at, theme, detail, size, lang }: PictureRequest): string {
  return `h${Math.round(at * 1000).toString(36)}${PICTURE_THEMES.indexOf(theme)}${detail}${size[0]}${lang[0]}`;
}
