import { fileNameOf } from '../../export/file-name.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { Words } from '../../i18n/words.ts';
import { beat } from '../../scene/packets.ts';
import type { PictureFormat } from '../still/picture-work.ts';
import type { ClipRequest } from '../still/request.ts';
import { blobOf, type Made, type Making, Unmakeable } from './making.ts';
import { exportedOf, type Order } from './order.ts';

/** Files that stand still, of the moment; the others move through the stretch and end with it. */
const STILL: readonly PictureFormat[] = ['svg', 'png'];
const PNG_SCALE = 2;

/** Total: a language that cannot be fetched does not compile. */
const WORDS: Readonly<Record<Lang, () => Promise<Words>>> = {
  ko: async () => (await import('../../i18n/words.ko.ts')).wordsKo,
  en: async () => (await import('../../i18n/words.en.ts')).wordsEn,
};

/** What is to be drawn, in the words of its language, which may not be the page's. Rejects where these cannot be fetched. */
export async function pictureRequest(order: Order, format: PictureFormat): Promise<ClipRequest> {
  const { trace, lang, at, clip, sharing, about } = order;
  return {
    trace,
    at: beat(STILL.includes(format) ? at : clip.to),
    from: beat(clip.from),
    lang,
    words: await WORDS[lang](),
    theme: sharing.theme,
    detail: order.detail,
    size: 'post',
    caption: 'below',
    fonts: 'system',
    link: about.page ?? '',
  };
}

/** A picture as a file. Rejects with Unmakeable, with the signal's reason, or with what the browser says. */
export async function pictureFile(order: Order, format: PictureFormat, making: Making): Promise<Made> {
  // What draws pictures is fetched by those who want one.
  const [{ exportPicture }, { pageWorkshop }] = await Promise.all([
    import('../still/export-picture.ts'),
    import('../still/page-workshop.ts'),
  ]);
  const request = await pictureRequest(order, format);
  const { onProgress, signal } = making;
  const made = await exportPicture({ request, format, scale: PNG_SCALE, workshop: pageWorkshop(), onProgress, signal });
  signal.throwIfAborted();
  if (made.kind !== 'made') throw new Unmakeable(made);
  const { content, mime, extension } = made.file;
  const name = fileNameOf(exportedOf(order, 'moment'), extension, format === 'svg-clip' ? 'moving' : '');
  return { name, blob: blobOf(content, mime) };
}
