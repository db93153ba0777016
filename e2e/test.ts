/**
 * The test function of all end-to-end tests: fails a test in which the content policy of any page was broken, whatever else the test is
 * about. What a policy forbids is not done, so that nothing else need be seen of it.
 */
import { type BrowserContext, test as base, expect } from '@playwright/test';

export { expect } from '@playwright/test';
export type { FrameLocator, Locator, Page, PageAssertionsToHaveScreenshotOptions, Response } from '@playwright/test';

/** Adds to `violations` what is forbidden in any page or frame of a context. */
async function watch(context: BrowserContext, violations: string[]): Promise<void> {
  await context.exposeBinding('__violated', (_, text: string) => violations.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
      const report: unknown = Reflect.get(globalThis, '__violated');
      if (typeof report === 'function') report([effectiveDirective, blockedURI, sourceFile, sample].join(' '));
    });
  });
  // Also where no script may run, and before the listener is there.
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?(Type|Script)/.test(message.text())) violations.push(message.text());
  });
}

export const test = base.extend<{
  /** What was forbidden so far: 'style-src-attr https://…'. A test that breaks a policy on purpose empties it. */
  readonly violations: string[];
}>({
  violations: [
    async ({ context, browser }, use) => {
      const violations: string[] = [];
      await watch(context, violations);
      // A test may open contexts of its own: with touch, in another window.
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const own = await newContext(options);
        await watch(own, violations);
        return own;
      };
      await use(violations);
      browser.newContext = newContext;
      // A page goes on fetching after the last line of a test: what a route would still answer is nobody's any more, and its error
      // would be laid at the door of the worker's next test.
      const pages = browser.contexts().flatMap((one) => one.pages());
      await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
      expect(violations, 'the content policy was kept').toEqual([]);
    },
    { auto: true },
  ],
});
