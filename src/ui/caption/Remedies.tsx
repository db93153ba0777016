import { missingText } from '../../scene/diagnosis.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import { type Remedy, remedied } from '../../state/remedies.ts';
import { useIntents, useSession, useWords } from '../store.ts';

/** What would help, to press: the first is the obvious one. */
export function Remedies({ remedies }: { remedies: readonly Remedy[] }) {
  const words = useWords().diagnosis.remedy;
  const world = useSession((session) => session.world);
  const ask = useSession((session) => session.run.ask);
  const { resend } = useIntents();
  if (remedies.length === 0) return null;
  return (
    <p className="caption-actions">
      {remedies.map((remedy, i) => (
        <button
          key={remedy.kind === 'routing' ? remedy.routing : remedy.scope}
          type="button"
          className={`button ${i === 0 ? 'strong' : ''} ${remedy.kind === 'routes' ? remedy.scope : ''}`}
          title={remedy.kind === 'routes' ? remedy.routes.map(missingText).join('\n') : undefined}
          onClick={() => resend(remedied(world, ask, remedy))}
        >
          {wordOf(remedy, words)}
        </button>
      ))}
    </p>
  );
}

function wordOf(remedy: Remedy, words: UiMessages['diagnosis']['remedy']): string {
  if (remedy.kind === 'routing') return words[remedy.routing];
  const prefix = remedy.routes[0]?.prefix ?? '';
  return remedy.scope === 'both' ? words.both : words[remedy.scope](prefix);
}
