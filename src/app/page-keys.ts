import { keyAction, type KeyAction } from '../state/keys.ts';
import { faster, nudge, pause, step, toEnd, toggle, toShare } from '../state/playhead.ts';
import { nextDetail } from '../scene/detail.ts';
import type { App } from './create-app.ts';

const FIELDS = 'input:not([type=radio]):not([type=checkbox]), textarea, select, dialog';
const PRESSED = 'button, a, summary, [role=tab], [role=slider], input';

/** Keys that belong to the page: not those of a field, a menu, a dialog, or of a control that uses them itself. */
export function followKeys(app: App): void {
  document.addEventListener('keydown', (press) => {
    const { shortcuts, dialog, present } = app.stores.view.getState();
    if (!shortcuts || dialog !== 'none' || press.defaultPrevented) return;
    const target = press.target instanceof Element ? press.target : null;
    const within = (selector: string): boolean => target !== null && target.closest(selector) !== null;
    if (within(FIELDS)) return;
    if (within(PRESSED) && [' ', 'Enter'].includes(press.key)) return;
    if (within('input[type=radio]') && press.key.startsWith('Arrow')) return;
    const action = keyAction(
      {
        key: press.key,
        code: press.code,
        shift: press.shiftKey,
        modified: press.ctrlKey || press.metaKey || press.altKey,
      },
      present ? 'present' : 'page',
    );
    if (action === null || (action === 'leave' && !leave(app, within('#stage')))) return;
    press.preventDefault();
    if (action !== 'leave') perform(app, action);
  });
}

/** Out of the stage first, then out of the presentation. Says whether there was anything to leave. */
function leave(app: App, onStage: boolean): boolean {
  if (onStage) {
    document.querySelector<HTMLElement>('.transport .play')?.focus();
    return true;
  }
  if (!app.stores.view.getState().present) return false;
  app.intents.view({ present: false, said: { kind: 'present', now: 'off' } });
  return true;
}

function perform({ intents, stores }: App, action: Exclude<KeyAction, 'leave'>): void {
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
      return head((now, trace) => step(now, trace, 1, 'phase'));
    case 'back-phase':
      return head((now, trace) => step(now, trace, -1, 'phase'));
    case 'nudge':
      return head((now, trace) => nudge(now, trace, 1));
    case 'nudge-back':
      return head((now, trace) => nudge(now, trace, -1));
    case 'start':
      return head((now, trace) => toEnd(now, trace, 'from'));
    case 'end':
      head((now, trace) => toEnd(now, trace, 'to'));
      // What runs in the terminal comes to its end as well.
      return stores.terminal.getState().work === 'runs' ? intents.terminal.skip() : undefined;
    case 'faster':
      return head((now) => faster(now, 1));
    case 'slower':
      return head((now) => faster(now, -1));
    case 'help':
      head(pause);
      return view({ dialog: 'shortcuts' });
    case 'share-dialog':
      // A player has no such dialog: what is not there is not opened.
      return document.querySelector<HTMLElement>('.settings .share')?.click();
    case 'detail': {
      const level = nextDetail(stores.view.getState().detail);
      return view({ detail: level, said: { kind: 'detail', level } });
    }
    case 'stage':
      return focusStage();
    case 'terminal':
      return intents.terminal.open();
    case 'fullscreen':
      void switchFullscreen().then((now) => view({ said: { kind: 'fullscreen', now } }));
  }
}

/** The first thing on the stage that can be picked, else the stage itself. */
function focusStage(): void {
  const stage = document.getElementById('stage');
  const pick = stage?.querySelector<HTMLElement | SVGElement>('[data-pick][tabindex="0"], [data-pick]');
  (pick ?? stage)?.focus();
}

/** A frame without permission, an iPhone: the page stays as it is. */
async function switchFullscreen(): Promise<'on' | 'off' | 'refused'> {
  try {
    if (document.fullscreenElement !== null) {
      await document.exitFullscreen();
      return 'off';
    }
    await document.documentElement.requestFullscreen();
    return 'on';
  } catch {
    return 'refused';
  }
}
