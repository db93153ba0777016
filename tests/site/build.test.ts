import { describe, expect, test } from 'vitest';
import { buildArgs } from '../../tools/build.mjs';

describe('options of a build', () => {
  test('are said to the build by its environment, and all others to Vite', () => {
    expect(
      buildArgs([
        '--base-url',
        'https://example.org/a/',
        '--build=3f2a9c1',
        '--no-offline',
        '--cards',
        '--outDir',
        'x',
      ]),
    ).toEqual({
      env: {
        HOPSCOPE_BASE_URL: 'https://example.org/a/',
        HOPSCOPE_BUILD: '3f2a9c1',
        HOPSCOPE_OFFLINE: 'off',
        HOPSCOPE_CARDS: 'on',
      },
      rest: ['--outDir', 'x'],
    });
    expect(buildArgs([])).toEqual({ env: {}, rest: [] });
  });

  test.each([[['--base-url']], [['--build', '--cards']]])('need their values: %s', (args) =>
    expect(() => buildArgs(args)).toThrow(/needs a value/),
  );
});
