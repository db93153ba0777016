import type { Exported } from '../exported.ts';

/** A moment of a run as a post shows it. */
export interface Post {
  /** `about.image` is the name of the picture file that lies beside the post. */
  readonly run: Exported;
  readonly links: PostLinks;
}

/** Absolute addresses of the same moment. */
export interface PostLinks {
  /** The page. */
  readonly page: string;
  /** The same for a frame in somebody's page. */
  readonly frame: string;
  /** The same for a frame on a slide: large type, and no keys that the slides need. */
  readonly slide: string;
}
