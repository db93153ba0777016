import type { Trace } from '../../trace/trace.ts';
import { Caption } from '../../ui/caption/Caption.tsx';
import { useLayout } from '../../ui/stage/layout.ts';
import { StageView } from '../../ui/stage/StageView.tsx';
import { useSession } from '../../ui/store.ts';
import './gallery.css';

/** The stage and its caption, as large as the window: what an author would put into a post. */
export function StageAlone() {
  const trace = useSession((session) => session.trace);
  return (
    <main className="stage-alone">
      {trace === null ? null : (
        <>
          <StageView trace={trace} />
          <CaptionBelow trace={trace} />
        </>
      )}
    </main>
  );
}

/** Where the stage has no room for the caption. */
function CaptionBelow({ trace }: { trace: Trace }) {
  return useLayout(trace).caption === null ? <Caption trace={trace} box={null} /> : null;
}
