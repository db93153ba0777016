import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { faceRule, type FontPart, partsFor } from '../export/svg/font-faces.ts';
import type { PixelSize, Workshop } from '../ui/still/workshop.ts';

/** A browser that draws for us. `close` ends it; until then it waits. */
export interface ChromiumWorkshop extends Workshop {
  readonly close: () => Promise<void>;
}

type Answer = { readonly base64: string } | { readonly error: string };

/**
 * Starts the browser of the end-to-end tests, as a program of its own. It is looked for from the working directory, which has to be the
 * project's. Every promise rejects with an Error that says what did not work. It codes no films.
 */
export function openChromium(): ChromiumWorkshop {
  const program = spawn(process.execPath, ['tools/rasterise.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => {
    program.once('close', () => resolve());
  });
  program.stdin.on('error', () => undefined); // It has ended: the answer that does not come says so.
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: answers come in the order of the questions. */
  const ask = (svg: string, size: PixelSize, as: 'png' | 'pixels'): Promise<Uint8Array<ArrayBuffer>> => {
    const asked = turn.then(async () => {
      program.stdin.write(`${JSON.stringify({ svg, ...size, as })}\n`);
      const line = await answers.next();
      if (line.done === true) throw new Error('render: the browser that draws pictures has ended');
      const answer: Answer = JSON.parse(line.value);
      if ('error' in answer) throw new Error(`render: the browser could not draw the picture: ${answer.error}`);
      return new Uint8Array(Buffer.from(answer.base64, 'base64'));
    });
    turn = asked.catch(() => undefined);
    return asked;
  };

  return {
    fontRules: (text) => Promise.resolve(partsFor(fontParts(), text).map((part) => faceRule(part, fileOf(part)))),
    png: (svg, size) => ask(svg, size, 'png'),
    pixels: async (svg, size) => ({ ...size, rgba: new Uint8ClampedArray((await ask(svg, size, 'pixels')).buffer) }),
    film: null,
    close: () => {
      program.stdin.end();
      return ended;
    },
  };
}

/** Our fonts, as the page's style sheet declares them (it is written by tools/fonts.mjs). */
function fontParts(): readonly FontPart[] {
  return [...readFileSync('src/ui/fonts.css', 'utf8').matchAll(/@font-face \{([^}]*)\}/g)].map(([, rule = '']) => {
    const get = (name: string): string =>
      new RegExp(`${name}:\\s*([^;]+);`).exec(rule)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
    return {
      family: get('font-family').replaceAll("'", ''),
      weight: get('font-weight'),
      range: get('unicode-range'),
      address: /url\('\/([^']+)'\)/.exec(get('src'))?.[1] ?? '',
    };
  });
}

function fileOf({ address }: FontPart): string {
  return readFileSync(`public/${address}`).toString('base64');
}
