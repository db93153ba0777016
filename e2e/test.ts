/**
 * The test function of all end-to-end tests: fails a test in which the content policy of any page was broken, whatever else the test is
 * about. What a policy forbids is not done, so that nothing else need be seen of it.
 */
import { test as base, expect } from '@playwright/test';

export { expect } from '@playwright/test';
export type { FrameLocator, Locator, Page, PageAssertionsToHaveScreenshotOptions } from '@playwright/test';

export const test = base.extend<{
  /** What was forbidden so far: 'style-src-attr https://…'. A test that breaks a policy on purpose empties it. */
  readonly violations: string[];
}>({
  violations: [
    async ({ context }, use) => {
      const violations: string[] = [];
      await context.exposeBinding('__violated', (_, text: string) => violations.push(text));
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
          const text = [effectiveDirective, blockedURI, sourceFile, sample].join(' ');
          const report: unknown = Reflect.get(globalThis, '__violated');
          if (typeof report === 'function') report(text);
        });
      });
      // Also where no script may run, and before the listener is there.
      context.on('console', (message) => {
        if (/Content Security Policy|Trusted ?(Type|Script)/.test(message.text())) violations.push(message.text());
      });
      await use(violations);
      expect(violations, 'the content policy was kept').toEqual([]);
    },
    { auto: true },
  ],
});
