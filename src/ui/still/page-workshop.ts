import { faceRule, type FontPart, partsFor } from '../../export/svg/font-faces.ts';
import type { PixelSize, Workshop } from './workshop.ts';

/** Makes pixels with the browser whose page this is. Every promise of it rejects with an Error that says what did not work. */
export function pageWorkshop(): Workshop {
  const files = new Map<string, Promise<string>>();
  const fileOf = (address: string): Promise<string> => {
    const known = files.get(address);
    if (known !== undefined) return known;
    const coming = base64At(address);
    files.set(address, coming);
    coming.catch(() => files.delete(address)); // The next picture may have more luck.
    return coming;
  };
  return {
    fontRules: (text) =>
      Promise.all(partsFor(fontParts(), text).map(async (part) => faceRule(part, await fileOf(part.address)))),
    pixels: async (svg, size) => {
      const context = contextOf(await drawn(svg, size));
      return { ...size, rgba: context.getImageData(0, 0, size.width, size.height).data };
    },
    png: async (svg, size) => bytesOf(await drawn(svg, size)),
    // What writes films is fetched by those who want one.
    film: 'VideoEncoder' in globalThis ? async (...film) => (await import('./film.ts')).filmInPage(...film) : null,
  };
}

/** Our fonts, as the style sheets of this page declare them. */
function fontParts(): readonly FontPart[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule): readonly FontPart[] => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const get = (name: string): string => rule.style.getPropertyValue(name);
      const source = /url\("?([^")]+)"?\)/.exec(get('src'))?.[1];
      if (source === undefined) return [];
      return [
        {
          family: get('font-family').replaceAll(/["']/g, ''),
          weight: get('font-weight'),
          range: get('unicode-range'),
          address: new URL(source, sheet.href ?? document.baseURI).href,
        },
      ];
    }),
  );
}

async function base64At(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`a font could not be had: ${address}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let latin = '';
  for (let at = 0; at < bytes.length; at += 0x8000) latin += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(latin);
}

/** Twice, since a first look may be taken before anything has been read. */
const ALIKE = 2;
const MOST_DRAWS = 12;

/** A picture on a canvas. */
async function drawn(svg: string, size: PixelSize): Promise<HTMLCanvasElement> {
  const image = await loaded(svg, size);
  if (svg.includes('@font-face')) await untilReadable(image, size);
  const canvas = canvasOf(size);
  contextOf(canvas).drawImage(image, 0, 0, size.width, size.height);
  return canvas;
}

/**
 * A browser begins to read the fonts in an image when it draws it for the first time, draws without them until they are there, and tells
 * nobody when that is: so it is drawn, small, until it looks the same several times.
 */
async function untilReadable(image: HTMLImageElement, { width, height }: PixelSize): Promise<void> {
  const context = contextOf(canvasOf({ width: Math.ceil(width / 3), height: Math.ceil(height / 3) }));
  let before: Uint32Array | null = null;
  for (let alike = 0, draws = 0; alike < ALIKE && draws < MOST_DRAWS; draws++) {
    if (before !== null) await turn();
    const now = small(context, image);
    alike = before !== null && isSame(before, now) ? alike + 1 : 0;
    before = now;
  }
}

function canvasOf({ width, height }: PixelSize): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

async function loaded(svg: string, { width, height }: PixelSize): Promise<HTMLImageElement> {
  const image = new Image(width, height);
  // An address of data: one of a blob would taint the canvas in some browsers.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

/** Until everything else that the browser has to do now is done. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

function small(context: CanvasRenderingContext2D, image: HTMLImageElement): Uint32Array {
  const { width, height } = context.canvas;
  context.drawImage(image, 0, 0, width, height);
  return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
}

function isSame(one: Uint32Array, other: Uint32Array): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser has no canvas to draw on');
  return context;
}

function bytesOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) return reject(new Error('this browser could not write a PNG'));
      blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
    }, 'image/png');
  });
}
