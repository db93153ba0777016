import { renderToStaticMarkup } from 'react-dom/server';
import { simulate } from '../engine/simulate.ts';
import { uiEn } from '../i18n/ui.en.ts';
import { uiKo } from '../i18n/ui.ko.ts';
import type { Lang } from '../i18n/lang.ts';
import { week4 } from '../lab/presets/week4.ts';
import { openingAsk } from '../scenario/ask.ts';
import { openSession } from '../state/session.ts';
import { FirstPage } from '../ui/first/FirstPage.tsx';
import { beforePaint } from './before-paint.ts';
import { SETTINGS_KEY } from './settings.ts';

/**
 * What is written into index.html when the site is built: the opening run as markup, and the script of the head, which
 * fetches the words of the reader's language (their addresses are `words`) beside the application. Says the same every time.
 */
export function firstPage(words: Readonly<Record<Lang, readonly string[]>>): {
  readonly root: string;
  readonly script: string;
} {
  const { trace } = openSession(week4, openingAsk, simulate);
  if (trace === null) throw new Error('the opening run cannot be computed, so there is nothing to show first');
  const root = renderToStaticMarkup(<FirstPage trace={trace} words={{ ko: uiKo, en: uiEn }} />);
  return {
    root: withOwnIds(root),
    script: `(${beforePaint.toString()})(${JSON.stringify(SETTINGS_KEY)}, ${JSON.stringify(words)})`,
  };
}

const PICTURE = '<svg class="picture still"';

/** Several pictures stand in one document: what one refers to must not be found in another, which may not be drawn. */
function withOwnIds(markup: string): string {
  return markup
    .split(PICTURE)
    .map((part, i) =>
      [...part.matchAll(/<pattern id="([^"]+)"/g)].reduce(
        (own, [, id]) => own.replace(`id="${id}"`, `id="${id}-${i}"`).replaceAll(`url(#${id})`, `url(#${id}-${i})`),
        part,
      ),
    )
    .join(PICTURE);
}
