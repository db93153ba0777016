#!/usr/bin/env node
/**
 * What the page costs while it plays, rests, is scrubbed and changes its mode, beside the cheapest way to move as many
 * marks: SVG whose attributes are written through references, measured in the same run.
 * Prints; never fails: times depend on the machine.
 *   npm run bench:page [-- --dist <folder>]      --dist: a site that is built already
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTEXT, html, launch, print, quantile, serve, site, withFolder } from './bench-load.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').CDPSession} Devtools
 * @typedef {'TaskDuration' | 'ScriptDuration' | 'RecalcStyleDuration' | 'LayoutDuration'} Work
 * @typedef {{ fps: number, long: number, work: Record<Work, number> }} Frames
 */

const WORK = /** @type {const} */ (['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']);
const PLAY_MILLIS = 3000;
const STEPS = 200;
const PROMPTS = 5;
const FLIPS = 11;
/** Between reaching a button and pressing it a hand takes 100 to 300 ms. */
const HOVER_MILLIS = 150;
const GOAL = { overSvg: 2, stepMillis: 16, flipMillis: 100, promptMillis: 300 };

/** Marks like the ones of the page: a group with a shadow, two rings and two texts. @param {number} count */
const anchorPage = (count) =>
  html(
    '<svg id="stage" width="1200" height="500" viewBox="0 0 1200 500"></svg>',
    `<script type="module">
const SVG = 'http://www.w3.org/2000/svg';
const add = (parent, name, attributes, text = '') => {
  const element = parent.appendChild(document.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
};
const marks = Array.from({ length: ${count} }, () => {
  const mark = add(document.getElementById('stage'), 'g', {});
  for (const [grow, fill] of [[3, '#ccc'], [0, '#9cf'], [-4, '#fff']])
    add(mark, 'rect', { x: -40 - grow, y: -14 - grow, width: 80 + 2 * grow, height: 28 + 2 * grow, rx: 6, fill });
  add(mark, 'text', { y: 4, 'font-size': 12, 'text-anchor': 'middle' }, 'SYN');
  add(mark, 'text', { x: 50, y: 4, 'font-size': 12 }, 'TTL 64');
  return mark;
});
const frame = (now) => {
  marks.forEach((mark, i) => {
    const turn = now / 900 + i;
    mark.setAttribute('transform', 'translate(' + (600 + 500 * Math.sin(turn)) + ' ' + (250 + 200 * Math.cos(turn)) + ')');
  });
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
</script>`,
  );

/** Counts what the page asks for, before any of its code runs. */
const countFrames = () => {
  const seen = { asked: 0, frames: 0, long: 0 };
  Object.assign(window, { __bench: seen });
  const original = window.requestAnimationFrame.bind(window);
  let last = -1;
  window.requestAnimationFrame = (callback) => {
    seen.asked += 1;
    return original((now) => {
      if (now !== last) seen.frames += 1;
      last = now;
      callback(now);
    });
  };
  new PerformanceObserver((list) => {
    seen.long += list.getEntries().length;
  }).observe({ entryTypes: ['longtask'] });
};

/** @param {Devtools} devtools @returns {Promise<Record<Work, number>>} seconds of the main thread so far */
async function workOf(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const value = (/** @type {Work} */ name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    TaskDuration: value('TaskDuration'),
    ScriptDuration: value('ScriptDuration'),
    RecalcStyleDuration: value('RecalcStyleDuration'),
    LayoutDuration: value('LayoutDuration'),
  };
}

/** @param {Page} page @returns {Promise<{ asked: number, frames: number, long: number, now: number }>} */
const countsOf = (page) => page.evaluate(() => ({ ...Reflect.get(window, '__bench'), now: performance.now() }));

/**
 * How a reader opens the terminal. With the key nothing has been fetched for it before; a pointer that presses at once
 * gives no more time than its way to the button.
 * @type {Readonly<Record<string, (page: Page) => Promise<void>>>}
 */
const OPENINGS = {
  'its key': (page) => page.keyboard.press('t'),
  'the pointer at once': (page) => pressByPointer(page, 0),
  [`the pointer ${HOVER_MILLIS} ms on its button`]: (page) => pressByPointer(page, HOVER_MILLIS),
};

/** @param {Page} page @param {number} hover how long the pointer rests on the button before */
async function pressByPointer(page, hover) {
  const box = await page.locator('.terminal-button').boundingBox();
  if (box === null) throw new Error('the page has no button for the terminal');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForTimeout(hover);
  await page.mouse.down();
  await page.mouse.up();
}

/** From the press to the painted prompt, in milliseconds. @param {Page} page @param {(page: Page) => Promise<void>} press */
async function firstPrompt(page, press) {
  await page.evaluate(() => {
    const shown = new Promise((/** @type {(millis: number) => void} */ done) => {
      const begin = (/** @type {Event} */ { timeStamp }) => {
        removeEventListener('keydown', begin, true);
        removeEventListener('pointerdown', begin, true);
        const look = () => {
          const prompt = /#/.test(document.querySelector('.xterm-rows')?.textContent ?? '');
          if (prompt) requestAnimationFrame(() => done(performance.now() - timeStamp));
          else requestAnimationFrame(look);
        };
        look();
      };
      addEventListener('keydown', begin, true);
      addEventListener('pointerdown', begin, true);
    });
    Object.assign(window, { __prompt: shown });
  });
  await press(page);
  return page.evaluate(() => /** @type {Promise<number>} */ (Reflect.get(window, '__prompt')));
}

