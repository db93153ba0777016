/** Put in place by the build of the site (vite.config.ts); there is nothing of that name anywhere else. */
declare const __HOPSCOPE_BUILD__: string;

/** The version of the program, as package.json has it. */
export const VERSION = '0.1.0';

/**
 * Which build of that version this is: what whoever deploys a site calls it, a commit for example. Empty where nobody has called it
 * anything, and always so in tests and on the command line.
 */
export const BUILD: string = typeof __HOPSCOPE_BUILD__ === 'string' ? __HOPSCOPE_BUILD__ : '';

/** '0.1.0', or with the build '0.1.0+3f2a9c1' (semver.org, item 10). */
export function versionText(): string {
  return BUILD === '' ? VERSION : `${VERSION}+${BUILD}`;
}
