import { placeName } from '../../i18n/place.ts';
import { tellDrop } from '../../i18n/tell.ts';
import { netnsOf } from '../../lab/names.ts';
import type { Loss } from '../../state/counted.ts';
import { useMessages, useWords } from '../store.ts';

/** Why the runs of a backend came to nothing: what was lost, where, and for want of which route. */
export function LossText({ loss }: { loss: Loss }) {
  const words = useWords();
  const messages = useMessages();
  const { outcome, diagnosis, label } = loss;
  const fate = words.changes.fates[outcome.kind];
  const place =
    outcome.kind === 'left-the-lab'
      ? placeName(netnsOf(outcome.via), outcome.via, messages)
      : outcome.kind === 'dropped'
        ? placeName(outcome.netns, outcome.device, messages)
        : outcome.kind === 'never-sent'
          ? placeName(outcome.netns, null, messages)
          : '';
  const why =
    diagnosis !== null
      ? words.tally.noRoute(diagnosis.missing.prefix)
      : outcome.kind === 'dropped'
        ? tellDrop(outcome.reason, messages)
        : outcome.kind === 'never-sent'
          ? outcome.errno
          : '';
  return (
    <p className="tally-why">
      {words.tally.because(label, fate, place)}
      {why === '' ? '' : `, ${why}`}
    </p>
  );
}
