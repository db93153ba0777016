import type { Lang } from './lang.ts';

/** What a frame says before anything of it has been fetched. Few words: they are part of the first load. */
export const POSTER_WORDS: Readonly<
  Record<
    Lang,
    {
      readonly open: (title: string) => string;
      readonly opening: string;
      readonly failed: string;
      /** The page itself, in a tab of its own. */
      readonly page: string;
    }
  >
> = {
  ko: {
    open: (title) => `열어서 따라가기: ${title}`,
    opening: '여는 중',
    failed: '열지 못했어요. 다시 눌러 보거나 페이지에서 여세요.',
    page: 'Hopscope에서 열기',
  },
  en: {
    open: (title) => `Open and follow: ${title}`,
    opening: 'Opening',
    failed: 'It could not be opened. Press again, or open it on its page.',
    page: 'Open in Hopscope',
  },
};
