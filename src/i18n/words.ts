import type { Messages } from './en.ts';
import type { UiMessages } from './ui.en.ts';

/** All that the page says in one language: its own words, and those of the narration. A visit fetches one language. */
export interface Words {
  readonly page: UiMessages;
  readonly story: Messages;
}
