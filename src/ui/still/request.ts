import type { PictureFonts } from '../../export/svg/pen.ts';
import type { PictureTheme } from '../../export/svg/palette.ts';
import { FORMATS, type PictureSize } from '../../export/picture/size.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { Words } from '../../i18n/words.ts';
import type { Detail } from '../../scene/detail.ts';
import type { Beat } from '../../scene/packets.ts';
import type { Trace } from '../../trace/trace.ts';

/** A picture that somebody wants: of which moment, for whom, and where it will stand. */
export interface PictureRequest {
  readonly trace: Trace;
  readonly at: Beat;
  readonly lang: Lang;
  readonly words: Words;
  readonly theme: PictureTheme;
  readonly detail: Detail;
  readonly size: PictureSize;
  /** The moment's words under the picture; `none` where they stand beside it anyway. */
  readonly caption: 'below' | 'none';
  readonly fonts: PictureFonts;
  /** What opens this moment again: an address, or the query of one. Stands in the file, not in the picture. */
  readonly link: string;
}

/** A stretch of a run that moves and then stands still where it ended, at `at`. */
export interface ClipRequest extends PictureRequest {
  readonly from: Beat;
}

/** The same for a picture of pixels: it brings our fonts along, and cannot turn dark with its reader. */
export function settled<R extends PictureRequest>(request: R): R {
  const { theme } = request;
  return {
    ...request,
    fonts: 'own',
    theme: theme === 'auto' ? 'light' : theme === 'contrast' ? 'contrast-light' : theme,
  };
}

/** How wide the picture is at 1x, in pixels. */
export function widthOf({ size }: Pick<PictureRequest, 'size'>): number {
  return FORMATS[size].width;
}