/** @param {number | undefined} bytes */
const kilobytes = (bytes) => (bytes === undefined ? '?' : `${(bytes / 1000).toFixed(1)} kB`);

/** A piece of animation that is running already. @param {Page} page @param {Devtools} devtools @returns {Promise<Frames>} */
async function framesOf(page, devtools) {
  const [counts, work] = [await countsOf(page), await workOf(devtools)];
  await page.waitForTimeout(PLAY_MILLIS);
  const [after, done] = [await countsOf(page), await workOf(devtools)];
  const frames = Math.max(1, after.frames - counts.frames);
  const perFrame = (/** @type {Work} */ name) => ((done[name] - work[name]) * 1000) / frames;
  return {
    fps: (frames * 1000) / (after.now - counts.now),
    long: after.long - counts.long,
    work: {
      TaskDuration: perFrame('TaskDuration'),
      ScriptDuration: perFrame('ScriptDuration'),
      RecalcStyleDuration: perFrame('RecalcStyleDuration'),
      LayoutDuration: perFrame('LayoutDuration'),
    },
  };
}

/** From an event in the middle, so that the run does not end while it is watched. @param {Page} page @param {string} speed */
async function play(page, speed) {
  await page.evaluate(() => window.__hopscope?.seek(2));
  await page.locator('select.speed').selectOption(speed);
  await page.evaluate(() => {
    if (window.__hopscope?.state.playing === false)
      document.querySelector('button.play')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  });
  await page.waitForTimeout(200);
}

/** @param {Page} page */
async function pause(page) {
  await page.evaluate(() => window.__hopscope?.seek(2));
  await page.evaluate(() => window.__hopscope?.idle());
}

/** DOM changes outside of what moves, in frames with a new event and in all others. @param {Page} page */
const changesWhilePlaying = (page) =>
  page.evaluate(async (millis) => {
    const seen = { moving: 0, withEvent: 0, between: 0, events: 0 };
    let at = window.__hopscope?.state.at;
    let frames = 0;
    let changedIn = 0;
    const watcher = new MutationObserver((records) => {
      const now = window.__hopscope?.state.at;
      if (now !== at) {
        at = now;
        changedIn = frames;
        seen.events += 1;
      }
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest('.packets, .thumb, .trail')) seen.moving += 1;
        else if (frames - changedIn <= 1 && seen.events > 0) seen.withEvent += 1;
        else seen.between += 1;
      }
    });
    watcher.observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
    const until = performance.now() + millis;
    while (performance.now() < until) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frames += 1;
    }
    watcher.disconnect();
    return seen;
  }, PLAY_MILLIS);

/** Frames that the page asks for in two seconds of nothing. @param {Page} page */
async function framesAtRest(page) {
  await pause(page);
  await page.waitForTimeout(500);
  const before = await countsOf(page);
  await page.waitForTimeout(2000);
  return (await countsOf(page)).asked - before.asked;
}

/** Milliseconds from each step to the end of the frame that shows it: script, style, layout and paint. @param {Page} page */
const scrub = (page) =>
  page.evaluate(async (steps) => {
    const events = window.__hopscope?.state.events ?? 1;
    const times = [];
    for (let i = 0; i < steps; i++) {
      times.push(
        await new Promise((/** @type {(millis: number) => void} */ resolve) => {
          requestAnimationFrame(() => {
            const start = performance.now();
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - start);
            window.__hopscope?.seek(i % events);
            port2.postMessage(null); // arrives after this frame
          });
        }),
      );
    }
    return times;
  }, STEPS);

/** Milliseconds from the click on the other mode to its paint. @param {Page} page */
const flipMode = (page) =>
  page.evaluate(async (flips) => {
    const times = [];
    for (let i = 0; i < flips; i++) {
      const radio = document.querySelector(`input[value=${i % 2 === 0 ? 'native' : 'vxlan'}]`);
      if (!(radio instanceof HTMLInputElement)) throw new Error('the page has no switch for the mode');
      times.push(
        await new Promise((/** @type {(millis: number) => void} */ resolve) => {
          const start = performance.now();
          radio.click();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - start);
            port2.postMessage(null);
          });
        }),
      );
      await window.__hopscope?.idle();
    }
    return times;
  }, FLIPS);

const ms = (/** @type {number} */ value) => value.toFixed(value < 10 ? 2 : 1);

