import { lazy, type ReactNode, Suspense } from 'react';
import { useSession, useView, useWords } from '../store.ts';
import { LinkNotice } from './LinkNotice.tsx';

// Nobody needs this before a link could not be read.
const LinkFault = lazy(async () => ({ default: (await import('./LinkFault.tsx')).LinkFault }));

/** A link that could only be read in part, a run that could not be computed, and what else a page has to say: once, until closed. */
export function Notices({ children }: { children?: ReactNode }) {
  const words = useWords();
  const fault = useView((view) => view.fault);
  const run = useSession((session) => session.run);
  return (
    <div className="notices" role="status">
      <LinkNotice />
      {fault === null ? null : (
        <Suspense fallback={<span hidden data-pending="" />}>
          <LinkFault notice={fault} />
        </Suspense>
      )}
      {children}
      {run.kind === 'ready' ? null : (
        <p className="notice failed">
          <span>
            {words.run.failed}: <span className="mono">{run.message}</span>
          </span>
        </p>
      )}
    </div>
  );
}
