import { castOf, layoutOf } from '../../scene/layout.ts';
import { type AskedSize, askedHeight } from '../../state/messages/asked-height.ts';
import { after } from '../clock.ts';
import type { App } from '../create-app.ts';

const REST = 100;

/** Says how high the frame would have to be for the stage to be seen whole. */
export function followHeight(app: App, tell: (size: AskedSize & { readonly ratio: number }) => void): void {
  let said: AskedSize | null = null;
  let owed: (() => void) | null = null;
  const look = (): void => {
    owed = null;
    const width = document.documentElement.clientWidth;
    const stage = document.getElementById('stage');
    const { trace } = app.stores.session.getState();
    if (trace === null || stage === null || width === 0) return;
    const around = document.documentElement.clientHeight - stage.clientHeight;
    const whole = layoutOf(trace.world, { width, height: 1, cast: castOf(trace) }).size.h + around;
    const next = askedHeight(said, width, whole);
    if (next === null) return;
    said = next;
    tell({ ...next, ratio: Math.round((next.width / next.height) * 1000) / 1000 });
  };
  const soon = (): void => {
    owed ??= after(REST, look);
  };
  new ResizeObserver(soon).observe(document.documentElement);
  app.stores.session.subscribe(soon);
  soon();
}
