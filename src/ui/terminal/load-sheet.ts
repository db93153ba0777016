import { fetched } from '../fetched.ts';

/** The sheet with its screen: fetched when somebody is about to open the terminal. */
export const sheet = fetched(async () => (await import('./TerminalSheet.tsx')).TerminalSheet);
