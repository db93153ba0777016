/**
 * Runs in the head of a served file, before it is painted: says in which language and theme, and whether what the file shows is what
 * was asked for. Stands by itself: its source text is what is served, the same in every file of a site, so that one hash names it
 * (docs/decisions/016). What differs from file to file stands at its element: the way to the site, and the languages of the file.
 * `key` is that of the settings; `app` are the modules of the application, and `words` those of a language's words.
 *
 * An address that asks for nothing but what the file shows is opened later, when the picture is there (until-wanted.ts); any other
 * at once, and what it needs is named here, so that nothing waits for the first script.
 */
export function beforePaint(
  key: string,
  app: readonly string[],
  words: Readonly<Record<'ko' | 'en', readonly string[]>>,
): void {
  const html = document.documentElement;
  const { base = './', langs = 'ko en' } = document.currentScript?.dataset ?? {};
  const query = new URLSearchParams(location.search);
  let kept: { readonly lang?: unknown; readonly theme?: unknown } = {};
  try {
    kept = (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as typeof kept;
  } catch {
    // Not remembered, or not ours: the browser's language and theme will do.
  }
  const asked = query.get('lang') ?? query.get('hl') ?? query.get('locale');
  const languages = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  const path = /\/(ko|en)\/s\/[^/]+\/(?:index\.html)?$/.exec(location.pathname)?.[1];
  const lang = [asked, path, kept.lang, ...languages].find((each) => each === 'ko' || each === 'en') ?? 'ko';
  html.lang = lang === 'en' ? 'en' : 'ko';
  const theme = [query.get('theme'), kept.theme].find((each) => /^(auto|light|dark|contrast)$/.test(String(each)));
  if (typeof theme === 'string' && theme !== 'auto') html.dataset['theme'] = theme;
  const other =
    !langs.includes(html.lang) ||
    /^#v\d/.test(location.hash) ||
    [...query.keys()].some((name) => /^(p\..*|at|t|step|seed)$/.test(name));
  html.dataset['script'] = other ? 'other' : 'opening';
  if (!other && [...query.keys()].every((name) => /^(lang|hl|locale|theme)$/.test(name)))
    html.dataset['open'] = 'later';
  else {
    for (const name of [...app, ...words[lang === 'en' ? 'en' : 'ko']]) {
      const preload = document.createElement('link');
      preload.rel = 'modulepreload';
      preload.href = base + name;
      document.head.append(preload);
    }
  }
  // The application could not be fetched or did not start: then all of the served file is shown.
  addEventListener('error', () => delete html.dataset['script'], true);
}
