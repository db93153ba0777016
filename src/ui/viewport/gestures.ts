import { select, zoom, zoomIdentity, type D3ZoomEvent } from 'd3';
import type { Zoom } from '../../state/view.ts';

/** d3-zoom as a value: it recognises gestures and says where they lead; React draws. */
export interface Gestures {
  /** Tells d3 where the reader is now, after a button has moved the stage. */
  moveTo(to: Zoom): void;
  destroy(): void;
}

const EXTENT: [number, number] = [1, 5];

/** A plain wheel belongs to the page; with Control or a pinch it zooms. Dragging moves what is zoomed. */
export function recogniseGestures(
  svg: SVGSVGElement,
  size: readonly [number, number],
  onZoom: (to: Zoom) => void,
): Gestures {
  const target = select(svg);
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent(EXTENT)
    .translateExtent([
      [0, 0],
      [size[0], size[1]],
    ])
    .filter((event: Event) => {
      if (event.type === 'wheel') return event instanceof WheelEvent && (event.ctrlKey || event.metaKey);
      if (event.type === 'dblclick') return false;
      const zoomed = svg.dataset['zoomed'] === 'true';
      return window.TouchEvent !== undefined && event instanceof TouchEvent
        ? event.touches.length > 1 || zoomed
        : zoomed;
    })
    .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
      // Without a source event the move is our own: React knows it already.
      if (event.sourceEvent !== null) onZoom({ x: event.transform.x, y: event.transform.y, k: event.transform.k });
    });
  target.call(behaviour);
  return {
    moveTo: ({ x, y, k }) => void target.call((s) => behaviour.transform(s, zoomIdentity.translate(x, y).scale(k))),
    destroy: () => void target.on('.zoom', null),
  };
}
