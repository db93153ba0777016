import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '../test.ts';
import { ask, hostPage, inFrame, test } from './host.ts';

import { hashOf } from '../../src/state/hash/hash-state.ts';

const PATH = 'embed/other-subnet-vxlan/?lang=ko&at=encap';

test('a host that says hello is told what there is, and commands are answered', async ({ page, embed, baseURL }) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  const ready = await ask(page, 'a', { kind: 'hello', data: { proto: [1, 2] } });
  expect(ready).toMatchObject({
    kind: 'ready',
    data: { proto: 1, lang: 'ko', scenario: { id: 'other-subnet-vxlan' }, state: { playing: false } },
  });
  const there = await ask(page, 'b', { kind: 'cmd', name: 'seek', data: { at: 'delivered' } });
  expect(there).toMatchObject({ kind: 'res', name: 'seek', data: { ok: true, value: { verdict: 'delivered' } } });
  await expect(frame.locator('#root')).toHaveAttribute('data-verdict', 'delivered');
  const english = await ask(page, 'c', {
    kind: 'cmd',
    name: 'set',
    data: { lang: 'en', params: { routing: 'native', mood: 'x' } },
  });
  expect(english).toMatchObject({ data: { ok: true, value: { lang: 'en', rejected: ['p.mood'] } } });
  await expect(frame.getByRole('tab', { name: 'Topology' })).toBeVisible();
  await ask(page, 'd', { kind: 'cmd', name: 'seek', data: { at: 'leak' } });
  await expect(frame.locator('#root')).toHaveAttribute('data-verdict', 'leaked');
  const events = await page.evaluate(() =>
    window.heard.filter(({ data }) => data.kind === 'evt').map(({ data }) => data.name),
  );
  expect(events).toEqual(expect.arrayContaining(['resize', 'event', 'state']));
  expect(await page.evaluate(() => [...new Set(window.heard.map(({ origin }) => origin))])).toEqual([
    new URL(baseURL ?? '').origin,
  ]);
});

test('a port that was asked for carries everything, and the window is not listened to any more', async ({
  page,
  embed,
}) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  const ok = await page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', ({ ports: [port] }) => {
          if (port === undefined) return;
          port.addEventListener('message', ({ data }) => {
            if (data.kind === 'res') resolve(data);
          });
          port.start();
          window.say({ hopscope: 1, kind: 'cmd', id: 'w', name: 'seek', data: { at: 'end' } });
          port.postMessage({ hopscope: 1, kind: 'cmd', id: 'p', name: 'getState' });
        });
        window.say({ hopscope: 1, kind: 'hello', id: 'a', data: { proto: [1], port: true } });
      }),
  );
  expect(ok).toMatchObject({ id: 'p', data: { ok: true, value: { verdict: 'pending' } } });
});

test('without api=1, and for another host than the one named, nothing is heard', async ({ page, embed }) => {
  for (const query of ['', '&api=1&origin=https://blog.example']) {
    const frame = await embed(page, PATH + query);
    await inFrame(frame);
    const at = await frame.locator('#root').getAttribute('data-at');
    await page.evaluate(() => {
      window.say({ hopscope: 1, kind: 'hello', id: 'a', data: { proto: [1] } });
      window.say({ hopscope: 1, kind: 'cmd', id: 'b', name: 'seek', data: { at: 'end' } });
    });
    // The height is told to anybody: when it has come, the messages before it have been looked at.
    await page.waitForFunction(() => window.heard.some(({ data }) => data.name === 'resize'));
    await frame.evaluate(() => window.__hopscope?.idle());
    expect(await page.evaluate(() => window.heard.filter(({ data }) => data.id !== undefined).length)).toBe(0);
    await expect(frame.locator('#root')).toHaveAttribute('data-at', at ?? '');
  }
});

test('another window than the host is not heard, whatever it says', async ({ page, embed }) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  const at = await frame.locator('#root').getAttribute('data-at');
  await page.evaluate(() => {
    const other = document.createElement('iframe');
    document.body.append(other);
    const script = other.contentDocument?.createElement('script');
    if (script === undefined) return;
    script.textContent = `parent.frames[0].postMessage({hopscope: 1, kind: 'cmd', id: 'x', name: 'seek', data: {at: 'end'}}, '*')`;
    other.contentDocument?.body.append(script);
  });
  await ask(page, 'after', { kind: 'cmd', name: 'getState' });
  await expect(frame.locator('#root')).toHaveAttribute('data-at', at ?? '');
});

