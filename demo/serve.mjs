#!/usr/bin/env node
/**
 * Serves the demo blog as a stranger's site would: from another origin than the application.
 *   node demo/serve.mjs [--site http://127.0.0.1:4173/] [--port 4180]
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const BLOG = fileURLToPath(new URL('blog/', import.meta.url));
const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
});

/**
 * @param {string} site the address of the application, with a slash at its end
 * @param {Readonly<Record<string, string>>} pages more pages, by their path
 */
export function blogServer(site, pages = {}) {
  return createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const type = TYPES[extname(name)] ?? 'text/plain; charset=utf-8';
    const text = (/** @type {string} */ body) => body.replaceAll('{{site}}', site);
    const page = pages[path];
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': TYPES['.html'] }).end(text(page));
      return;
    }
    readFile(join(BLOG, name)).then(
      (body) =>
        response
          .writeHead(200, { 'content-type': type })
          .end(/\.(html|js|css)$/.test(name) ? text(body.toString('utf8')) : body),
      () => response.writeHead(404).end(),
    );
  });
}

if (process.argv[1] && pathToFileURL(resolve(process.argv[1])).href === import.meta.url) {
  const value = (/** @type {string} */ flag, /** @type {string} */ usual) => {
    const at = process.argv.indexOf(flag);
    return at < 0 ? usual : (process.argv[at + 1] ?? usual);
  };
  const port = Number(value('--port', '4180'));
  blogServer(value('--site', 'http://127.0.0.1:4173/')).listen(port, 'localhost', () => {
    console.log(`http://localhost:${port}/`);
  });
}
