/** The parts of an http URL as curl reads it, or why it cannot be fetched: curl's words and exit code. */
export type ReadUrl =
  | { readonly ok: true; readonly host: string; readonly port: number; readonly path: string }
  | { readonly ok: false; readonly code: number; readonly message: string };

/** Reads 'webpod', 'webpod:80/path?x', 'http://host/'. Only http is spoken in the lab. */
export function readUrl(text: string): ReadUrl {
  const match = /^(?:([a-zA-Z][\w+.-]*):\/\/)?([^/?#]*)([^#]*)/.exec(text);
  const [, scheme = 'http', authority = '', rest = ''] = match ?? [];
  if (scheme.toLowerCase() === 'https') {
    return { ok: false, code: 35, message: 'TLS is not supported in this lab: use http://' };
  }
  if (scheme.toLowerCase() !== 'http') return { ok: false, code: 1, message: `Protocol "${scheme}" not supported` };
  const bare = authority.replace(/^.*@/, '');
  const [host = '', port, ...more] = bare.split(':');
  if (host === '') return { ok: false, code: 3, message: 'URL rejected: No host part in the URL' };
  const number = port === undefined || port === '' ? 80 : Number(port);
  if (more.length > 0 || !/^\d*$/.test(port ?? '') || number < 1 || number > 65_535) {
    return { ok: false, code: 3, message: 'URL rejected: Port number was not a decimal number between 0 and 65535' };
  }
  if (!/^[\w.-]+$/.test(host)) return { ok: false, code: 3, message: 'URL rejected: Bad hostname' };
  const path = rest === '' || rest.startsWith('?') ? `/${rest}` : rest;
  return { ok: true, host, port: number, path: path.replace(/ /g, '%20') };
}
