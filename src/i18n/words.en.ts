import { en } from './en.ts';
import { uiEn } from './ui.en.ts';
import type { Words } from './words.ts';

export const wordsEn: Words = { page: uiEn, story: en };
