/** What a preview of the built site does as a static host would: a slash behind the name of a folder, and 404.html for what is not there. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** @returns {import('vite').Plugin} */
export function staticHost() {
  return {
    name: 'hopscope:static-host',
    // While it is written, every address shows index.html: it has to be told how far up the site lies, as each built page is.
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server, originalUrl }) => {
        if (server === undefined) return html;
        const { pathname } = new URL(originalUrl ?? '/', 'http://localhost');
        const up = '../'.repeat(pathname.split('/').length - 2) || './';
        return html.replace('<div id="root"', `<div id="root" data-base="${up}"`);
      },
    },
    configurePreviewServer(server) {
      const { root, build } = server.config;
      const site = resolve(root, build.outDir);
      const missing = join(site, '404.html');
      // Comes after the files of the site, but before its pages.
      return () => {
        server.middlewares.use((request, response, next) => {
          const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
          const path = join(site, pathname);
          if (!`${path}${sep}`.startsWith(site + sep) || !existsSync(missing)) return next();
          const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
          if (folder && !pathname.endsWith('/')) {
            response.writeHead(301, { location: `${pathname}/${search}` }).end();
          } else if (existsSync(folder ? join(path, 'index.html') : path)) next();
          else response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(readFileSync(missing));
        });
      };
    },
  };
}
