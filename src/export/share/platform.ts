/** Where a post can live. They differ in what they let a post hold: frames, pictures, or only text. */
export const PLATFORMS = [
  'tistory',
  'velog',
  'jekyll',
  'hugo',
  'docusaurus',
  'notion',
  'medium',
  'readme',
  'slides',
  'elsewhere',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Kinds of picture files that a post may need beside its snippet. */
export type PostPicture = 'svg' | 'png' | 'gif';

/**
 * The file that belongs to a post on a platform: the snippet names it (`named`), or the author puts it in by hand, above the snippet
 * (`beside`). Null: the snippet is all.
 */
export const POST_PICTURE: {
  readonly [P in Platform]: { readonly kind: PostPicture; readonly how: 'named' | 'beside' } | null;
} = {
  tistory: null,
  velog: { kind: 'png', how: 'beside' },
  jekyll: null,
  hugo: null,
  docusaurus: null,
  notion: null,
  medium: { kind: 'gif', how: 'beside' },
  readme: { kind: 'svg', how: 'named' },
  slides: null,
  elsewhere: null,
};
