#!/usr/bin/env node
/**
 * What the first load of the page costs, beside floor pages that are built and visited in the same run.
 * Prints; never fails: times depend on the machine.
 *   npm run bench:load [-- --dist <folder>] [-- --runs <count>]      --dist: a site that is built already
 *
 * Bytes are those of the bodies as a host sends them: text in brotli, fonts as they are. The first load is what is asked for until the
 * page has loaded; the application, which follows it by itself, is printed beside it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { CHROMIUM_FLAGS, findBrowser } from './browser.mjs';

/**
 * @typedef {import('@playwright/test').Browser} Browser
 * @typedef {'js' | 'css' | 'fonts' | 'other'} Kind
 * @typedef {{ path: string, kind: Kind, bytes: number }} Sent
 * @typedef {{ address: string, sent: Sent[], close: () => void }} Server
 * @typedef {{ fcp: number, tbt: number, cls: number, heap: number, sent: Sent[], early: string[], loaded: string[] }} Visit
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Slow 4G as lab tools apply it: 150 ms a round trip and 1.6 Mbit/s down, as requests feel them. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};

const BUDGET = { page: 110_000, fonts: 60_000, tbt: 50, overStatic: 1.25 };

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
});

/** @param {string} extension @returns {Kind} */
function kindOf(extension) {
  if (extension === '.js') return 'js';
  if (extension === '.css') return 'css';
  return extension === '.woff2' ? 'fonts' : 'other';
}

/** Serves a folder as a static host does, and remembers what it has sent. @param {string} folder @returns {Promise<Server>} */
export function serve(folder) {
  /** @type {Sent[]} */
  const sent = [];
  /** @type {Map<string, Buffer>} */
  const bodies = new Map();
  const base = resolve(folder);
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const path = resolve(join(base, name.endsWith('/') ? `${name}index.html` : name));
    if (!path.startsWith(base + sep) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const extension = extname(path);
    const packed = extension !== '.woff2';
    const body = bodies.get(path) ?? (packed ? brotliCompressSync(readFileSync(path)) : readFileSync(path));
    bodies.set(path, body);
    sent.push({ path: path.slice(base.length + 1), kind: kindOf(extension), bytes: body.length });
    response.writeHead(200, {
      'content-type': TYPES[extension] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': 'no-store',
      ...(packed ? { 'content-encoding': 'br' } : {}),
    });
    response.end(body);
  });
  return new Promise((done, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      const close = () => {
        server.closeAllConnections();
        server.close();
      };
      done({ address: `http://127.0.0.1:${port}/`, sent, close });
    });
  });
}

/** The browser of the end-to-end tests, with the flags of playwright.config.ts. @returns {Promise<Browser>} */
export function launch() {
  const { path, pinned, libraries } = findBrowser();
  const libraryPath = [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: path,
    env: {
      .../** @type {Record<string, string>} */ (process.env),
      ...(pinned ? { LD_LIBRARY_PATH: libraryPath, FONTCONFIG_FILE: join(ROOT, 'e2e', 'fonts.conf') } : {}),
    },
    args: [...CHROMIUM_FLAGS],
  });
}

export const CONTEXT = {
  viewport: { width: 1280, height: 800 },
  deviceScaleFactor: 1,
  locale: 'ko-KR',
  timezoneId: 'Asia/Seoul',
  // What a worker keeps for the next visit comes after the load, and is none of it.
  serviceWorkers: /** @type {const} */ ('block'),
};

/** The value behind `--name`. @param {string} name */
export function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** A folder that goes away afterwards; below node_modules, so that packages are found from it. @template T @param {(folder: string) => Promise<T>} work @returns {Promise<T>} */
export async function withFolder(work) {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of the site: the one that was given, or one built now, beside dist/ that others may be serving. @param {string} folder */
export function site(folder) {
  const given = option('dist');
  if (given !== undefined) return resolve(given);
  const out = join(folder, 'site');
  const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', out, '--emptyOutDir'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the site could not be built');
  return out;
}

/** @param {readonly number[]} values @param {number} [share] */
export function quantile(values, share = 0.5) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The first column to the left, all others to the right. @param {readonly (readonly string[])[]} table */
export function print(table) {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
  for (const cells of table) {
    const padded = cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)));
    console.log(padded.join('  ').trimEnd());
  }
  console.log();
}

