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

export const STILL_THEMES = ['light', 'dark'] as const;

/** Which picture of a scenario: of which of its named moments (null: where it opens), for whom, and on which ground. */
export interface StillName {
  readonly at: string | null;
  readonly lang: Lang;
  readonly theme: (typeof STILL_THEMES)[number];
}

/** A moment of a scenario as a picture that posts link to: `i/other-subnet-vxlan.encap.en.dark.svg`; what is usual is left out. */
export function stillPath({ id }: Named, { at, lang, theme }: StillName): string {
  const parts = [
    id,
    ...(at === null ? [] : [at]),
    ...(lang === 'ko' ? [] : [lang]),
    ...(theme === 'light' ? [] : [theme]),
  ];
  return `i/${parts.join('.')}.svg`;
}
