import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PLATFORMS, POST_PICTURE } from '../../src/export/share/platform.ts';
import { onceFor, snippetFor } from '../../src/export/share/snippet.ts';
import { shareEn } from '../../src/i18n/ui-share.en.ts';
import { examplePost } from './example-post.ts';

/**
 * docs/recipes shows what the share dialog gives, letter by letter. `RECIPES=write npx vitest run tests/recipes` writes the snippets anew.
 */
const HOME = new URL('../../docs/recipes/', import.meta.url);
/** A fenced block of four signs: snippets have fences of three. */
const BLOCKS = /^````[\w-]*\n([\s\S]*?)^````$/gm;

test('every platform has its page, and every page its platform', () => {
  const pages = readdirSync(HOME).filter((name) => name !== 'README.md');
  expect(pages.toSorted()).toEqual(PLATFORMS.map((platform) => `${platform}.md`).toSorted());
});

describe.each(PLATFORMS)('%s', (platform) => {
  const file = new URL(`${platform}.md`, HOME);
  const wanted = [snippetFor(platform, examplePost(platform)), onceFor(platform)?.text ?? []].flat();
  if (process.env['RECIPES'] === 'write') {
    const rest = [...wanted];
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(BLOCKS, (block) => `${block.slice(0, block.indexOf('\n') + 1)}${rest.shift() ?? ''}\`\`\`\``),
    );
  }
  const page = readFileSync(file, 'utf8');

  test('shows what the dialog gives', () => {
    expect([...page.matchAll(BLOCKS)].map(([, block]) => block)).toEqual(wanted);
  });

  test('says where it goes, its limit, and how that is known', () => {
    const { limit } = shareEn.platforms[platform];
    expect(page).toContain(limit);
    for (const part of ['## Where', '## Limits', '\n**Verified:** ', '\n**Not verified:** '])
      expect(page).toContain(part);
    expect(page).toContain(POST_PICTURE[platform]?.kind.toUpperCase() ?? '');
  });
});
