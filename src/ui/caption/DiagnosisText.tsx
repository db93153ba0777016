import { placeName } from '../../i18n/place.ts';
import { type Diagnosis, rowText } from '../../scene/diagnosis.ts';
import type { Remedy } from '../../state/remedies.ts';
import type { Trace } from '../../trace/trace.ts';
import { useMessages, useWords } from '../store.ts';

/** Three answers: where it went wrong, which row of the table did it, and what would help. */
export function DiagnosisText({
  trace,
  diagnosis,
  remedies,
}: {
  trace: Trace;
  diagnosis: Diagnosis;
  remedies: readonly Remedy[];
}) {
  const words = useWords().diagnosis;
  const messages = useMessages();
  const { row, missing, back, host } = diagnosis;
  const outcome = trace.packets[diagnosis.packet]?.outcome;
  const place = placeName(host, outcome?.kind === 'left-the-lab' ? outcome.via : null, messages);
  const offered = remedies.some((remedy) => remedy.kind === 'routes');
  return (
    <dl className="diagnosis">
      <div>
        <dt>{words.where}</dt>
        <dd>{outcome?.kind === 'left-the-lab' ? words.leaked(place) : words.dropped(place)}</dd>
      </div>
      <div>
        <dt>{words.row}</dt>
        <dd>
          {row === null
            ? words.noRow(missing.prefix, missing.node)
            : words.rowWon(rowText(row), missing.prefix, missing.node)}
        </dd>
      </div>
      {remedies.length === 0 ? null : (
        <div>
          <dt>{words.fix}</dt>
          <dd>
            {!offered
              ? words.fixTunnelOnly
              : back === null
                ? words.fixRest(missing.prefix)
                : words.fixBoth(missing.prefix, back.prefix)}
          </dd>
        </div>
      )}
    </dl>
  );
}