test('broken messages are refused, and after the third nothing is heard for a while', async ({ page, embed }) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  await ask(page, 'h', { kind: 'hello', data: { proto: [1] } });
  const unknown = await ask(page, 'u', { kind: 'cmd', name: 'constructor' });
  expect(unknown).toMatchObject({ data: { ok: false, error: { code: 'E_UNKNOWN' } } });
  const extra = await ask(page, 'e', { kind: 'cmd', name: 'seek', data: { at: 'encap', href: 'data:text/html,x' } });
  expect(extra).toMatchObject({ data: { ok: false, error: { code: 'E_DATA' } } });
  const markup = await ask(page, 'm', { kind: 'cmd', name: 'seek', data: { at: '<img src=x onerror=alert(1)>' } });
  expect(markup).toMatchObject({ data: { ok: false, error: { code: 'E_DATA' } } });
  await page.evaluate(() => window.say({ hopscope: 1, kind: 'cmd', id: 'late', name: 'seek', data: { at: 'end' } }));
  await frame.evaluate(() => window.__hopscope?.idle());
  expect(await page.evaluate(() => window.heard.some(({ data }) => data.id === 'late'))).toBe(false);
});

test('sandboxed without an origin it plays, stores nothing, and tells no addresses', async ({ page, embed }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const frame = await embed(page, `${PATH}&api=1`, 'allow-scripts');
  await inFrame(frame);
  await expect(frame.getByRole('heading', { name: /VXLAN 캡슐화/ })).toBeVisible();
  await frame.getByRole('button', { name: '다음 사건' }).click();
  const state = await ask(page, 's', { kind: 'cmd', name: 'getState' });
  expect(state).toMatchObject({ data: { ok: true, value: { playing: false } } });
  expect(errors).toEqual([]);
});

test('the address stays as the author wrote it, and nothing is stored', async ({ page, embed }) => {
  const frame = await embed(page, `${PATH}&theme=dark`);
  await inFrame(frame);
  const before = frame.url();
  await frame.getByRole('button', { name: '다음 사건' }).click();
  await page.keyboard.press('d');
  await frame.evaluate(() => window.__hopscope?.idle());
  expect(await frame.evaluate(() => location.href)).toBe(before);
  const kept = await frame.evaluate(() => {
    try {
      return localStorage.length;
    } catch {
      return 0;
    }
  });
  expect(kept).toBe(0);
  expect(await frame.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
});

test('with cookies and storage of third parties blocked it works as usual', async ({ page, embed }) => {
  // The browser's own switch, which leaves the storage of this one alone; what other browsers do is put over it.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  // The pinned browser asks for two more fields than later versions of the protocol have.
  const restricted = {
    enableThirdPartyCookieRestriction: true,
    disableThirdPartyCookieMetadata: true,
    disableThirdPartyCookieHeuristics: true,
  };
  await devtools.send('Network.setCookieControls', restricted);
  await page.addInitScript(() => {
    if (window.parent === window) return;
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  const blocked = await frame.evaluate(async () => [
    await document.hasStorageAccess(),
    ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].map((name) => {
      try {
        return typeof Reflect.get(window, name);
      } catch {
        return 'denied';
      }
    }),
  ]);
  expect(blocked).toEqual([false, 'denied', 'denied', 'denied', 'denied']);
  await frame.getByRole('button', { name: '다음 사건' }).click();
  const there = await ask(page, 's', { kind: 'cmd', name: 'seek', data: { at: 'delivered' } });
  expect(there).toMatchObject({ data: { ok: true, value: { verdict: 'delivered' } } });
  await expect(frame.locator('#root')).toHaveAttribute('data-state', 'ready');
  expect(errors).toEqual([]);
});

for (const [width, height] of [
  [280, 240],
  [320, 400],
  [640, 480],
] as const) {
  test(`nothing is wider than a frame of ${width}x${height}, and its buttons are in sight`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height });
    for (const lang of ['ko', 'en'] as const) {
      await page.goto(`${baseURL}embed/other-subnet-native/?lang=${lang}&freeze=1`);
      await inFrame(page.mainFrame());
      const { wide, high } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        high: document.documentElement.scrollHeight - innerHeight,
      }));
      expect({ wide, high }).toEqual({ wide: 0, high: 0 });
      const play = page.getByRole('button', { name: lang === 'ko' ? '재생' : 'Play', exact: true });
      await expect(play).toBeInViewport({ ratio: 1 });
      const box = await play.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });
}

