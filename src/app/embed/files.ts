import { VERSION } from '../../base/version.ts';
import { wholeOf } from '../../export/exported.ts';
import { fileNameOf } from '../../export/file-name.ts';
import { formatNamed, type FormatName } from '../../export/formats.ts';
import { beat, type Beat, eventAt } from '../../scene/packets.ts';
import type { Answer, ErrorCode, ExportFormat } from '../../state/messages/protocol.ts';
import type { CommandOf } from '../../state/messages/read-message.ts';
import { eventOfPlace } from '../../state/messages/seek-place.ts';
import type { Trace } from '../../trace/trace.ts';
import { exportPicture, PICTURE_TYPES } from '../../ui/still/export-picture.ts';
import { pageWorkshop } from '../../ui/still/page-workshop.ts';
import type { PictureFormat } from '../../ui/still/picture-work.ts';
import type { App } from '../create-app.ts';
import type { Shelf } from '../shelf.ts';

/** A file as a host gets it. */
interface HostFile {
  readonly mime: string;
  readonly name: string;
  readonly text?: string;
  readonly buffer?: ArrayBuffer;
}

type Asked = CommandOf<'export'>['data'];

/** What each format of the protocol is called here. A capture for a host holds every device that saw something. */
const FORMATS: Readonly<
  Record<
    ExportFormat,
    { readonly kind: 'text'; readonly of: FormatName } | { readonly kind: 'picture'; readonly of: PictureFormat }
  >
> = {
  svg: { kind: 'picture', of: 'svg' },
  png: { kind: 'picture', of: 'png' },
  gif: { kind: 'picture', of: 'gif' },
  trace: { kind: 'text', of: 'json' },
  mermaid: { kind: 'text', of: 'mermaid' },
  ascii: { kind: 'text', of: 'ascii' },
  pcap: { kind: 'text', of: 'pcapng' },
  cast: { kind: 'text', of: 'asciicast' },
};

/** Makes a file of the run of a frame for its host. `page` is the address of the moment that the frame shows. Never rejects. */
export async function fileFor(
  asked: Asked,
  trace: Trace,
  { app, shelf, page }: { readonly app: App; readonly shelf: Shelf; readonly page: string },
): Promise<Answer> {
  const { playhead, start, view } = app.stores;
  const scenario = start.getState().scenario;
  const whole = wholeOf(trace);
  const place = (where: number | string | undefined, otherwise: number): Beat | null => {
    const event = where === undefined ? otherwise : eventOfPlace(trace, where, scenario?.aliases ?? {});
    return event === null ? null : beat(event);
  };
  const at = place(asked.at, playhead.getState().at);
  const from = place(asked.from, whole.from);
  const to = place(asked.to, whole.to);
  if (at === null || from === null || to === null) return failed('E_POS', 'this run has no such place');
  if (from > to) return failed('E_POS', 'from comes after to');
  const { lang, detail, theme } = view.getState();
  const about = { app: VERSION, scenario: scenario?.id ?? null, params: {}, page, image: null };
  const nameOf = (extension: string): string =>
    fileNameOf({ about, at: asked.at === undefined ? null : eventAt(at), lang }, extension);
  const format = FORMATS[asked.format];
  try {
    if (format.kind === 'text') {
      const { make, type, extension } = formatNamed(format.of);
      const clip = { from: eventAt(from), to: eventAt(to) };
      return file(type, nameOf(extension), make({ trace, lang, clip, at: eventAt(at), taps: [], about }));
    }
    const end = asked.to === undefined && asked.at !== undefined ? at : to;
    const moves = format.of === 'gif';
    if (moves && from > end) return failed('E_POS', 'at comes before from');
    const request = {
      trace,
      at: moves ? end : at,
      from,
      lang,
      words: shelf.of(lang),
      theme,
      detail,
      size: 'post',
      caption: 'below',
      fonts: 'system',
      link: page,
    } as const;
    const scale = (asked.scale ?? 1) > 1 ? 2 : 1;
    const made = await exportPicture({ request, format: format.of, scale, workshop: pageWorkshop() });
    if (made.kind === 'unsupported') return failed('E_UNSUPPORTED', `this browser cannot make ${asked.format}`);
    if (made.kind === 'too-large')
      return failed('E_RUN', `${made.bytes} bytes are more than the ${made.most} that such a file may have; take less`);
    const { mime, extension } = PICTURE_TYPES[format.of];
    return file(mime, nameOf(extension), made.file.content);
  } catch {
    return failed('E_RUN', `${asked.format} could not be made of this run`);
  }
}

function failed(code: ErrorCode, message: string): Answer {
  return { ok: false, error: { code, message } };
}

function file(mime: string, name: string, content: string | Uint8Array): Answer {
  const value: HostFile =
    typeof content === 'string'
      ? { mime, name, text: content }
      : { mime, name, buffer: new Uint8Array(content).buffer };
  return { ok: true, value };
}
