import { SINGLE_PATH, TEMPLATE_PARTS } from '../../export/single-page.ts';
import { tag } from './markup.ts';
import { policyTags } from './page-head.ts';
import type { Site, SiteFile } from './site.ts';
import { generator } from './site.ts';

/** Script and style sheet of the player, each as one text that refers to nothing. */
export interface SingleParts {
  readonly script: string;
  readonly style: string;
}

/**
 * The page that is one file and opens from a disk: everything is in it, and its policy lets it ask for nothing. As it is, it shows the lab's
 * opening run; the page puts another one in (src/export/single-page.ts).
 */
export function singleTemplate(site: Site, { script, style }: SingleParts): SiteFile {
  // Classic: a browser fetches no module from a disk, and lets none stand in the file under a hash before it has been parsed.
  const text = script.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3C');
  const inline = { scripts: [`sha256-${site.sha256(text)}`], styles: [`sha256-${site.sha256(style)}`] };
  const { lang, title, description, text: nothing, state } = TEMPLATE_PARTS;
  const lines = [
    '<!doctype html>',
    lang,
    '<head>',
    ...policyTags('alone', inline),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('meta', { name: 'generator', content: generator() }),
    title,
    description,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    nothing,
    '<div id="print"></div>',
    '<div id="root"></div>',
    state,
    `<script>${text}</script>`,
    '</body>',
    '</html>',
  ];
  return { path: SINGLE_PATH, text: `${lines.join('\n')}\n` };
}
