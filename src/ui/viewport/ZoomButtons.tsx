import { NO_ZOOM, zoomedBy } from '../../state/view.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useView, useWords } from '../store.ts';

const STEP = 1.4;

/** The same as a pinch, for those who have none. */
export function ZoomButtons() {
  const words = useWords().stage;
  const view = useView((now) => now);
  const intents = useIntents();
  return (
    <div className="zoom-buttons" role="group" aria-label={words.zoom}>
      <button
        type="button"
        className="icon-button"
        aria-label={words.zoomOut}
        title={words.zoomOut}
        onClick={() => intents.view({ zoom: zoomedBy(view, 1 / STEP) })}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={words.zoomIn}
        title={words.zoomIn}
        onClick={() => intents.view({ zoom: zoomedBy(view, STEP) })}
      >
        <Icon name="plus" />
      </button>
      {view.zoom.k === 1 ? null : (
        <button
          type="button"
          className="icon-button"
          aria-label={words.zoomReset}
          title={words.zoomReset}
          onClick={() => intents.view({ zoom: NO_ZOOM })}
        >
          <Icon name="whole" />
        </button>
      )}
    </div>
  );
}
