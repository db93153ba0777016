/** What a frame without an origin of its own (sandboxed) says it is, and what its parent sees. */
const OPAQUE = 'null';

/** A message came from the page around the frame and from no other: compared by identity, never by what it says. */
export function isFromHost(
  message: { readonly source: unknown; readonly origin: string },
  parent: unknown,
  /** The only host that may speak, or null: whoever embeds. */
  allowed: string | null,
): boolean {
  return message.source === parent && parent !== null && (allowed === null || message.origin === allowed);
}

/** To whom an answer is addressed. A host without an origin cannot be named: then it goes to whoever is the parent. */
export function replyTo(origin: string): string {
  return isOpaque(origin) ? '*' : origin;
}

/** Such a host gets no addresses and no parameters: another page may have taken its place. */
export function isOpaque(origin: string): boolean {
  return origin === OPAQUE || origin === '';
}

/** Hosts that may put a lab on the stage without the reader being asked: this site itself, and an author's own machine. */
export function isTrusted(origin: string, own: string): boolean {
  if (isOpaque(origin)) return false;
  if (origin === own) return true;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}
