import { eventAt } from '../scene/packets.ts';
import { focusOf } from '../scene/stage.ts';
import { packetVerdictAt } from '../scene/moment.ts';
import type { UiMessages } from '../i18n/ui.en.ts';
import { podLabel } from '../scene/text-width.ts';
import { destinationText } from '../state/ask.ts';
import { keyAction, type KeyAction } from '../state/keys.ts';
import { writeLink } from '../state/link.ts';
import { faster, nudge, seek, step, stepPhase, toggle, toShare } from '../state/playhead.ts';
import { startOf } from '../scene/pacing.ts';
import type { Intents } from '../ui/store.ts';
import type { App } from './create-app.ts';
import { openingOf } from './create-app.ts';
import { readSettings, writeSettings } from './settings.ts';

type Words = Readonly<Record<'ko' | 'en', UiMessages>>;

/** What the page writes outside of React: the root's attributes, the title, the address, what is remembered. */
export function followState(app: App, words: Words, root: HTMLElement): void {
  const { stores } = app;
  const openingAt = openingOf(stores);
  let written = location.search;
  const apply = (): void => {
    const view = stores.view.getState();
    const session = stores.session.getState();
    const head = stores.playhead.getState();
    const html = document.documentElement;
    html.lang = view.lang;
    if (view.theme === 'auto') delete html.dataset['theme'];
    else html.dataset['theme'] = view.theme;
    if (view.freeze) html.dataset['freeze'] = '';
    const event = eventAt(head.at);
    const { trace } = session;
    root.dataset['at'] = `${event}`;
    root.dataset['verdict'] = trace === null ? 'pending' : packetVerdictAt(trace, focusOf(trace, event), event);
    root.dataset['state'] = session.run.kind === 'ready' ? 'ready' : 'error';
    root.dataset['urlWarnings'] = view.unread.join(',');
    const { ask } = session.run;
    const to = ask.to.kind === 'netns' ? podLabel(ask.to.name) : destinationText(ask.to);
    const t = words[view.lang];
    document.title = t.app.title(
      t.run.line(podLabel(ask.from), to, t.controls.apps[ask.app], t.controls.routings[ask.routing]),
    );
    if (head.mode === 'playing' || view.freeze) return;
    const langGiven = new URLSearchParams(location.search).has('lang') || view.lang !== 'ko';
    const search = writeLink({
      world: session.world,
      ask,
      at: head.at,
      openingAt,
      lang: view.lang,
      langGiven,
      theme: view.theme,
      detail: view.detail,
      pane: view.pane,
    });
    if (search === written) return;
    written = search;
    history.replaceState(null, '', `${location.pathname}${search}`);
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
  stores.session.subscribe(soon);
  stores.view.subscribe(soon);
  stores.playhead.subscribe((head, before) => {
    if (head.mode !== before.mode || Math.floor(head.at) !== Math.floor(before.at) || head.mode === 'paused') soon();
  });
  stores.view.subscribe((view, before) => {
    if (view.lang === before.lang && view.theme === before.theme && view.shortcuts === before.shortcuts) return;
    writeSettings({ ...readSettings(), lang: view.lang, theme: view.theme, shortcuts: view.shortcuts });
  });
}

/** Keys that belong to the page: not those of a field, a menu, a dialog, or of a control that uses them itself. */
export function followKeys(app: App): void {
  document.addEventListener('keydown', (press) => {
    const { shortcuts, dialog } = app.stores.view.getState();
    if (!shortcuts || dialog !== 'none' || press.defaultPrevented) return;
    const target = press.target instanceof HTMLElement ? press.target : null;
    if (
      target?.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, dialog') !== null &&
      target !== null
    )
      return;
    const owns = target?.closest('button, a, [role=tab], [role=slider], input') ?? null;
    if (owns !== null && [' ', 'Enter'].includes(press.key)) return;
    if (target?.closest('input[type=radio]') !== null && target !== null && press.key.startsWith('Arrow')) return;
    const action = keyAction({
      key: press.key,
      code: press.code,
      shift: press.shiftKey,
      modified: press.ctrlKey || press.metaKey || press.altKey,
    });
    if (action === null) return;
    press.preventDefault();
    perform(app.intents, action);
  });
}

function perform(intents: Intents, action: KeyAction): void {
  const { head, view } = intents;
  if (typeof action === 'object') {
    head((now, trace) => toShare(now, trace, action.share));
    return;
  }
  switch (action) {
    case 'toggle':
      return head(toggle);
    case 'next':
      return head((now, trace) => step(now, trace, 1));
    case 'back':
      return head((now, trace) => step(now, trace, -1));
    case 'next-phase':
      return head((now, trace) => stepPhase(now, trace, 1));
    case 'back-phase':
      return head((now, trace) => stepPhase(now, trace, -1));
    case 'nudge':
      return head((now, trace) => nudge(now, trace, 1));
    case 'nudge-back':
      return head((now, trace) => nudge(now, trace, -1));
    case 'start':
      return head((now, trace) => seek(now, trace, startOf(trace)));
    case 'end':
      return head((now, trace) => seek(now, trace, trace.events.length - 1));
    case 'faster':
      return head((now) => faster(now, 1));
    case 'slower':
      return head((now) => faster(now, -1));
    case 'help':
      return view({ dialog: 'shortcuts' });
  }
}
