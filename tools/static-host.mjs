/** What a preview of the built site does as a static host would: 404.html for what is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** @returns {import('vite').Plugin} */
export function staticHost() {
  return {
    name: 'hopscope:static-host',
    configurePreviewServer(server) {
      const { root, build } = server.config;
      const missing = join(resolve(root, build.outDir), '404.html');
      // Comes after the files of the site.
      return () => {
        server.middlewares.use((_, response, next) => {
          if (!existsSync(missing)) return next();
          response.statusCode = 404;
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.end(readFileSync(missing));
        });
      };
    },
  };
}
