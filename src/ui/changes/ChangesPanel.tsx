import { lazy, Suspense } from 'react';
import { useSession, useView } from '../store.ts';

// Nobody needs it before having changed something.
const Changes = lazy(async () => ({ default: (await import('./Changes.tsx')).Changes }));

/** What the last change of circumstances has changed in the journey; nothing until there was one. */
export function ChangesPanel() {
  const open = useView((view) => view.changes === 'open');
  const before = useSession((session) => session.before);
  const run = useSession((session) => session.run);
  if (!open || before === null || run.kind !== 'ready') return null;
  return (
    <Suspense fallback={<p className="hidden-text" data-pending="" />}>
      <Changes before={before} after={run} />
    </Suspense>
  );
}
