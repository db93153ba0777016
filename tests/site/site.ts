import { createHash } from 'node:crypto';
import { type Built, siteFiles } from '../../src/app/site/site-files.ts';
import type { SiteFile } from '../../src/app/site/site.ts';

/** As the bundler would have made it, in little. */
export const BUILT: Built = {
  shell: {
    fonts: ['fonts/sans.woff2'],
    styles: ['@font-face{font-family:a;src:url(./fonts/sans.woff2)}'],
    sheets: ['assets/index-7.css'],
    module: 'assets/index-1.js',
    preloads: ['assets/react-2.js'],
  },
  app: ['assets/open-page-8.js'],
  words: { ko: ['assets/words.ko-3.js'], en: ['assets/words.en-4.js'] },
  frame: `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8" />
<meta
  http-equiv="Content-Security-Policy"
  content="default-src 'none'"
/>
<title>Hopscope</title>
<link rel="stylesheet" crossorigin href="../assets/embed-6.css">
<script type="module" crossorigin src="../assets/embed-5.js"></script>
</head>
<body>
<div id="root" data-base="../"><!--first--></div>
<!--still-->
</body>
</html>
`,
  single: { script: 'document.title = "</script>";', style: 'body{margin:0}' },
};

/** What the bundler would have put beside them. */
export const BESIDE = [
  'fonts/sans.woff2',
  'assets/index-1.js',
  'assets/react-2.js',
  'assets/words.ko-3.js',
  'assets/words.en-4.js',
  'assets/embed-5.js',
  'assets/embed-6.css',
  'assets/index-7.css',
];

export const ADDRESS = 'https://example.org/lab/';

/** The whole site as it would lie at an address, or anywhere. */
export function siteAt(address: '' | typeof ADDRESS, cards = false): ReadonlyMap<string, string> {
  const files: readonly SiteFile[] = siteFiles(
    { address, build: 'b1', cards, sha256: (text) => createHash('sha256').update(text, 'utf8').digest('base64') },
    BUILT,
  );
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** The head of a page, with what is not about it left out: the script that all have, and hashes. */
export function headOf(html: string): string {
  const head = /<html[^]*?<\/head>/.exec(html)?.[0] ?? 'no head';
  return `${head
    .replace(/(<script data-base[^>]*>)[^]*?(<\/script>)/, '$1…$2')
    .replace(/(<script>)[^]*?(<\/script>)/, '$1…$2')
    .replace(/(<style>)[^]*?(<\/style>)/, '$1…$2')
    .replaceAll(/sha256-[A-Za-z0-9+/]{43}=/g, 'sha256-…')}\n`;
}
