import { ko } from './ko.ts';
import { uiKo } from './ui.ko.ts';
import type { Words } from './words.ts';

export const wordsKo: Words = { page: uiKo, story: ko };
