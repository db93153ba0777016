import type { ExportFormat, Lang, Options, Player, Position, Ready, Seek, Settings } from './api.d.ts';
import { makeFrame } from './frame-address.ts';
import { attachComing } from './player.ts';
import { seekOnScroll } from './scroll.ts';
import { elementStyle } from './element-style.ts';

const WORDS: Readonly<Record<Lang, (title: string) => string>> = {
  ko: (title) => (title === '' ? '열어서 따라가기' : `열어서 따라가기: ${title}`),
  en: (title) => (title === '' ? 'Open and follow' : `Open and follow: ${title}`),
};
const TOLD = ['event', 'play', 'pause', 'ended', 'select', 'state', 'resize', 'warning', 'error'] as const;
/** Attributes of every element, which are no keys of a query. */
const NOT_KEYS = /^(id|class|style|slot|title|hidden|role|tabindex|aria-.*|data-.*|on.*)$/;

function promised<T>(): { readonly promise: Promise<T>; readonly settle: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    settle = done;
  });
  return { promise, settle };
}

/** A frame with its fallback. See api.d.ts. */
export class HopScope extends HTMLElement {
  static readonly observedAttributes = ['at', 'lang', 'theme'];
  readonly #poster = document.createElement('div');
  readonly #button = document.createElement('button');
  readonly #room: ShadowRoot;
  #player: Player | null = null;
  #frame: HTMLIFrameElement | null = null;
  #opening = promised<Player>();
  #watch: IntersectionObserver | null = null;
  #endScroll = (): void => undefined;

  constructor() {
    super();
    this.#room = this.attachShadow({ mode: 'open' });
    this.#room.adoptedStyleSheets = [elementStyle()];
    this.#poster.part.add('poster');
    this.#poster.append(document.createElement('slot'));
    this.#button.type = 'button';
    this.#button.part.add('button');
    this.#button.addEventListener('click', () => {
      this.open();
      // The button goes; who pressed it goes on in the frame.
      this.#room.querySelector('iframe')?.focus();
    });
    this.#room.append(this.#poster);
  }

  /** When the frame has been made: its player. */
  get player(): Promise<Player> {
    return this.#opening.promise;
  }

  connectedCallback(): void {
    this.#endScroll = seekOnScroll(this);
    if (this.#player !== null) return;
    const load = this.getAttribute('load') ?? 'click';
    if (load === 'eager') return this.open();
    const lang = this.#lang() ?? 'ko';
    this.#button.textContent = WORDS[lang](this.#title());
    this.#button.lang = lang;
    this.#room.append(this.#button);
    if (load !== 'visible') return;
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.open();
      },
      { rootMargin: '200px' },
    );
    this.#watch.observe(this);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    this.#endScroll();
    // What is moved to another place of the page comes back at once, and goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  /** Taken out of the page: as it was before it was opened, should it ever come back. */
  #close(): void {
    if (this.#player === null) return;
    this.#player.dispose();
    this.#frame?.remove();
    this.#player = null;
    this.#frame = null;
    this.#poster.hidden = false;
    this.#opening = promised<Player>();
  }

  /** What can be changed under a frame that is open. */
  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    const player = this.#player;
    if (player === null || value === null || value === before) return;
    // What the run or the frame does not have leaves things as they are.
    const done = name === 'at' ? player.seek(value) : player.set({ [name]: value });
    done.catch(() => undefined);
  }

  /** Makes the frame now, whatever `load` says. */
  open(): void {
    if (this.#player !== null) return;
    this.#watch?.disconnect();
    const frame = makeFrame(this.#options());
    frame.part.add('frame');
    // Until it is ready the fallback is what is seen: a frame that the page's policy refuses never is.
    frame.className = 'coming';
    this.#room.append(frame);
    this.#button.remove();
    const player = attachComing(frame);
    this.#player = player;
    this.#frame = frame;
    for (const name of TOLD) player.on(name, (detail) => this.#tell(name, detail));
    player.ready.then(
      (ready) => this.#isReady(frame, ready),
      () => undefined,
    );
    this.#opening.settle(player);
  }

  #isReady(frame: HTMLIFrameElement, ready: Ready): void {
    // Never taken away: a reader, a feed or a print may still want it.
    this.#poster.hidden = true;
    frame.className = '';
    frame.title = ready.scenario.title === '' ? frame.title : ready.scenario.title;
    this.#tell('ready', ready);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`hopscope:${name}`, { detail, bubbles: true, composed: true }));
  }

  #options(): Options {
    const keys = [...this.attributes].filter(({ name }) => !NOT_KEYS.test(name));
    const options = Object.fromEntries(keys.map(({ name, value }) => [name.replace(/^p-/, 'p.'), value]));
    const [title, lang] = [this.#title(), this.#lang()];
    return {
      ...(lang === null ? {} : { lang }),
      ...options,
      scenario: this.getAttribute('scenario') ?? '',
      ...(title === '' ? {} : { title }),
    };
  }

  /** Of the text around it, if it is one of ours. */
  #lang(): Lang | null {
    const said = this.closest('[lang]')?.getAttribute('lang') ?? '';
    return /^en\b/.test(said) ? 'en' : /^ko\b/.test(said) ? 'ko' : null;
  }

  #title(): string {
    return this.getAttribute('label') ?? this.querySelector('img')?.alt ?? '';
  }

  async play() {
    return (await this.player).play();
  }

  async pause() {
    return (await this.player).pause();
  }

  async seek(where: Position | Seek) {
    return (await this.player).seek(where);
  }

  async next() {
    return (await this.player).next();
  }

  async prev() {
    return (await this.player).prev();
  }

  async set(settings: Settings) {
    return (await this.player).set(settings);
  }

  async getState() {
    return (await this.player).getState();
  }

  async exportAs(format: ExportFormat, options?: { readonly at?: Position; readonly scale?: number }) {
    return (await this.player).exportAs(format, options);
  }
}
