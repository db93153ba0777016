import { cliPlaceName, narrateDrop } from '../../i18n/narrate.ts';
import { netnsOf } from '../../lab/names.ts';
import type { Loss } from '../../state/counted.ts';
import { useView, useWords } from '../store.ts';

/** Why the runs of a backend came to nothing: what was lost, where, and for want of which route. */
export function LossText({ loss }: { loss: Loss }) {
  const words = useWords();
  const lang = useView((view) => view.lang);
  const { outcome, diagnosis, label } = loss;
  const fate = words.changes.fates[outcome.kind];
  const place =
    outcome.kind === 'left-the-lab'
      ? cliPlaceName(netnsOf(outcome.via), outcome.via, lang)
      : outcome.kind === 'dropped'
        ? cliPlaceName(outcome.netns, outcome.device, lang)
        : outcome.kind === 'never-sent'
          ? cliPlaceName(outcome.netns, null, lang)
          : '';
  const why =
    diagnosis !== null
      ? words.tally.noRoute(diagnosis.missing.prefix)
      : outcome.kind === 'dropped'
        ? narrateDrop(outcome.reason, lang)
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
