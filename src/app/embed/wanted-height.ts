import { castOf, layoutOf } from '../../scene/layout.ts';
import { after } from '../clock.ts';
import type { App } from '../create-app.ts';

const REST = 100;
/** Smaller differences are not worth a jump of the host's page. */
const WORTH = 8;
/** A frame higher than this share of its width shows less of the post than of itself. */
const TALLEST = { share: 1.5, least: 480 };

/**
 * Says how high the frame would have to be for the stage to be seen whole. Follows from the width alone, and for one width it
 * only grows: a host that obeys cannot make it change again.
 */
export function followHeight(app: App, tell: (size: { width: number; height: number; ratio: number }) => void): void {
  let said = { width: 0, height: 0 };
  let owed: (() => void) | null = null;
  const look = (): void => {
    owed = null;
    const width = document.documentElement.clientWidth;
    const stage = document.getElementById('stage');
    const { trace } = app.stores.session.getState();
    if (trace === null || stage === null || width === 0) return;
    const around = document.documentElement.clientHeight - stage.clientHeight;
    const whole = layoutOf(trace.world, { width, height: 1, cast: castOf(trace) }).size.h + around;
    const height = Math.round(Math.min(whole, Math.max(TALLEST.least, width * TALLEST.share)));
    if (width === said.width && height < said.height + WORTH) return;
    said = { width, height };
    tell({ width, height, ratio: Math.round((width / height) * 1000) / 1000 });
  };
  const soon = (): void => {
    owed ??= after(REST, look);
  };
  new ResizeObserver(soon).observe(document.documentElement);
  app.stores.session.subscribe(soon);
  soon();
}
