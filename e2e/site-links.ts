/** What can be said about the files of a site without a browser. */

const LINK = /\s(?:href|src)="([^"]*)"/g;
const IN_STYLE = /url\((\.[^)]*)\)/g;

/** Relative addresses in pages that lead nowhere: 'ko/s/x/index.html: ../../y'. `files` are the texts by path below the site. */
export function brokenLinks(files: ReadonlyMap<string, string>): readonly string[] {
  const broken: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue;
    const found = [...text.matchAll(LINK), ...text.matchAll(IN_STYLE)].map(([, address = '']) => address);
    for (const address of new Set(found)) {
      if (/^(https?:|data:|mailto:)/.test(address)) continue;
      if (address.startsWith('#')) {
        if (!text.includes(`id="${address.slice(1)}"`)) broken.push(`${path}: ${address}`);
        continue;
      }
      const target = new URL(address, `http://site.test/base/${path}`);
      const below = target.pathname.startsWith('/base/') ? target.pathname.slice('/base/'.length) : null;
      const file = below === null ? null : below === '' || below.endsWith('/') ? `${below}index.html` : below;
      if (file === null || address.startsWith('/') || !files.has(file)) broken.push(`${path}: ${address}`);
    }
  }
  return broken;
}

const DIRECTIVES = [
  'default-src',
  'script-src',
  'style-src',
  'img-src',
  'font-src',
  'connect-src',
  'worker-src',
  'manifest-src',
  'media-src',
  'object-src',
  'frame-src',
  'base-uri',
  'form-action',
  'require-trusted-types-for',
  'trusted-types',
];
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;

/** Pages whose policy is missing, says something else than it should, or comes after something that it should cover. */
export function policyFaults(files: ReadonlyMap<string, string>): readonly string[] {
  const faults: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue;
    const policy = POLICY.exec(text);
    if (policy === null) {
      faults.push(`${path}: no policy`);
      continue;
    }
    const before = text.slice(0, policy.index);
    if (/<(script|link|style|img|base)\b/.test(before)) faults.push(`${path}: something comes before the policy`);
    const rules = new Map(
      (policy[1] ?? '').split('; ').map((rule): [string, string] => {
        const [name = '', ...values] = rule.split(' ');
        return [name, values.join(' ')];
      }),
    );
    const names = [...rules.keys()];
    if (names.join() !== DIRECTIVES.join()) faults.push(`${path}: the policy has ${names.join(' ')}`);
    const scripts = rules.get('script-src') ?? '';
    if (!/^('self'( |$))?('sha256-[A-Za-z0-9+/]{43}='( |$))*$/.test(scripts))
      faults.push(`${path}: script-src ${scripts}`);
    if (/unsafe|\*|https?:/.test((policy[1] ?? '').replace(/style-src 'self' 'unsafe-inline'/, '')))
      faults.push(`${path}: ${policy[1]}`);
    if (path.startsWith('embed/') && rules.get('style-src') !== "'self'")
      faults.push(`${path}: styles may stand in a frame`);
    if (rules.get('default-src') !== "'none'" || rules.get('base-uri') !== "'none'") faults.push(`${path}: not closed`);
    if (/\son[a-z]+=|href="javascript:/.test(text.replaceAll(/<script[^]*?<\/script>/g, '')))
      faults.push(`${path}: a handler`);
  }
  return faults;
}
