import { seek } from '../../state/playhead.ts';
import type { EventId } from '../../trace/events.ts';
import { useIntents } from '../store.ts';
import { bringToSight, coversPage } from './leave.ts';

/** Puts the moment on the stage that a line tells of. */
export function useGoToEvent(): (event: EventId) => void {
  const { head, terminal } = useIntents();
  return (event) => {
    head((now, run) => seek(now, run, event));
    // On a phone the sheet lies over everything.
    if (coversPage()) terminal.aside();
    bringToSight('stage');
  };
}
