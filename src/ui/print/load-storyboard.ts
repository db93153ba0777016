import { fetched } from '../fetched.ts';

/** The storyboard: whoever prints by a key of the browser cannot wait for it. */
export const storyboard = fetched(async () => (await import('./Storyboard.tsx')).Storyboard);
