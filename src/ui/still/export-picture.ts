import { utf8 } from '../../base/bytes.ts';
import { withText } from '../../export/png/text-chunk.ts';
import { textIn } from '../../export/svg/font-faces.ts';
import { sizeOf } from '../../export/svg/sheet.ts';
import { CLIP_BYTES, clipSvg } from './clip-svg.tsx';
import { gifOfClip } from './clip-gif.ts';
import { filmOfClip } from './clip-film.ts';
import type { PictureFormat, PictureWork } from './picture-work.ts';
import { settled } from './request.ts';
import { stillSvg } from './still-svg.tsx';
import { aboutOf } from './words-of.ts';

export const PICTURE_TYPES: {
  readonly [F in PictureFormat]: { readonly mime: string; readonly extension: string };
} = {
  svg: { mime: 'image/svg+xml', extension: 'svg' },
  'svg-clip': { mime: 'image/svg+xml', extension: 'svg' },
  png: { mime: 'image/png', extension: 'png' },
  gif: { mime: 'image/gif', extension: 'gif' },
  webm: { mime: 'video/webm', extension: 'webm' },
  mp4: { mime: 'video/mp4', extension: 'mp4' },
};

export interface PictureFile {
  readonly mime: string;
  /** Without a dot. */
  readonly extension: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A file, or why there is none. */
export type Exported =
  | { readonly kind: 'made'; readonly file: PictureFile }
  /** It would be larger than places that show such files allow: a shorter stretch would fit. */
  | { readonly kind: 'too-large'; readonly bytes: number; readonly most: number }
  /** Nothing here can make such files. */
  | { readonly kind: 'unsupported' };

/** Makes a picture file of a run. Rejects with an Error when the workshop fails. The same request gives the same file. */
export async function exportPicture(work: PictureWork): Promise<Exported> {
  const { request, format } = work;
  switch (format) {
    case 'svg':
      return made(format, await withFonts(work, (rules) => stillSvg(request, request.at, rules)));
    case 'svg-clip': {
      const svg = await withFonts(work, (rules) => clipSvg(request, rules));
      const bytes = utf8(svg).length;
      return bytes > CLIP_BYTES ? { kind: 'too-large', bytes, most: CLIP_BYTES } : made(format, svg);
    }
    case 'png':
      return made(format, await pngOf(work));
    case 'gif': {
      const gif = await gifOfClip(work);
      return gif.kind === 'made' ? made(format, gif.bytes) : gif;
    }
    case 'webm':
    case 'mp4': {
      const film = await filmOfClip(work, format);
      return film === null ? { kind: 'unsupported' } : made(format, film);
    }
  }
}

function made(format: PictureFormat, content: string | Uint8Array): Exported {
  return {
    kind: 'made',
    file: { ...PICTURE_TYPES[format], content: typeof content === 'string' ? content : new Uint8Array(content) },
  };
}

async function pngOf({ request, scale, workshop }: PictureWork): Promise<Uint8Array> {
  const own = settled(request);
  const svg = await withFonts({ request: own, workshop }, (rules) => stillSvg(own, own.at, rules));
  const { width, height } = sizeOf(svg);
  const png = await workshop.png(svg, { width: Math.round(width * scale), height: Math.round(height * scale) });
  return withText(png, 'hopscope', JSON.stringify(aboutOf(request).state));
}

/** An image asks nobody for its fonts: where a picture is drawn with ours, they are in it. */
async function withFonts(
  { request, workshop }: Pick<PictureWork, 'request' | 'workshop'>,
  draw: (rules: readonly string[]) => string,
): Promise<string> {
  return request.fonts === 'system' ? draw([]) : draw(await workshop.fontRules(textIn(draw([]))));
}
