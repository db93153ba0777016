import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import { blogServer } from '../../demo/serve.mjs';
import { test as base } from '../test.ts';

/** A page that embeds one frame and keeps everything that it is told. */
export function hostPage(src: string, sandbox: string | null): string {
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><title>host</title>
    <p><a href="#before">before</a></p>
    <iframe src="${src}" title="frame" width="640" height="480" ${sandbox === null ? '' : `sandbox="${sandbox}"`}></iframe>
    <p><a href="#after">after</a></p>
    <script>
      window.heard = [];
      addEventListener('message', (message) => {
        if (message.source !== document.querySelector('iframe').contentWindow) return;
        window.heard.push({ origin: message.origin, data: message.data, ports: message.ports.length });
      });
      window.say = (data, transfer = []) => document.querySelector('iframe').contentWindow.postMessage(data, '*', transfer);
    </script></html>`;
}

export interface Heard {
  readonly origin: string;
  readonly data: { readonly kind?: string; readonly name?: string; readonly id?: string; readonly data?: unknown };
  readonly ports: number;
}

declare global {
  interface Window {
    heard: Heard[];
    say: (data: unknown, transfer?: Transferable[]) => void;
  }
}

interface Hosts {
  /** The demo blog, on another host name than the site: what its frames would store is a third party's. */
  readonly blog: string;
  /** Opens a page of another site with one frame in it; waits for the frame's document. */
  readonly embed: (page: Page, path: string, sandbox?: string) => Promise<Frame>;
}

export const test = base.extend<Hosts>({
  blog: async ({ baseURL }, use) => {
    const server = blogServer(baseURL ?? '');
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    await use(`http://localhost:${(server.address() as AddressInfo).port}/`);
    server.close();
  },
  embed: async ({ baseURL }, use) => {
    const pages = new Map<string, string>();
    const server = createServer((request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(pages.get(request.url ?? '') ?? '<!doctype html><title>nothing</title>');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await use(async (page, path, sandbox) => {
      const name = `/${pages.size}`;
      pages.set(name, hostPage(new URL(path, baseURL).href, sandbox ?? null));
      await page.goto(`http://localhost:${port}${name}`);
      const frame = page.frames().find((one) => one !== page.mainFrame());
      if (frame === undefined) throw new Error('the page has no frame');
      return frame;
    });
    server.close();
  },
});

/** Sends one message and waits for what answers it. */
export async function ask(page: Page, id: string, message: object): Promise<Heard['data']> {
  await page.evaluate(([data]) => window.say(data), [{ hopscope: 1, id, ...message }]);
  const found = await page.waitForFunction((of) => window.heard.find(({ data }) => data.id === of)?.data, id);
  return (await found.jsonValue()) ?? {};
}

/** Waits for the application in a frame. */
export async function inFrame(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => window.__hopscope !== undefined);
  await frame.evaluate(() => window.__hopscope?.ready());
}
