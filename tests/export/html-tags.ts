/** Tags and attributes that a transcript may have. Values are quoted, and what is not a tag has no sign of one. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  html: /^( lang="(ko|en)")?$/,
  head: /^$/,
  body: /^$/,
  meta: /^ (charset="utf-8"|name="viewport" content="[\w=,. -]+"|http-equiv="Content-Security-Policy" content="[\w '+/=;-]+")$/,
  title: /^$/,
  style: /^$/,
  article: /^( lang="(ko|en)")?$/,
  h2: /^$/,
  h3: /^$/,
  h4: /^$/,
  p: /^$/,
  small: /^$/,
  b: /^$/,
  a: /^( href="(https?:\/\/[^"<>\s]+|[\w./?=&%#-]+)")?$/,
  code: /^$/,
  dl: /^$/,
  dt: /^$/,
  dd: /^$/,
  ul: /^$/,
  ol: /^( start="\d+")?$/,
  li: /^$/,
};
const VOID = ['meta'];

/** The tags of a piece of HTML in order, all of them closed in order; throws where it is not as a transcript may be. */
export function tagsOf(html: string): readonly string[] {
  const tags: string[] = [];
  const open: string[] = [];
  let at = html.startsWith('<!doctype html>\n') ? '<!doctype html>\n'.length : 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    const text = html.slice(at, next < 0 ? html.length : next);
    if (/>/.test(text) && open.at(-1) !== 'style')
      throw new Error(`a loose '>' in ${JSON.stringify(text.slice(0, 80))}`);
    if (/&(?!amp;|lt;|gt;|quot;|#39;)/.test(text))
      throw new Error(`a loose '&' in ${JSON.stringify(text.slice(0, 80))}`);
    if (next < 0) break;
    const tag = /^<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>/.exec(html.slice(next, next + 400));
    if (tag === null) throw new Error(`no tag: ${html.slice(next, next + 80)}`);
    const [whole, end, name = '', attributes = ''] = tag;
    if (ALLOWED[name]?.test(attributes) !== true) throw new Error(`not allowed: ${whole}`);
    if (end === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
    } else if (!VOID.includes(name)) open.push(name);
    tags.push(`${end}${name}`);
    at = next + whole.length;
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`);
  return tags;
}
