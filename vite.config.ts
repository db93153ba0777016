import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { embed } from './tools/embed.mjs';
import { pageChunks } from './tools/page-chunks.mjs';
import { BUILD_OPTIONS, siteBuild } from './tools/site-build.mjs';
import { staticHost } from './tools/static-host.mjs';
import { terminalChunks } from './tools/terminal-chunks.mjs';

/** The oldest browsers that know `light-dark()`, popovers and `@layer`. */
const TARGET = ['chrome125', 'firefox128', 'safari18'];

export default defineConfig(({ command, isPreview }) => ({
  // Relative addresses: the built folder works under any path on any host.
  base: './',
  // While it is written, every address shows the page; what is built is served as it lies there.
  appType: isPreview === true ? 'mpa' : 'spa',
  plugins: [react(), siteBuild(), embed(), staticHost()],
  define: {
    __HOPSCOPE_BUILD__: JSON.stringify(BUILD_OPTIONS.build),
    __HOPSCOPE_OFFLINE__: JSON.stringify(command === 'build' ? BUILD_OPTIONS.offline : 'off'),
  },
  build: {
    target: TARGET,
    cssTarget: TARGET, // without it `light-dark()` is rewritten into something that ignores scripts
    sourcemap: true,
    rolldownOptions: {
      checks: { pluginTimings: false }, // writing the pages takes the time that it takes
      input: ['index.html', 'gallery/index.html', 'embed/index.html'],
      output: {
        codeSplitting: {
          // A chunk is what its group names: what that imports may be of the first load.
          includeDependenciesRecursively: false,
          groups: [
            // What writes markup as text is for pictures, and comes with them.
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/](?!.*server)/ },
            { name: 'd3', test: /node_modules[\\/](d3|d3-[a-z-]+|internmap|delaunator|robust-predicates)[\\/]/ },
            { name: terminalChunks(), debugName: 'terminal' },
            { name: pageChunks(), debugName: 'page' },
          ],
        },
      },
    },
  },
  // Frames that are sandboxed have no origin of their own; static hosts send this header for the same reason.
  preview: { port: 4173, cors: { origin: '*' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['node_modules/**', 'tests/fences/planted/**'],
    environment: 'node',
    // A test fails by what it finds, never by the clock of a busy machine.
    testTimeout: 120_000,
  },
}));
