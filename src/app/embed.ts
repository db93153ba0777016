// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
import '../ui/stage/stage.css';
import '../ui/embed/poster.css';
import { langOf, type Lang } from '../i18n/lang.ts';
import { POSTER_WORDS } from '../i18n/poster-words.ts';

/*
 * The first script of a frame. It knows nothing of packets: it says in which language the still is read, puts a button on it, and
 * fetches the application when somebody wants it.
 */
const root = document.getElementById('root');
if (root === null) throw new Error('embed/index.html has no #root');
open(root);

function open(element: HTMLElement): void {
  const html = document.documentElement;
  const query = new URLSearchParams(location.search);
  const lang = langAsked(query);
  html.lang = lang;
  const theme = query.get('theme');
  if (theme !== null && /^(light|dark|contrast)$/.test(theme)) html.dataset['theme'] = theme;
  html.dataset['script'] = showsTheStill(element, query) ? 'opening' : 'other';
  const waits = query.get('load') === 'click';
  if (waits) offer(element, lang);
  lookAtTheMoment(element);
  if (!waits) void start(element, 'by-itself').catch(() => offer(element, lang, 'failed'));
}

function langAsked(query: URLSearchParams): Lang {
  const asked = query.get('lang') ?? query.get('hl') ?? query.get('locale') ?? '';
  return langOf(asked) ?? navigator.languages.map(langOf).find((lang) => lang !== null) ?? 'ko';
}

/** Whether the still in the file shows what the address asks for: the names of its moment stand beside it. */
function showsTheStill(element: HTMLElement, query: URLSearchParams): boolean {
  const at = query.get('at') ?? query.get('step') ?? query.get('t');
  const names = (element.dataset['moment'] ?? '').split(' ');
  const otherRun = /^#v\d/.test(location.hash) || [...query.keys()].some((key) => /^(p\..*|seed)$/.test(key));
  return element.childElementCount > 0 && !otherRun && (at === null || names.includes(at));
}

/** A real button over the still. What it fetches is said by it while it is being fetched. */
function offer(element: HTMLElement, lang: Lang, after: 'nothing' | 'failed' = 'nothing'): void {
  const words = POSTER_WORDS[lang];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'poster-open';
  const label = document.createElement('span');
  const title = element.querySelector(`.poster-run[lang=${lang}] h1`)?.textContent ?? document.title;
  label.textContent = after === 'failed' ? words.failed : words.open(title);
  button.append(playSign(), label);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    label.textContent = words.opening;
    start(element, 'by-the-reader').then(
      () => {
        button.remove();
        delete document.documentElement.dataset['offer'];
      },
      () => {
        button.removeAttribute('aria-disabled');
        label.textContent = words.failed;
      },
    );
  });
  document.body.append(button);
  document.documentElement.dataset['offer'] = '';
}

/** A still that is higher than its frame is moved so that what it is about can be seen. */
function lookAtTheMoment(element: HTMLElement): void {
  for (const picture of element.querySelectorAll<HTMLElement>('[data-look]')) {
    const middle = Number(picture.dataset['look']) * picture.scrollHeight;
    picture.scrollTop = middle - picture.clientHeight / 2;
  }
}

function playSign(): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M7 5v14l12-7z');
  svg.append(path);
  return svg;
}

async function start(element: HTMLElement, how: 'by-itself' | 'by-the-reader'): Promise<void> {
  const { startEmbed } = await import('./embed/start-embed.tsx');
  await startEmbed(element, how);
}