/** @param {string} body @param {string} [head] */
export function html(body, head = '') {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>.</title>${head}</head><body>${body}</body></html>`;
}

/** @param {string} folder @returns {Promise<readonly (readonly [string, string])[]>} names and folders of the floor pages */
async function floorPages(folder) {
  const page = (/** @type {string} */ name, /** @type {Record<string, string>} */ files) => {
    const home = join(folder, name);
    mkdirSync(home);
    for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
    return home;
  };
  const svg = `<svg width="640" height="320" viewBox="0 0 640 320"><rect x="20" y="120" width="160" height="80" rx="8" fill="none" stroke="#333"/><text x="100" y="165" text-anchor="middle">node-0</text><path d="M180 160H460" stroke="#333"/><rect x="460" y="120" width="160" height="80" rx="8" fill="none" stroke="#333"/><text x="540" y="165" text-anchor="middle">node-1</text><circle cx="320" cy="160" r="8" fill="#06c"/></svg>`;
  const source = page('hello', {
    'index.html': html('<div id="root"></div>', '<script type="module" src="./main.js"></script>'),
    'main.js': `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.getElementById('root')).render(createElement('p', null, 'hello'));`,
  });
  const react = join(folder, 'react');
  await build({ root: source, configFile: false, base: './', logLevel: 'error', build: { outDir: react } });
  return [
    ['empty page (one word)', page('empty', { 'index.html': html('.') })],
    ['static inline SVG', page('svg', { 'index.html': html(svg) })],
    ['react hello', react],
  ];
}

/** One cold visit over slow 4G. @param {Browser} browser @param {Server} server @param {string} path @returns {Promise<Visit>} */
async function visit(browser, server, path) {
  const context = await browser.newContext(CONTEXT);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Performance.enable');
  await page.addInitScript(() => {
    const seen = { fcp: 0, cls: 0, tasks: /** @type {[number, number][]} */ ([]) };
    Object.assign(window, { __bench: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime;
        if (entry.entryType === 'layout-shift') seen.cls += Number(Reflect.get(entry, 'value'));
        if (entry.entryType === 'longtask') seen.tasks.push([entry.startTime, entry.duration]);
      }
    }).observe({ entryTypes: ['paint', 'layout-shift', 'longtask'] });
  });
  server.sent.length = 0;
  await page.goto(server.address + path, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => Reflect.get(window, '__bench').fcp > 0);
  await page.waitForTimeout(500); // fonts that the first picture asks for, and the shifts that they cause
  await page.waitForLoadState('networkidle');
  /** @type {{ fcp: number, cls: number, tasks: [number, number][] }} */
  const seen = await page.evaluate(() => Reflect.get(window, '__bench'));
  const { early, loaded } = await page.evaluate((fcp) => {
    const until = (/** @type {number} */ moment) =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name, startTime }) => (startTime < moment ? [new URL(name).pathname.slice(1)] : []));
    const visits = performance.getEntriesByType('navigation');
    return { early: until(fcp), loaded: until(Number(Reflect.get(visits[0] ?? {}, 'loadEventEnd'))) };
  }, seen.fcp);
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await context.close();
  // A long task that paints first content is over when it is seen: what blocks counts from there on.
  const blocking = seen.tasks.map(([start, length]) => Math.max(0, length - 50 - Math.max(0, seen.fcp - start)));
  return {
    fcp: seen.fcp,
    cls: seen.cls,
    tbt: blocking.reduce((sum, millis) => sum + millis, 0),
    heap: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0,
    sent: [...server.sent],
    early,
    loaded,
  };
}

/** @param {number} bytes */
const size = (bytes) => (bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`);
/** @param {readonly Sent[]} sent @param {Kind} [kind] */
const sum = (sent, kind) => sent.reduce((total, { kind: is, bytes }) => total + (!kind || is === kind ? bytes : 0), 0);

