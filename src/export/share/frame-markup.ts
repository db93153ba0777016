import { filesWords } from '../../i18n/files-words.ts';
import { transcriptOf } from '../../scene/transcript.ts';
import { htmlText, safeAddress } from '../html-text.ts';
import type { Post } from './post.ts';

/** What a frame of ours may do, and no more: nothing of it reaches the page around it. */
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
const ALLOW = 'fullscreen; clipboard-write';
/** Survives where a platform takes `style` away. */
const HEIGHT = 540;

/** What a frame is called, for who hears the post. */
export function frameTitle({ run }: Post): string {
  return filesWords(run.lang).picture(transcriptOf(run.trace, run.lang).title);
}

/** The words of the link below a frame, or instead of one. */
export function linkText({ run }: Post): string {
  return `${transcriptOf(run.trace, run.lang).title}: ${filesWords(run.lang).open}`;
}

/** An address in a quoted attribute. Never cut: a lab of the reader's own stands in it. Empty for what is no address of the web. */
export function addressAttribute(address: string): string {
  return (safeAddress(address) ?? '').replaceAll('&', '&amp;');
}

/** A stranger's words between tags or in an attribute, also where a template language or JSX reads them first. */
export function templateText(text: string): string {
  return htmlText(text).replace(/[{}%*_`[\]\\]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A frame as HTML. */
export function frameHtml(post: Post, address: string): string {
  return [
    `<iframe src="${addressAttribute(address)}"`,
    `  title="${templateText(frameTitle(post))}" width="100%" height="${HEIGHT}" loading="lazy"`,
    '  style="border:0;aspect-ratio:16/10;height:auto;min-height:320px"',
    `  allow="${ALLOW}" allowfullscreen`,
    `  sandbox="${SANDBOX}"></iframe>`,
  ].join('\n');
}

/** The way to the page for readers of feeds, of paper, and for whom frames are blocked. */
export function linkHtml(post: Post): string {
  return `<p><a href="${addressAttribute(post.links.page)}">${templateText(linkText(post))}</a></p>`;
}

/** The same in JSX, whose attributes have other names (react.dev/reference/react-dom/components/common). */
export function frameJsx(post: Post): string {
  return [
    `<iframe src="${addressAttribute(post.links.frame)}"`,
    `  title="${templateText(frameTitle(post))}" width="100%" height="${HEIGHT}" loading="lazy"`,
    "  style={{ border: 0, aspectRatio: '16 / 10', height: 'auto', minHeight: 320 }}",
    `  allow="${ALLOW}" allowFullScreen`,
    `  sandbox="${SANDBOX}" />`,
  ].join('\n');
}

/** A template of Hugo for all frames of a site: `src`, `page`, `title` and `text` come from each post. */
export function hugoShortcode(): string {
  return [
    '<iframe src="{{ .Get "src" }}" title="{{ .Get "title" }}"',
    `  width="100%" height="${HEIGHT}" loading="lazy"`,
    '  style="border:0;aspect-ratio:16/10;height:auto;min-height:320px"',
    `  allow="${ALLOW}" allowfullscreen`,
    `  sandbox="${SANDBOX}"></iframe>`,
    '<p><a href="{{ .Get "page" }}">{{ .Get "text" }}</a></p>',
    '',
  ].join('\n');
}
