import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useIntents, useView } from '../store.ts';
import type { Gestures } from './gestures.ts';

/** What is inside can be zoomed and moved; it comes as children, so moving it draws nothing of it anew. */
export function Viewport({
  svg,
  width,
  height,
  children,
}: {
  svg: RefObject<SVGSVGElement | null>;
  width: number;
  height: number;
  children: ReactNode;
}) {
  const zoom = useView((view) => view.zoom);
  const { view } = useIntents();
  const [wanted, setWanted] = useState(false);
  const gestures = useRef<Gestures | null>(null);

  // The gesture recogniser is fetched when a pointer first comes near: most readers never zoom.
  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const want = (): void => setWanted(true);
    element.addEventListener('pointerenter', want, { once: true });
    return () => element.removeEventListener('pointerenter', want);
  }, [svg]);

  // d3-zoom on the <svg>.
  useEffect(() => {
    const element = svg.current;
    if (!wanted || element === null) return;
    let live = true;
    void import('./gestures.ts').then(({ recogniseGestures }) => {
      if (live) gestures.current = recogniseGestures(element, [width, height], (to) => view({ zoom: to }));
    });
    return () => {
      live = false;
      gestures.current?.destroy();
      gestures.current = null;
    };
  }, [svg, wanted, width, height, view]);

  useEffect(() => gestures.current?.moveTo(zoom), [zoom]);

  return <g transform={zoom.k === 1 ? undefined : `translate(${zoom.x} ${zoom.y}) scale(${zoom.k})`}>{children}</g>;
}
