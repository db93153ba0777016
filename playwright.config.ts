import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from './tools/browser.mjs';

const port = process.env['HOPSCOPE_E2E_PORT'] ?? '4174';
const address = `http://127.0.0.1:${port}`;
const ci = process.env['CI'] === 'true';
const browser = findBrowser();

/** Our fonts and our way to draw them, whatever the machine has: the pinned browser draws the same pixels everywhere. */
const pinnedEnvironment = browser.pinned
  ? {
      LD_LIBRARY_PATH: [browser.libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_FILE: fileURLToPath(new URL('e2e/fonts.conf', import.meta.url)),
    }
  : {};

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: ci,
  // More than cores: tests wait for the browser more than they compute.
  workers: 4,
  // A test fails by what it finds, never by the clock of a busy machine.
  timeout: 120_000,
  reporter: 'list',
  updateSnapshots: ci ? 'none' : 'missing',
  // One picture for all platforms; elsewhere when pictures are taken only to be compared with each other.
  snapshotPathTemplate: `${process.env['HOPSCOPE_SCREENS'] ?? '{testDir}/__screens__'}/{testFileName}/{arg}{ext}`,
  expect: {
    timeout: 30_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', scale: 'css', threshold: 0, maxDiffPixels: 0 },
  },
  use: {
    baseURL: `${address}/`,
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    trace: 'retain-on-failure',
    // A worker would answer before the test does (e2e/offline.spec.ts allows it).
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: browser.path,
      env: { ...process.env, ...pinnedEnvironment },
      args: [...CHROMIUM_FLAGS],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
