import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { FORMATS, inRatio } from '../../export/picture/size.ts';
import { type Pen, penOf } from '../../export/svg/pen.ts';
import { svgFile } from '../../export/svg/sheet.ts';
import { parseMarkup } from '../../export/svg/tree.ts';
import { marksOf } from '../../export/svg/write.ts';
import { stillOf } from '../../scene/still.ts';
import { CaptionBelow } from './CaptionBelow.tsx';
import { Moment } from './Moment.tsx';
import type { PictureRequest } from './request.ts';
import { aboutOf, captionOf } from './words-of.ts';

/** Marks of the stage as pieces of SVG, in the order in which they are painted. The children must be free of hooks of the page. */
export function piecesOf(pen: Pen, children: ReactNode): readonly string[] {
  return marksOf(pen, parseMarkup(renderToStaticMarkup(<svg className="picture">{children}</svg>)));
}

/** One moment as an SVG file: the marks of the stage with their looks as attributes. The same text in a browser and in Node. */
export function stillSvg(request: PictureRequest, rules: readonly string[] = []): string {
  const { trace, event, detail, words, size, theme, fonts } = request;
  const format = FORMATS[size];
  const { layout, view } = stillOf(trace, format.frame);
  const caption = request.caption === 'none' ? null : captionOf(request, view.w, view.h);
  const pen = penOf(theme, fonts, prefixOf(request));
  const marks = piecesOf(
    pen,
    <>
      <Moment trace={trace} layout={layout} event={event} detail={detail} words={words.page} />
      {caption === null ? null : <CaptionBelow caption={caption} />}
    </>,
  );
  const whole = { ...view, h: view.h + (caption?.box.h ?? 0) };
  return svgFile(pen, aboutOf(request), { view: inRatio(whole, format.ratio), width: format.width, marks, rules });
}

/** Different for pictures that differ in what they call by name, so that two of them may stand in one document. */
export function prefixOf({ event, theme, detail, size, lang }: PictureRequest): string {
  return `h${event}${theme[0]}${detail}${size[0]}${lang[0]}`;
}
