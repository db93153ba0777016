import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { prerender } from './tools/prerender.mjs';
import { terminalChunks } from './tools/terminal-chunks.mjs';

/** The oldest browsers that know `light-dark()`, popovers and `@layer`. */
const TARGET = ['chrome125', 'firefox128', 'safari18'];

export default defineConfig({
  // Relative addresses: the built folder works under any path on any host.
  base: './',
  plugins: [react(), prerender()],
  build: {
    target: TARGET,
    cssTarget: TARGET, // without it `light-dark()` is rewritten into something that ignores scripts
    sourcemap: true,
    rolldownOptions: {
      input: ['index.html', 'gallery/index.html'],
      output: {
        codeSplitting: {
          // A chunk is what its group names: what that imports may be of the first load.
          includeDependenciesRecursively: false,
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'd3', test: /node_modules[\\/](d3|d3-[a-z-]+|internmap|delaunator|robust-predicates)[\\/]/ },
            { name: terminalChunks(), debugName: 'terminal' },
          ],
        },
      },
    },
  },
  preview: { port: 4173 },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['node_modules/**', 'tests/fences/planted/**'],
    environment: 'node',
    // A test fails by what it finds, never by the clock of a busy machine.
    testTimeout: 120_000,
  },
});