test('with load=click the first load is a still and a button; a click brings the application and puts the focus on play', async ({
  page,
  baseURL,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto(`${baseURL}embed/other-subnet-native/?lang=en&load=click`);
  const open = page.getByRole('button', { name: 'Open and follow: To a node in another subnet (native)' });
  await expect(page.getByRole('img', { name: /left the lab/ })).toBeVisible();
  const before = scripts.length;
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeFocused();
  await expect(open).toHaveCount(0);
  expect(before).toBeLessThanOrEqual(3);
  expect(scripts.length).toBeGreaterThan(before);
});

test.describe('a host that is nobody’s own machine', () => {
  for (const answer of ['아니요', '열기'] as const) {
    test(`asks to show another lab, and the reader says: ${answer}`, async ({ page, baseURL }) => {
      // Both sites under public names: browsers keep public pages away from a machine's own servers.
      const src = `http://hopscope.example/${PATH}&api=1`;
      await page.route('http://hopscope.example/**', async (route) => {
        const { pathname, search } = new URL(route.request().url());
        await route.fulfill({ response: await route.fetch({ url: new URL(pathname + search, baseURL).href }) });
      });
      await page.route('http://blog.example/**', (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: hostPage(src, null) }),
      );
      await page.goto('http://blog.example/');
      const frame = page.frames().find((one) => one !== page.mainFrame());
      if (frame === undefined) throw new Error('no frame');
      await inFrame(frame);
      const state = await hashOf({ v: 1, sc: 'other-subnet-native' });
      const answered = ask(page, 'l', { kind: 'cmd', name: 'load', data: { state } });
      const dialog = frame.getByRole('dialog', { name: '여기서 다른 랩을 열까요?' });
      await expect(dialog).toContainText('http://blog.example');
      await expect(dialog.getByRole('button', { name: '아니요' })).toBeFocused();
      await dialog.getByRole('button', { name: answer }).click();
      const yes = answer === '열기';
      expect(await answered).toMatchObject({ data: yes ? { ok: true } : { ok: false, error: { code: 'E_CONSENT' } } });
      await expect(frame.locator('#root')).toHaveAttribute(
        'data-scenario',
        yes ? 'other-subnet-native' : 'other-subnet-vxlan',
      );
      await expect(dialog).toHaveCount(0);
    });
  }
});

test('an author’s own machine is trusted; a state that is none is refused', async ({ page, embed }) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  const state = await hashOf({ v: 1, sc: 'same-node' });
  expect(await ask(page, 'y', { kind: 'cmd', name: 'load', data: { state } })).toMatchObject({ data: { ok: true } });
  await expect(frame.locator('#root')).toHaveAttribute('data-scenario', 'same-node');
  const bad = await ask(page, 'n', { kind: 'cmd', name: 'load', data: { state: `${state?.slice(0, -3)}` } });
  expect(bad).toMatchObject({ data: { ok: false, error: { code: 'E_STATE' } } });
});

test('markup from text is no way into a frame', async ({ page, baseURL, violations }) => {
  await page.goto(`${baseURL}${PATH}`);
  await inFrame(page.mainFrame());
  const refused = await page.evaluate(() => {
    const tries: readonly (() => unknown)[] = [
      () => Reflect.set(document.createElement('div'), 'inner' + 'HTML', '<b>x</b>'),
      () => Reflect.get(window, 'trustedTypes').createPolicy('mine', {}),
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error);
      }
    });
  });
  expect(refused).toEqual(['refused', 'refused']);
  await expect.poll(() => violations.some((one) => one.startsWith('require-trusted-types-for'))).toBe(true);
  violations.length = 0;
});

test('a still is only shown for the moment that it is of', async ({ page, baseURL }) => {
  const still = page.locator('.poster-run:visible svg.still:visible');
  for (const [query, shown] of [
    ['', 1],
    ['&at=leak', 1],
    ['&at=syn-outside-end', 1],
    ['&at=lookup', 0],
    ['&p.routing=vxlan', 0],
  ] as const) {
    await page.goto(`${baseURL}embed/other-subnet-native/?lang=ko&load=click${query}`);
    await expect(page.getByRole('button', { name: /열어서 따라가기: 다른 서브넷의 노드로/ })).toBeVisible();
    await expect(still, query).toHaveCount(shown);
  }
  await expect(page.getByRole('heading', { level: 1, name: '다른 서브넷의 노드로 (native)' })).toBeVisible();
});

