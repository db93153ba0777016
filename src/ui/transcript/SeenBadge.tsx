import { litEvents } from '../../state/terminal.ts';
import type { EventId } from '../../trace/events.ts';
import { useTerminal, useWords } from '../store.ts';

/** Says of an event that a command in the terminal has seen its packet there. */
export function SeenBadge({ event }: { event: EventId }) {
  const words = useWords().terminal.read;
  const sees = useTerminal(({ lit }) => litEvents(lit).has(event));
  return sees ? <span className="ev-seen">{words.seen}</span> : null;
}
