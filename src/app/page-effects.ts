import { eventAt } from '../scene/packets.ts';
import { focusOf } from '../scene/stage.ts';
import { packetVerdictAt } from '../scene/moment.ts';
import { tell } from '../i18n/tell.ts';
import { podLabel } from '../scene/text-width.ts';
import { destinationText, sameAsk } from '../scenario/ask.ts';
import { stepsInsteadOfGliding } from '../state/view.ts';
import { nameOfEvent } from '../trace/event-names.ts';
import type { App } from './create-app.ts';
import { readSettings, writeSettings } from './settings.ts';
import type { Shelf } from './shelf.ts';

/** What the page writes outside of React: the root's attributes, the title, what is remembered. */
export function followState(app: App, shelf: Shelf, root: HTMLElement, memory: 'kept' | 'none' = 'kept'): void {
  const { stores } = app;
  const apply = (): void => {
    const view = stores.view.getState();
    const session = stores.session.getState();
    const head = stores.playhead.getState();
    const html = document.documentElement;
    // Written only when it changes: with the language of the root, the style of every element is computed anew.
    if (html.lang !== view.lang) html.lang = view.lang;
    put(html, 'theme', view.theme === 'auto' ? null : view.theme);
    put(html, 'freeze', view.freeze ? '' : null);
    html.toggleAttribute('data-present', view.present);
    html.toggleAttribute('data-calm', view.reducedMotion);
    const event = eventAt(head.at);
    const { trace } = session;
    put(root, 'at', `${event}`);
    put(root, 'event', trace === null ? null : nameOfEvent(trace, event));
    put(root, 'scenario', stores.start.getState().scenario?.id ?? null);
    put(root, 'verdict', trace === null ? 'pending' : packetVerdictAt(trace, focusOf(trace, event), event));
    put(root, 'state', session.run.kind === 'ready' ? 'ready' : 'error');
    put(root, 'urlWarnings', [...view.unread, ...(view.fault === null ? [] : ['#'])].join(','));
    const { ask } = session.run;
    const to = ask.to.kind === 'netns' ? podLabel(ask.to.name) : destinationText(ask.to);
    const t = shelf.of(view.lang).page;
    const here = trace?.events[event];
    const { scenario, usual } = stores.start.getState();
    const title = t.app.title(
      scenario !== null && sameAsk(ask, usual)
        ? scenario.title[view.lang]
        : t.run.line(podLabel(ask.from), to, t.controls.apps[ask.app], t.controls.routings[ask.routing]),
      trace === null || here === undefined ? t.run.failed : tell(here, trace, shelf.of(view.lang).story).title,
    );
    if (document.title !== title) document.title = title;
  };
  let pending = false;
  const soon = (): void => {
    if (pending) return;
    pending = true;
    queueMicrotask(() => {
      pending = false;
      apply();
    });
  };
  apply();
  stores.start.subscribe(soon);
  stores.session.subscribe(soon);
  stores.view.subscribe(soon);
  stores.playhead.subscribe((head, before) => {
    if (head.mode !== before.mode || Math.floor(head.at) !== Math.floor(before.at) || head.mode === 'paused') soon();
  });
  if (memory === 'none') return;
  stores.view.subscribe((view, before) => {
    const { lang, theme, shortcuts, platform } = view;
    if (
      lang === before.lang &&
      theme === before.theme &&
      shortcuts === before.shortcuts &&
      platform === before.platform
    )
      return;
    writeSettings({ ...readSettings(), lang, theme, shortcuts, platform });
  });
}

/** A data attribute, null for none. */
function put({ dataset }: HTMLElement, name: string, value: string | null): void {
  if (value === null) delete dataset[name];
  else if (dataset[name] !== value) dataset[name] = value;
}

/** The system's wish for less motion may change while the page is open. */
export function followMotion(app: App, calm: MediaQueryList): void {
  const { view } = app.stores;
  const apply = (): void => {
    const reducedMotion = stepsInsteadOfGliding(view.getState().motion, calm.matches);
    if (reducedMotion !== view.getState().reducedMotion) app.intents.view({ reducedMotion });
  };
  calm.addEventListener('change', apply);
  view.subscribe((now, before) => {
    if (now.motion !== before.motion) apply();
  });
}
