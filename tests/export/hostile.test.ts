import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../src/base/clean-text.ts';
import { cellsOf } from '../../src/base/graphemes.ts';
import { ASCII_WIDTH, asciiSequenceOf } from '../../src/export/ascii-sequence.ts';
import { fileNameOf } from '../../src/export/file-name.ts';
import type { ExportFormat } from '../../src/export/format.ts';
import { FORMATS, type FormatName } from '../../src/export/formats.ts';
import { safeAddress } from '../../src/export/html-text.ts';
import { htmlDocument, htmlFragment } from '../../src/export/html-transcript.ts';
import { MERMAID_LIMIT, mermaidOf } from '../../src/export/mermaid.ts';
import { curlRun, HOSTILE, pingRun } from './exported-runs.ts';
import { tagsOf } from './html-tags.ts';
import { mermaidForms, shownLabel } from './mermaid-lines.ts';

const LANGS = ['ko', 'en'] as const;
/** Controls but line feeds, what turns text around, what is not seen. */
const UNCLEAN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}/u;
const text = (format: ExportFormat, name: string, lang: 'ko' | 'en' = 'en'): string => {
  const made = format.make(curlRun(name, `/${name}`, lang));
  return typeof made === 'string' ? made : new TextDecoder('latin1').decode(made);
};

/** CommonMark outside of its code spans and without what is escaped: what is left is markup. */
function markupOf(markdown: string): readonly string[] {
  return markdown.split('\n').map((line) =>
    line
      .replace(/\\[\\`*_{}[\]<>#|~&]/g, '')
      .replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
      .replace(/[^\\`*_{}[\]<>|~&]/g, ''),
  );
}

/** What must hold of a file of each format, whatever names and commands it tells of. */
const CHECKS: { readonly [F in FormatName]: (file: string) => void } = {
  json: (file) => {
    JSON.parse(file);
    // Safe in a script element too, for a page that inlines it must escape '<' itself: a line each, and no raw controls.
    expect(file).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  },
  markdown: (file) => {
    for (const marks of markupOf(file)) expect(marks).toMatch(/^(\*\*)*$|^\*\*?$/);
    expect(file).not.toMatch(UNCLEAN);
  },
  snippet: (file) => {
    for (const marks of markupOf(file)) expect(marks).toBe('');
    expect(file.trimEnd().split('\n')).toHaveLength(1);
    expect(file).not.toMatch(UNCLEAN);
  },
  mermaid: (file) => {
    expect(mermaidForms(file).filter((form) => form.startsWith('?'))).toEqual([]);
    expect(file.length).toBeLessThanOrEqual(MERMAID_LIMIT);
  },
  'mermaid-fence': (file) => {
    const lines = file.split('\n');
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['```mermaid', '```', '']);
    expect(lines.slice(1, -2).join('\n')).not.toContain('`');
  },
  ascii: (file) => {
    for (const line of file.split('\n')) expect(cellsOf(line)).toBeLessThanOrEqual(ASCII_WIDTH);
    expect(file).not.toMatch(UNCLEAN);
  },
  transcript: (file) => expect(file).not.toMatch(UNCLEAN),
  html: (file) => {
    expect(tagsOf(file)).not.toContain('script');
    expect(file).not.toMatch(UNCLEAN);
  },
  'html-fragment': (file) => {
    expect(tagsOf(file)).not.toContain('style');
    expect(file).not.toMatch(UNCLEAN);
  },
  pcap: (file) => expect(file.startsWith('\xd4\xc3\xb2\xa1')).toBe(true),
  pcapng: (file) => expect(file.startsWith('\x0a\x0d\x0d\x0a')).toBe(true),
  asciicast: (file) => {
    for (const line of file.trimEnd().split('\n')) {
      const event = JSON.parse(line) as unknown;
      const shown = Array.isArray(event) ? String(event[2]) : '';
      expect(shown.replace(/\x1b\[[0-9;:]*m/g, '')).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]/);
    }
  },
};

describe.each(FORMATS.filter(({ taps }) => taps !== 'one'))('$name', (format) => {
  test.each(HOSTILE)('is inert with a pod and a request called %j', (name) => {
    for (const lang of LANGS) CHECKS[format.name](text(format, name, lang));
  });
});

describe('labels', () => {
  test.each(HOSTILE)('of mermaid are shown as they are meant: %j', (name) => {
    const label = /^ {2}participant n0 as (.*)$/m.exec(mermaidOf(curlRun(name)))?.[1] ?? '';
    expect(shownLabel(label)).toBe(cleanText(name, 80) || '-');
  });

  // A line feed makes a line more of the command, which is shown line by line.
  test.each(HOSTILE.slice(0, 20).filter((name) => !/[\n\u2028]/.test(name)))(
    'change nothing but themselves: %j',
    (name) => {
      // The same run with a harmless name: as many rows, and the same tags.
      expect(mermaidForms(mermaidOf(curlRun(name)))).toEqual(mermaidForms(mermaidOf(curlRun())));
      expect(tagsOf(htmlFragment(curlRun(name)))).toEqual(tagsOf(htmlFragment(curlRun())));
    },
  );

  test('of an endless diagram end where GitHub would refuse it, and say so', () => {
    const long = mermaidOf(pingRun(200));
    expect(long.length).toBeLessThanOrEqual(MERMAID_LIMIT);
    expect(long.length).toBeGreaterThan(MERMAID_LIMIT - 1000);
    expect(long).toMatch(/more steps are left out: choose a shorter stretch\n$/);
    expect(mermaidForms(long).filter((form) => form.startsWith('?'))).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['javascript', 'alert(1)'].join(':'),
    ['JAVASCRIPT', 'alert(1)'].join(':'),
    ' data:text/html,x',
    'vbscript:x',
    '//example.com/x',
    '/\\example.com',
    'https://',
    'https:// x',
    'java\nscript:x',
    '\u202ehttps://example.com/',
    '',
  ])('%j is no address that a reader is sent to', (address) => {
    expect(safeAddress(address)).toBeNull();
  });

  test('keep their sense without what could end them', () => {
    expect(safeAddress('https://example.com/ko/s/x/?at=encap&lang=ko#a')).toBe(
      'https://example.com/ko/s/x/?at=encap&lang=ko#a',
    );
    expect(safeAddress('i/x.(1).svg')).toBe('i/x.%281%29.svg');
    expect(safeAddress('/a"><b>')).toBe('/a%22%3E%3Cb%3E');
  });

  test('stand in the snippet and in the transcript', () => {
    const run = {
      ...curlRun(),
      about: { ...curlRun().about, page: 'https://example.com/s/?a=1&b=2', image: 'i/a b.png' },
    };
    expect(htmlFragment(run)).toContain('<a href="https://example.com/s/?a=1&amp;b=2">');
    expect(tagsOf(htmlFragment(run))).toContain('a');
  });
});

test('the style of the document is the one that its policy names', () => {
  const html = htmlDocument(curlRun());
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(html).toContain(`style-src 'sha256-${hash}'`);
});

test.each(HOSTILE)('the name of a file has nothing of %j but letters', (name) => {
  const run = curlRun();
  expect(fileNameOf({ ...run, about: { ...run.about, scenario: name } }, 'md')).toMatch(
    /^hopscope-[a-z0-9]([a-z0-9-]{0,63})-(ko|en)\.md$/,
  );
});

test.each([40, 60, 100, 200])('the diagram of plain characters fits into %i cells', (width) => {
  for (const name of HOSTILE)
    for (const line of asciiSequenceOf(curlRun(name, '/', 'ko'), width).split('\n'))
      expect(cellsOf(line)).toBeLessThanOrEqual(width);
});
