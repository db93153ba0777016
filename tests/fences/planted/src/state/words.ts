import { en } from '../i18n/en.ts';
import type { Messages } from '../i18n/en.ts';
import { type Messages as Same } from '../i18n/en.ts';
export const words: Messages & Same = en;
