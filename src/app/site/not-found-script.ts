/**
 * Runs in 404.html, which a host serves for any address that it has nothing for: puts what may have been meant first, and lets the list be
 * searched. Stands by itself: its source text is what is served. Links in the file begin at the site when its place was known to the
 * build (`fixed`); else the path tells where a page of ours would have begun.
 */
export function notFound(fixed: boolean): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-path]')];
  const asked = /^(.*?\/)(?:(ko|en)\/)?(?:s|embed)\/([^/]*)/.exec(location.pathname);
  const lang =
    asked?.[2] ?? (navigator.languages.find((tag) => /^(ko|en)\b/i.test(tag)) ?? 'ko').slice(0, 2).toLowerCase();
  document.documentElement.lang = lang === 'en' ? 'en' : 'ko';
  if (!fixed && asked?.[1] !== undefined) for (const link of links) link.href = asked[1] + (link.dataset['path'] ?? '');
  for (const link of links) {
    link.search = location.search;
    link.hash = location.hash;
  }

  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
        next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
      }
      row = next;
    }
    return row[b.length] ?? 0;
  };
  // No longer than any id: what is compared grows with the square of it.
  const name = (asked?.[3] ?? '').slice(0, 64).toLowerCase();
  for (const list of document.querySelectorAll('[data-near]')) {
    const own = [...(list.parentElement?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
    const near = own
      .map((item) => ({ item, far: distance(name, item.dataset['id'] ?? '') }))
      .filter(({ item, far }) => name !== '' && far <= Math.max(name.length, (item.dataset['id'] ?? '').length) / 2)
      .toSorted((a, b) => a.far - b.far)
      .slice(0, 3);
    for (const { item } of near) list.append(item.cloneNode(true));
    list.parentElement?.toggleAttribute('data-meant', near.length > 0);
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('input[type=search]')) {
    const items = [...(field.closest('section')?.querySelectorAll<HTMLElement>('[data-all] > [data-id]') ?? [])];
    const none = field.closest('section')?.querySelector<HTMLElement>('[data-none]');
    field.addEventListener('input', () => {
      const words = field.value.toLowerCase().split(/\s+/);
      for (const item of items) {
        const text = `${item.dataset['id']} ${item.textContent}`.toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
      }
      if (none) none.hidden = items.some((item) => !item.hidden);
    });
  }
}
