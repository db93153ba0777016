import type { Lang } from '../i18n/lang.ts';
import type { Words } from '../i18n/words.ts';

/** The languages that are here. Others are fetched when somebody asks for them: a visit needs one. */
export interface Shelf {
  has(lang: Lang): boolean;
  /** The words of a language that is here. Throws for one that is not: nothing is shown in it before it has come. */
  of(lang: Lang): Words;
  /** Fetches a language once. Rejects when it cannot be had; the next call tries again. */
  fetch(lang: Lang): Promise<void>;
  /** Resolves when nothing is being fetched any more. */
  settled(): Promise<void>;
}

/** Total: a language that cannot be fetched does not compile. */
const FETCHES: Readonly<Record<Lang, () => Promise<Words>>> = {
  ko: async () => (await import('../i18n/words.ko.ts')).wordsKo,
  en: async () => (await import('../i18n/words.en.ts')).wordsEn,
};

export function openShelf(first: Partial<Readonly<Record<Lang, Words>>> = {}): Shelf {
  const here: Partial<Record<Lang, Words>> = { ...first };
  const coming = new Map<Lang, Promise<void>>();
  const fetchOnce = async (lang: Lang): Promise<void> => {
    try {
      here[lang] = await FETCHES[lang]();
    } finally {
      coming.delete(lang);
    }
  };
  return {
    has: (lang) => here[lang] !== undefined,
    of(lang) {
      const words = here[lang];
      if (words === undefined) throw new Error(`the words of '${lang}' have not been fetched`);
      return words;
    },
    fetch(lang) {
      if (here[lang] !== undefined) return Promise.resolve();
      const under = coming.get(lang) ?? fetchOnce(lang);
      coming.set(lang, under);
      return under;
    },
    settled: async () => void (await Promise.allSettled(coming.values())),
  };
}