/** @param {string} folder */
async function main(folder) {
  const runs = Number(option('runs') ?? 5);
  const floor = (await floorPages(folder)).map(([name, home]) => /** @type {const} */ ([name, home, '']));
  const home = site(folder);
  const ours = /** @type {const} */ ([
    ['hopscope', home, ''],
    ['hopscope, a scenario', home, 'ko/s/other-subnet-vxlan/'],
  ]);
  const servers = await Promise.all(
    [...floor, ...ours].map(async ([name, home, path]) => ({ name, path, server: await serve(home) })),
  );
  const browser = await launch();
  /** @type {Map<string, Visit[]>} */
  const visits = new Map(servers.map(({ name }) => [name, []]));
  // Page after page and not run after run: what else the machine does meets all of them alike.
  for (let run = 0; run < runs; run++) {
    for (const { name, path, server } of servers) visits.get(name)?.push(await visit(browser, server, path));
  }
  await browser.close();
  for (const { server } of servers) server.close();

  const of = (/** @type {string} */ name, /** @type {'fcp' | 'tbt' | 'cls' | 'heap'} */ what) =>
    quantile((visits.get(name) ?? []).map((one) => one[what]));
  const allBy = (/** @type {string} */ name) => visits.get(name)?.at(-1)?.sent ?? [];
  /** The page itself, and what was asked for until it had loaded. @param {string} name */
  const sentBy = (name) => {
    const loaded = visits.get(name)?.at(-1)?.loaded ?? [];
    return allBy(name).filter(({ path }) => path.endsWith('.html') || loaded.includes(path));
  };
  const still = of('static inline SVG', 'fcp');

  console.log(`First load over slow 4G, median of ${runs}; bytes in brotli\n`);
  print([
    ['page', 'first load', 'js', 'css', 'fonts', 'other', 'then', 'FCP ms', 'x static SVG', 'TBT ms', 'CLS', 'heap MB'],
    ...servers.map(({ name }) => [
      name,
      size(sum(sentBy(name))),
      .../** @type {const} */ (['js', 'css', 'fonts', 'other']).map((kind) => size(sum(sentBy(name), kind))),
      size(sum(allBy(name)) - sum(sentBy(name))),
      of(name, 'fcp').toFixed(0),
      (of(name, 'fcp') / still).toFixed(2),
      of(name, 'tbt').toFixed(0),
      of(name, 'cls').toFixed(3),
      (of(name, 'heap') / 1e6).toFixed(1),
    ]),
  ]);

  const sent = sentBy('hopscope');
  const rest = allBy('hopscope').filter((one) => !sent.includes(one));
  const rows = (/** @type {readonly Sent[]} */ of) => of.map(({ path, kind, bytes }) => [path, kind, size(bytes)]);
  print([['resource of the first load', 'kind', 'bytes'], ...rows(sent)]);
  print([['resource that follows by itself', 'kind', 'bytes'], ...rows(rest)]);

  const early = visits.get('hopscope')?.at(-1)?.early ?? [];
  const fonts = sum(
    sent.filter(({ path }) => early.includes(path)),
    'fonts',
  );
  const script = sum(sent) - sum(sent, 'fonts');
  const least = sum(allBy('react hello'));
  const fcp = of('hopscope', 'fcp');
  const shift = of('hopscope', 'cls');
  const row = (
    /** @type {string} */ what,
    /** @type {string} */ value,
    /** @type {string} */ most,
    /** @type {number} */ share,
  ) => [what, value, `<= ${most}`, share.toFixed(2), share <= 1 ? '' : 'over'];
  print([
    ['', 'measured', 'budget', 'of budget', ''],
    row('first load, everything but fonts', size(script), size(BUDGET.page), script / BUDGET.page),
    row('fonts asked for before first paint', size(fonts), size(BUDGET.fonts), fonts / BUDGET.fonts),
    row('FCP / static SVG', (fcp / still).toFixed(2), String(BUDGET.overStatic), fcp / still / BUDGET.overStatic),
    ['layout shift', shift.toFixed(3), '0', '', shift < 0.0005 ? '' : 'over'],
    row('TBT', `${of('hopscope', 'tbt').toFixed(0)} ms`, `${BUDGET.tbt} ms`, of('hopscope', 'tbt') / BUDGET.tbt),
    ['first load / react hello', (script / least).toFixed(2), '', '', ''],
  ]);
  const whole = sum(allBy('hopscope')) - sum(allBy('hopscope'), 'fonts');
  console.log(
    `With the application, everything but fonts: ${size(whole)}, ${(whole / least).toFixed(2)} x react hello`,
  );
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await withFolder(main);
