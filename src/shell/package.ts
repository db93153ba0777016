import type { Command } from './command.ts';
import type { Language } from './language/known-language.ts';

/** Programs that are fetched together. */
export interface Package {
  readonly commands: readonly Command[];
  readonly language?: Language;
}