test('Tab goes through the frame and out of it, both ways', async ({ page, embed }) => {
  const frame = await embed(page, PATH);
  await inFrame(frame);
  const [before, after] = [page.getByRole('link', { name: 'before' }), page.getByRole('link', { name: 'after' })];
  const way = async (key: string): Promise<number> => {
    let steps = 0;
    const there = key === 'Tab' ? after : before;
    while (steps < 80 && !(await there.evaluate((link) => link === document.activeElement))) {
      await page.keyboard.press(key);
      steps += 1;
    }
    return steps;
  };
  await before.focus();
  const forwards = await way('Tab');
  expect(forwards).toBeGreaterThan(4);
  expect(forwards).toBeLessThan(80);
  const backwards = await way('Shift+Tab');
  expect(backwards).toBeGreaterThan(4);
  expect(backwards).toBeLessThan(80);
});

test('a host gets the run as files: the formats that the frame has named, of the moment that was asked for', async ({
  page,
  embed,
}) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  const ready = await ask(page, 'h', { kind: 'hello', data: { proto: [1] } });
  expect(ready).toMatchObject({ data: { caps: expect.arrayContaining(['export:svg', 'export:pcap']) } });
  let asked = 0;
  const made = async (format: string, also: object = {}) => {
    asked += 1;
    const id = `f${asked}`;
    await ask(page, id, { kind: 'cmd', name: 'export', data: { format, ...also } });
    // Bytes stay in the page: they do not come through as they are.
    return page.evaluate((of) => {
      const { data } = window.heard.find((heard) => heard.data.id === of)?.data ?? {};
      const { ok, value, error } = data as {
        ok: boolean;
        value?: { mime: string; name: string; text?: string; buffer?: ArrayBuffer };
        error?: { code: string };
      };
      const head = value?.buffer === undefined ? [] : [...new Uint8Array(value.buffer.slice(0, 4))];
      return { ok, error, mime: value?.mime, name: value?.name, text: value?.text, head };
    }, id);
  };
  const svg = await made('svg', { at: 'delivered' });
  expect(svg).toMatchObject({
    ok: true,
    mime: 'image/svg+xml',
    name: expect.stringMatching(/^hopscope-other-subnet-vxlan-at-\d+-ko\.svg$/),
  });
  expect(svg.text).toMatch(/^<svg [^>]*lang="ko"/);
  expect(svg.text).not.toContain('<script');
  expect((await made('png')).head).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect((await made('pcap')).head).toEqual([0x0a, 0x0d, 0x0d, 0x0a]);
  expect((await made('mermaid')).text).toMatch(/^sequenceDiagram/m);
  expect((await made('ascii')).text).toContain('VXLAN 캡슐화');
  expect((await made('cast')).text).toMatch(/^\{"version":2/);
  expect(await made('svg', { at: 'nowhere' })).toMatchObject({ ok: false, error: { code: 'E_POS' } });
  expect(await made('ascii', { at: 17.500000000000004 })).toMatchObject({ ok: true });
  expect(await made('gif', { from: 'delivered', to: 'encap' })).toMatchObject({ error: { code: 'E_POS' } });
  const trace = await ask(page, 't', { kind: 'cmd', name: 'getTrace' });
  const { text } = (trace as { data: { value: { text: string } } }).data.value;
  expect(JSON.parse(text)).toMatchObject({ about: { scenario: 'other-subnet-vxlan' } });
});

test('a frame has no share dialog, nor its key', async ({ page, embed }) => {
  const frame = await embed(page, PATH);
  await inFrame(frame);
  await expect(frame.getByRole('button', { name: '공유' })).toHaveCount(0);
  const root = frame.locator('#root');
  await frame.locator('.play').first().focus();
  await page.keyboard.press('s');
  // No dialog holds the keys back.
  const before = Number(await root.getAttribute('data-at'));
  await page.keyboard.press('l');
  await expect(root).toHaveAttribute('data-at', `${before + 1}`);
});

test('a host is answered also when what makes files cannot be fetched', async ({ page, embed }) => {
  const frame = await embed(page, `${PATH}&api=1`);
  await inFrame(frame);
  await page.route('**/assets/files-*.js', (route) => route.abort());
  const answer = await ask(page, 'f', { kind: 'cmd', name: 'export', data: { format: 'ascii' } });
  expect(answer).toMatchObject({ data: { ok: false, error: { code: 'E_RUN' } } });
});
