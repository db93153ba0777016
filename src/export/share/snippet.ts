import { cleanText } from '../../base/clean-text.ts';
import { escaped } from '../../scene/transcript-text.ts';
import { safeAddress } from '../html-text.ts';
import { markdownSnippet, paragraphOf } from '../markdown-snippet.ts';
import { frameHtml, frameJsx, frameTitle, hugoShortcode, linkHtml, linkText } from './frame-markup.ts';
import type { Platform } from './platform.ts';
import type { Post } from './post.ts';

/** What has to be in a site once, before a snippet works in it. */
export interface Once {
  /** Below the folder of the site. */
  readonly path: string;
  readonly text: string;
}

/** The one text that a platform takes, ending in a line feed. docs/recipes says of each where it goes and how that is known. */
export function snippetFor(platform: Platform, post: Post): string {
  return `${SNIPPETS[platform](post)}\n`;
}

export function onceFor(platform: Platform): Once | null {
  return platform === 'hugo' ? { path: 'layouts/shortcodes/hopscope.html', text: hugoShortcode() } : null;
}

/** Total: a platform without a snippet does not compile. */
const SNIPPETS: { readonly [P in Platform]: (post: Post) => string } = {
  tistory: frameAndLink,
  // No frames but of three hosts, and no alternative texts: what the picture shows is said below it.
  velog: (post) => `${linkMarkdown(post)}\n\n${escaped(paragraphOf(post.run))}`,
  jekyll: frameAndLink,
  hugo: (post) =>
    `{{< hopscope src="${quoted(post.links.frame)}" page="${quoted(post.links.page)}" title="${spoken(frameTitle(post))}" text="${spoken(linkText(post))}" >}}`,
  docusaurus: (post) => `${frameJsx(post)}\n\n${linkMarkdown(post)}`,
  notion: ({ links }) => safeAddress(links.frame) ?? '',
  medium: ({ links }) => safeAddress(links.page) ?? '',
  readme: ({ run }) => markdownSnippet(run).trimEnd(),
  slides: (post) => frameHtml(post, post.links.slide),
  elsewhere: frameAndLink,
};

function frameAndLink(post: Post): string {
  return `${frameHtml(post, post.links.frame)}\n${linkHtml(post)}`;
}

function linkMarkdown(post: Post): string {
  return `[${escaped(linkText(post))}](${safeAddress(post.links.page) ?? ''})`;
}

/** An address between the quotes of a shortcode. */
function quoted(address: string): string {
  return safeAddress(address) ?? '';
}

/** Words between the quotes of a shortcode, which ends at `>}}` wherever that stands. */
function spoken(text: string): string {
  return cleanText(text).replace(/[\\"]/g, '\\$&').replaceAll('}}', '} }').replaceAll('{{', '{ {');
}
