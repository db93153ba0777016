import { utf8 } from '../base/bytes.ts';
import type { Lang } from '../i18n/lang.ts';
import { wordsEn } from '../i18n/words.en.ts';
import { wordsKo } from '../i18n/words.ko.ts';
import type { Words } from '../i18n/words.ts';
import { exportPicture } from '../ui/still/export-picture.ts';
import type { PictureFormat } from '../ui/still/picture-work.ts';
import type { Workshop } from '../ui/still/workshop.ts';
import { openChromium } from './chromium-workshop.ts';
import type { RenderArgs } from './render-args.ts';
import type { Places } from './render-places.ts';
import type { Source } from './render-run.ts';

const WORDS: Readonly<Record<Lang, Words>> = { ko: wordsKo, en: wordsEn };

/** Pixels need a browser; the formats that are text do not. */
const PIXELS: Readonly<Record<PictureFormat, boolean>> = {
  svg: false,
  'svg-clip': false,
  png: true,
  gif: true,
  webm: true,
  mp4: true,
};

type Made =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * A picture of the run: of --at, or for those that move from --from to --to (without --to: to --at). Errors of the browser come back as
 * problems too.
 */
export async function pictureOf(
  args: RenderArgs,
  format: PictureFormat,
  source: Source,
  places: Places,
): Promise<Made> {
  const moves = format !== 'svg' && format !== 'png';
  const at = moves && (args.to !== null || args.at === null) ? places.to : places.at;
  if (moves && places.from > at)
    return {
      ok: false,
      problems: [
        `--${args.to === null ? 'at' : 'to'}: event ${at} comes before event ${places.from}, where the clip begins`,
      ],
    };
  const { lang } = args.run;
  const { theme, size, scale } = args.looks;
  const request = {
    trace: source.trace,
    at,
    from: places.from,
    lang,
    words: WORDS[lang],
    theme,
    detail: 1,
    size,
    caption: 'below',
    fonts: 'system',
    link: args.page ?? '',
  } as const;
  const browser = PIXELS[format] ? openChromium() : null;
  try {
    const made = await exportPicture({ request, format, scale, workshop: browser ?? NO_WORKSHOP });
    if (made.kind === 'too-large')
      return bad(
        `-o: the clip would have ${made.bytes} bytes, and places that show such files take ${made.most}; take a shorter stretch with --from and --to`,
      );
    if (made.kind === 'unsupported')
      return bad(`--format: nothing here can make ${format}; the page can, in a browser with WebCodecs`);
    const { content } = made.file;
    return { ok: true, bytes: typeof content === 'string' ? utf8(content) : content };
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/^render: /, '');
    return bad(`--format: ${format} could not be made: ${why}`);
  } finally {
    await browser?.close();
  }
}

function bad(problem: string): Made {
  return { ok: false, problems: [problem] };
}

/** For pictures without pixels and with the reader's own fonts. */
const NO_WORKSHOP: Workshop = {
  fontRules: () => Promise.resolve([]),
  pixels: () => Promise.reject(new Error('pixels need a browser')),
  png: () => Promise.reject(new Error('pixels need a browser')),
  film: null,
};
