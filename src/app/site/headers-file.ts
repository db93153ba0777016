import { policyOf } from './policy.ts';
import type { SiteFile } from './site.ts';

/**
 * `_headers`, as Netlify, Cloudflare Pages and others read it. Other hosts serve it as a file that nobody asks for. The policy is that of the
 * pages' own heads: a host that sends it as well holds even for what comes before the head. There is no X-Frame-Options, as pages are
 * made for frames, and no Cross-Origin-Opener-Policy, which would cut them off from who opened them.
 */
export function headersFile(scripts: readonly string[]): SiteFile {
  const rules: readonly (readonly [string, readonly string[]])[] = [
    [
      '/*',
      [
        `Content-Security-Policy: ${policyOf('page', { scripts, styles: [] })}`,
        'X-Content-Type-Options: nosniff',
        'Referrer-Policy: strict-origin-when-cross-origin',
        'Permissions-Policy: camera=(), microphone=(), geolocation=(), usb=(), serial=()',
        'Access-Control-Allow-Origin: *',
      ],
    ],
    ['/assets/*', ['Cache-Control: public, max-age=31536000, immutable']],
    ['/fonts/*', ['Cache-Control: public, max-age=604800']],
    ['/i/*', ['Cross-Origin-Resource-Policy: cross-origin']],
    ['/embed/*', ['Cross-Origin-Resource-Policy: cross-origin']],
    ['/sw.js', ['Cache-Control: no-cache']],
  ];
  const text = rules.map(([path, lines]) => [path, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n');
  return { path: '_headers', text: `${text}\n` };
}
