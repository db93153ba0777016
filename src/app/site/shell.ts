import type { Lang } from '../../i18n/lang.ts';
import { headTags, type PageHead, policyTags } from './page-head.ts';
import { tag } from './markup.ts';
import { type Site, wayUp } from './site.ts';

/** What every page of a site has around its content, as the bundler has written it for index.html, with names below the site. */
export interface Shell {
  /** The text of the one classic script of the head, the same in every page. */
  readonly script: string;
  /** Fonts of the first picture. */
  readonly fonts: readonly string[];
  /** Style sheets as text, in their order; addresses in them begin at the site ('url(./fonts/…'). */
  readonly styles: readonly string[];
  /** The files that these texts stand in, for parts of the application that come later and would fetch them. */
  readonly sheets: readonly string[];
  /** The application, and the modules that it needs at once. */
  readonly module: string;
  readonly preloads: readonly string[];
}

/** One page as a file. `langs`: those that its content is in; `content`: what stands in the root until the application takes its place. */
export function pageText(site: Site, shell: Shell, head: PageHead, langs: readonly Lang[], content: string): string {
  const up = wayUp(head.path);
  // In the body: for a font that its head names, a browser waits with the first picture.
  const fonts = shell.fonts.map((name) =>
    tag('link', { rel: 'preload', href: up + name, as: 'font', type: 'font/woff2', crossorigin: '' }),
  );
  const scripts = [`sha256-${site.sha256(shell.script)}`];
  return `<!doctype html>
<html lang="${head.lang}" data-build="${site.build}">
<head>
${[
  ...policyTags('page', { scripts, styles: [] }),
  ...headTags(site, head),
  `<script data-base="${up}" data-langs="${langs.join(' ')}">${shell.script}</script>`,
  `${tag('script', { type: 'module', crossorigin: '', src: up + shell.module })}</script>`,
  ...shell.preloads.map((name) => tag('link', { rel: 'modulepreload', crossorigin: '', href: up + name })),
  // Never fetched, only named: with a sheet that comes twice, the whole page is laid out anew.
  ...shell.sheets.map((name) => tag('link', { rel: 'stylesheet', crossorigin: '', href: up + name, disabled: '' })),
  ...shell.styles.map((text) => `<style>${text.replaceAll('url(./', `url(${up}`)}</style>`),
].join('\n')}
</head>
<body>
${fonts.join('\n')}
<div id="print"></div>
<div id="root" data-base="${up}">${content}</div>
</body>
</html>
`;
}
