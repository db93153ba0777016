import { fileNameOf } from '../../export/file-name.ts';
import { FORMATS, type FormatName } from '../../export/formats.ts';
import type { Exported } from '../../export/exported.ts';
import type { PictureFormat } from '../still/picture-work.ts';
import { exportedOf, type Order } from './order.ts';
import { pictureFile } from './picture-file.ts';
import { type Making, type Made, blobOf } from './making.ts';
import { terminalCast } from './terminal-cast.ts';

/** Every kind of file that the dialog offers. */
export const FILE_KINDS = [
  'svg',
  'png',
  'svg-clip',
  'gif',
  'webm',
  'mp4',
  'markdown',
  'html',
  'mermaid',
  'ascii',
  'pcap',
  'pcapng',
  'json',
  'asciicast',
  'terminal',
  'single-page',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const GROUPS = ['still', 'film', 'text', 'capture', 'whole'] as const;
export type Group = (typeof GROUPS)[number];

interface Offer {
  readonly group: Group;
  /** What it takes to make one, which not every page has. */
  readonly needs: 'nothing' | 'films' | 'tap' | 'terminal' | 'single-page';
  readonly make: (order: Order, making: Making) => Promise<Made>;
}

/** Total: a new kind is its name above, a line here, and its words. */
export const OFFERS: { readonly [K in FileKind]: Offer } = {
  svg: { group: 'still', needs: 'nothing', make: picture('svg') },
  png: { group: 'still', needs: 'nothing', make: picture('png') },
  'svg-clip': { group: 'film', needs: 'nothing', make: picture('svg-clip') },
  gif: { group: 'film', needs: 'nothing', make: picture('gif') },
  webm: { group: 'film', needs: 'films', make: picture('webm') },
  mp4: { group: 'film', needs: 'films', make: picture('mp4') },
  markdown: { group: 'text', needs: 'nothing', make: text('markdown') },
  html: { group: 'text', needs: 'nothing', make: text('html') },
  mermaid: { group: 'text', needs: 'nothing', make: text('mermaid') },
  ascii: { group: 'text', needs: 'nothing', make: text('ascii') },
  pcap: { group: 'capture', needs: 'tap', make: text('pcap') },
  pcapng: { group: 'capture', needs: 'nothing', make: text('pcapng') },
  json: { group: 'whole', needs: 'nothing', make: text('json') },
  asciicast: { group: 'whole', needs: 'nothing', make: text('asciicast') },
  terminal: {
    group: 'whole',
    needs: 'terminal',
    make: (order, { tab }) => {
      const { type } = formatOf('asciicast');
      const name = fileNameOf(exportedOf(order, 'run'), 'cast', 'terminal');
      return Promise.resolve({ name, blob: blobOf(tab === null ? '' : terminalCast(tab, order.trace), type) });
    },
  },
  'single-page': {
    group: 'whole',
    needs: 'single-page',
    make: async (order, { singlePage, signal }) => {
      if (singlePage === null) throw new Error('there is nothing here that makes pages');
      const { trace, at, lang, sharing } = order;
      const blob = await singlePage({ trace, at, lang, theme: sharing.theme, signal });
      return { name: fileNameOf(exportedOf(order, 'moment'), 'html', 'page'), blob };
    },
  },
};

function picture(format: PictureFormat): Offer['make'] {
  return (order, making) => pictureFile(order, format, making);
}

function formatOf(name: FormatName) {
  const format = FORMATS.find((one) => one.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return format;
}

function text(name: FormatName): Offer['make'] {
  return (order, { taps }) => {
    const format = formatOf(name);
    const run: Exported = exportedOf(order, name === 'json' ? 'moment' : 'run', format.taps === 'none' ? [] : taps);
    const blob = blobOf(format.make(run), format.type);
    return Promise.resolve({ name: fileNameOf(exportedOf(order, 'moment'), format.extension), blob });
  };
}
