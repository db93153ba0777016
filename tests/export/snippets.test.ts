import { describe, expect, test } from 'vitest';
import { type Platform, PLATFORMS } from '../../src/export/share/platform.ts';
import { snippetFor } from '../../src/export/share/snippet.ts';
import { curlRun, HOSTILE } from './exported-runs.ts';

const PAGE = 'https://example.org/lab/ko/s/x/?lang=ko&at=syn-router-forward';
const LINKS = { page: PAGE, frame: `${PAGE}&f=1`, slide: `${PAGE}&f=2` };

/** The run of somebody whose lab has such a name, and asks for such a path. */
function snippet(platform: Platform, name: string, links = LINKS): string {
  const run = curlRun(name, `/${name}`);
  return snippetFor(platform, {
    run: { ...run, about: { ...run.about, page: links.page, image: 'picture.svg' } },
    links,
  });
}

/** Quoted values, and between the tags no sign of one, nor of a template. */
const FRAME =
  /^<iframe src="https:\/\/[^"<>{}\s]+"\n {2}title="[^"<>{}\n]*" width="100%" height="540" loading="lazy"\n {2}style="[\w:;/%-]+"\n {2}allow="[\w; -]+" allowfullscreen\n {2}sandbox="[a-z -]+"><\/iframe>\n/;
const LINK = /^<p><a href="https:\/\/[^"<>{}\s]+">[^<>"{}\n]*<\/a><\/p>\n$/;
const JSX =
  /^<iframe src="https:\/\/[^"<>{}\s]+"\n {2}title="[^"<>{}\n]*" width="100%" height="540" loading="lazy"\n {2}style=\{\{ [^{}\n]* \}\}\n {2}allow="[\w; -]+" allowFullScreen\n {2}sandbox="[a-z -]+" \/>\n\n/;
const MARKDOWN_LINK = /^\[(?:[^[\]\\<{`\n]|\\.)*\]\(https:\/\/[^()\s]+\)\n/;
const PARAGRAPH = /^(?:[^\\`*_{}[\]<>\n]|\\.)*\n$/;

function expectFrame(text: string): void {
  expect(text).toMatch(FRAME);
  expect(text.replace(FRAME, '')).toMatch(LINK);
}

const CHECKS: { readonly [P in Platform]: (text: string) => void } = {
  tistory: expectFrame,
  velog: (text) => {
    expect(text).toMatch(MARKDOWN_LINK);
    expect(text.replace(MARKDOWN_LINK, '').slice(1)).toMatch(PARAGRAPH);
  },
  jekyll: expectFrame,
  hugo: (text) =>
    expect(text).toMatch(
      /^\{\{< hopscope src="https:[^"\s]+" page="https:[^"\s]+" title="(?:[^"\\\n]|\\.)*" text="(?:[^"\\\n]|\\.)*" >\}\}\n$/,
    ),
  docusaurus: (text) => {
    expect(text).toMatch(JSX);
    expect(text.replace(JSX, '')).toMatch(MARKDOWN_LINK);
  },
  notion: (text) => expect(text).toBe(`${LINKS.frame}\n`),
  medium: (text) => expect(text).toBe(`${LINKS.page}\n`),
  readme: (text) => {
    expect(text).toMatch(/^\[!\[(?:[^[\]\\<{`\n]|\\.)*\]\(picture\.svg\)\]\(https:\/\/[^()\s]+\)\n\n/);
    expect(text.slice(text.indexOf('\n\n') + 2)).toMatch(PARAGRAPH);
  },
  slides: (text) => {
    expect(text).toMatch(FRAME);
    expect(text.replace(FRAME, '')).toBe('');
  },
  elsewhere: expectFrame,
};

describe.each(PLATFORMS)('%s', (platform) => {
  test.each(HOSTILE)('a stranger’s name stays a name: %j', (name) => {
    const text = snippet(platform, name);
    CHECKS[platform](text);
    expect(text.match(/\}\}/g) ?? []).toHaveLength(platform === 'hugo' || platform === 'docusaurus' ? 1 : 0);
  });

  test('a long address is whole', () => {
    const hash = `#v1.d.${'a'.repeat(32_000)}.abc`;
    const long = { page: PAGE + hash, frame: LINKS.frame + hash, slide: LINKS.slide + hash };
    expect(snippet(platform, 'curl-pod', long)).toContain(hash);
  });
});

test('an address that is none is not written', () => {
  const bad = { page: 'vbscript:alert(1)', frame: 'data:text/html,x', slide: 'data:text/html,x' };
  for (const platform of PLATFORMS) expect(snippet(platform, 'x', bad)).not.toMatch(/vbscript:|data:/);
});
