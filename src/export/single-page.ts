import { jsonInScript } from '../base/json-in-script.ts';
import type { Lang } from '../i18n/lang.ts';
import { htmlText } from './html-text.ts';

/** What a page that is one file is opened with: an address below a site, which it does not need to exist. */
export interface SingleState {
  readonly v: 1;
  /** Where the page lies that shows the same, an absolute address with a slash at its end; '': nowhere. */
  readonly site: string;
  /** Below the site. */
  readonly path: string;
  /** With its '?', or ''. */
  readonly query: string;
  /** With its '#', or ''. */
  readonly hash: string;
}

export interface SinglePage {
  readonly lang: Lang;
  /** Null: the system's light or dark. Said in the markup, so that the file is in it before its script has run. */
  readonly theme: 'light' | 'dark' | 'contrast' | null;
  readonly title: string;
  readonly description: string;
  /** HTML for who may run no script: the transcript (html-transcript.ts). */
  readonly text: string;
  readonly state: SingleState;
}

/** Where the template lies, below the site. */
export const SINGLE_PATH = 'single/hopscope.html';

/** The element that has the state, as JSON. */
export const STATE_ID = 'hopscope-state';

const NOTHING: SingleState = { v: 1, site: '', path: '', query: '', hash: '' };
const LANG = '<html lang="ko">';
const TITLE = '<title>Hopscope</title>';
const DESCRIPTION = '<meta name="description" content="">';
const TEXT = '<noscript></noscript>';
const STATE = stateElement(NOTHING);

/** The body of the page that is filled, and its head's title: whoever builds the template puts these in. */
export const TEMPLATE_PARTS = { lang: LANG, title: TITLE, description: DESCRIPTION, text: TEXT, state: STATE } as const;

/**
 * The file: the template that the build has made (src/app/site/single-template.ts) with a run in it. Nothing of what is put in can become
 * markup or script: names in a lab file may have been written by anybody.
 * @throws Error when the template is none: a part of it is not found exactly once.
 */
export function fillTemplate(template: string, { lang, theme, title, description, text, state }: SinglePage): string {
  const parts: readonly (readonly [string, string])[] = [
    [LANG, `<html lang="${lang}"${theme === null ? '' : ` data-theme="${theme}"`}>`],
    [TITLE, `<title>${htmlText(title)}</title>`],
    [DESCRIPTION, `<meta name="description" content="${htmlText(description)}">`],
    [TEXT, `<noscript>${text}</noscript>`],
    [STATE, stateElement(state)],
  ];
  return parts.reduce((page, [there, by]) => {
    if (page.split(there).length !== 2) throw new Error(`single page: the template does not have ${there} once`);
    // Not as a pattern: '$&' in a title is text.
    return page.replace(there, () => by);
  }, template);
}

function stateElement(state: SingleState): string {
  return `<script type="application/json" id="${STATE_ID}">${jsonInScript(state)}</script>`;
}
