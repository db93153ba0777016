import type { Lang } from '../../i18n/lang.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { pathOf } from '../../state/address.ts';

type Named = Pick<Scenario, 'id'>;

/** Below the site; without a language, the page that is in that of its reader. */
export function scenarioPath({ id }: Named, lang: Lang | null): string {
  return pathOf({ kind: 'scenario', id, lang, frame: false }) ?? '';
}

export function framePath({ id }: Named): string {
  return pathOf({ kind: 'scenario', id, lang: null, frame: true }) ?? '';
}

export function oembedPath({ id }: Named, lang: Lang): string {
  return `o/${id}.${lang}.json`;
}

/** The picture that chats and feeds draw beside a link. */
export function cardPath({ id }: Named, lang: Lang): string {
  return `i/${id}.og.${lang}.png`;
}

/** The moment at which a scenario opens, as a picture that posts link to. */
export function stillPath({ id }: Named, theme: 'light' | 'dark'): string {
  return `i/${id}${theme === 'dark' ? '.dark' : ''}.svg`;
}