/** @param {string} folder */
async function main(folder) {
  const hopscope = await serve(site(folder));
  const tiny = join(folder, 'anchor');
  mkdirSync(tiny);
  const anchor = await serve(tiny);
  const browser = await launch();
  const opened = async (/** @type {string} */ address) => {
    const context = await browser.newContext({ ...CONTEXT, reducedMotion: 'no-preference' });
    const page = await context.newPage();
    await page.addInitScript(countFrames);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    await page.goto(address);
    return { page, devtools, close: () => context.close() };
  };

  const { page, devtools } = await opened(`${hopscope.address}?lang=ko&p.routing=vxlan`);
  await page.evaluate(() => window.__hopscope?.ready());
  const events = await page.evaluate(() => window.__hopscope?.state.events ?? 0);
  await play(page, '1');
  const marks = Math.max(1, await page.locator('.packets > *').count());
  writeFileSync(join(tiny, 'index.html'), anchorPage(marks));

  const playing = [['', 'fps', 'task', 'script', 'style', 'layout', 'x SVG', 'goal', 'long tasks']];
  const others = [['', 'measured', 'goal', 'of goal']];
  const against = (/** @type {string} */ what, /** @type {number} */ value, /** @type {number} */ goal) =>
    others.push([what, `${ms(value)} ms`, `<= ${goal} ms`, (value / goal).toFixed(2)]);

  for (const rate of [1, 4]) {
    const cpu = rate === 1 ? '' : `, CPU ${rate}x slower`;
    const still = await opened(anchor.address);
    await still.devtools.send('Emulation.setCPUThrottlingRate', { rate });
    await still.page.waitForTimeout(300);
    const svg = await framesOf(still.page, still.devtools);
    await still.close();
    const line = (/** @type {string} */ name, /** @type {Frames} */ frames, /** @type {boolean} */ judged) =>
      playing.push([
        `${name}${cpu}`,
        frames.fps.toFixed(0),
        ...WORK.map((what) => ms(frames.work[what])),
        (frames.work.TaskDuration / svg.work.TaskDuration).toFixed(2),
        judged ? `<= ${GOAL.overSvg}` : '',
        String(frames.long),
      ]);
    line(`SVG through references, ${marks} mark${marks === 1 ? '' : 's'}`, svg, false);

    await page.bringToFront();
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    for (const speed of ['0.25', '1', '4']) {
      await play(page, speed);
      line(`playing at ${speed}x`, await framesOf(page, devtools), true);
    }
    await pause(page);

    const steps = await scrub(page);
    against(`a step of ${STEPS} while scrubbing, median${cpu}`, quantile(steps), GOAL.stepMillis);
    against(`a step of ${STEPS} while scrubbing, 95th percentile${cpu}`, quantile(steps, 0.95), GOAL.stepMillis);
    const flips = await flipMode(page);
    against(`mode flip to the next paint, median of ${FLIPS}${cpu}`, quantile(flips), GOAL.flipMillis);
    against(`mode flip to the next paint, worst${cpu}`, quantile(flips, 1), GOAL.flipMillis);
    await page.evaluate(() =>
      document.querySelector('input[value=vxlan]')?.dispatchEvent(new MouseEvent('click', { bubbles: true })),
    );
    await pause(page);
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });

  await play(page, '1');
  const changes = await changesWhilePlaying(page);
  others.push(
    ['DOM changes in moving marks, 3 s of playing', String(changes.moving), '', ''],
    [`DOM changes elsewhere, with one of ${changes.events} new events`, String(changes.withEvent), '', ''],
    ['DOM changes elsewhere, between events', String(changes.between), '0', changes.between === 0 ? '' : 'over'],
  );
  const asked = await framesAtRest(page);
  others.push(['frames asked for in 2 s at rest', String(asked), '0', asked === 0 ? '' : 'over']);

  for (const [how, press] of Object.entries(OPENINGS)) {
    const prompts = [];
    // The first of them makes the server pack what it sends: a host has done that long before.
    for (let i = 0; i <= PROMPTS; i++) {
      const terminal = await opened(hopscope.address);
      await terminal.page.waitForFunction(() => window.__hopscope !== undefined);
      await terminal.page.evaluate(() => window.__hopscope?.ready());
      const millis = await firstPrompt(terminal.page, press);
      if (i > 0) prompts.push(millis);
      await terminal.close();
    }
    against(
      `first prompt of the terminal, opened with ${how}, median of ${PROMPTS}`,
      quantile(prompts),
      GOAL.promptMillis,
    );
  }
  const chunk = hopscope.sent.findLast(({ path }) => /TerminalSheet.*\.js$/.test(path));
  const desk = hopscope.sent.findLast(({ path }) => /desk-.*\.js$/.test(path));
  others.push(
    ['terminal and its screen, script in brotli', kilobytes(chunk?.bytes), '<= 150 kB', ''],
    ['shell and commands, script in brotli', kilobytes(desk?.bytes), '', ''],
  );
  await browser.close();
  hopscope.close();
  anchor.close();
  console.log(
    `Playing a run of ${events} events: milliseconds of the main thread per frame, over ${PLAY_MILLIS / 1000} s\n`,
  );
  print(playing);
  print(others);
}

await withFolder(main);
