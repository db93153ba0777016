/** Smaller differences are not worth a jump of the host's page. */
const WORTH = 8;
/** A frame higher than this share of its width shows less of the post than of itself. */
const TALLEST = { share: 1.5, least: 480 };

export interface AskedSize {
  readonly width: number;
  readonly height: number;
}

/**
 * What a frame of this width asks for next, when `whole` is the height at which everything of it is seen; null: nothing new. For one
 * width it only grows, so that a host that obeys cannot make it change again.
 */
export function askedHeight(said: AskedSize | null, width: number, whole: number): AskedSize | null {
  const height = Math.round(Math.min(whole, Math.max(TALLEST.least, width * TALLEST.share)));
  const again = said !== null && width === said.width && height < said.height + WORTH;
  return again ? null : { width, height };
}
