/** The languages of Hopscope. A new one is a new member here; the compiler then names what it lacks. */
export type Lang = 'ko' | 'en';

/** Korean first: its readers are the first ones. */
export const LANGS: readonly Lang[] = ['ko', 'en'];

export function isLang(text: string): text is Lang {
  return (LANGS as readonly string[]).includes(text);
}

/** The language for a BCP 47 tag of a browser or a shell ('ko-KR', 'en_US.UTF-8'), or null for one that we do not have. */
export function langOf(tag: string): Lang | null {
  const primary = (/^[A-Za-z]+/.exec(tag)?.[0] ?? '').toLowerCase();
  return isLang(primary) ? primary : null;
}
