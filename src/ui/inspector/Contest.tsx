import { readsOf } from '../../scene/read-text.ts';
import { rowLine } from '../../scene/table-columns.ts';
import { cellContext } from '../../scene/table-rows.ts';
import type { Read, TraceEvent } from '../../trace/events.ts';
import { flowAskOf } from '../../trace/flow-ask.ts';
import { missingRoute } from '../../trace/missing-route.ts';
import { contestOfRead, policyVerdict } from '../../trace/read-contest.ts';
import { rowsMet } from '../../trace/rows-met.ts';
import type { Trace } from '../../trace/trace.ts';
import { KeyContest } from './KeyContest.tsx';
import { PrefixContest } from './PrefixContest.tsx';
import { useTableWords } from './table-words.ts';

/** A lookup with everybody who took part: what it was asked, who won, and by what every other row lost. */
export function Contest({ trace, read, event }: { trace: Trace; read: Read; event: TraceEvent }) {
  const words = useTableWords();
  const contest = contestOfRead(trace, read, event.id);
  const missing = missingRoute(trace.world, rowsMet(trace, read.netns, 'routes', event.id), read);
  return (
    <>
      {contest.winner === null ? (
        <p className="meaning">{words.missMeans[read.table]}</p>
      ) : (
        <p className="answer">
          <span className="hidden-text">{words.found}: </span>
          <code translate="no">
            {rowLine(read.table, contest.winner.row, cellContext(trace, read.netns, event.id))}
          </code>
        </p>
      )}
      <FlowAsk trace={trace} read={read} event={event} />
      {contest.kind === 'prefix' ? (
        <PrefixContest contest={contest} table={read.table} missing={missing} />
      ) : (
        <KeyContest contest={contest} table={read.table} />
      )}
      {contest.kind === 'policy' ? (
        <ul className="explained">
          <li>{words.policy.identity}</li>
          <li>{words.policy[policyVerdict(trace, read, readsOf(event), event.id)]}</li>
        </ul>
      ) : null}
    </>
  );
}

/** Conntrack and NAT keep their flows by direction: for which entry this lookup asked, and why. */
function FlowAsk({ trace, read, event }: { trace: Trace; read: Read; event: TraceEvent }) {
  const words = useTableWords().flow;
  const ask = flowAskOf(trace, event, read);
  if (ask === null) return null;
  const nat = read.table === 'cilium_snat_v4_external';
  return (
    <ul className="explained">
      <li>{nat && ask.dir !== 'SVC' ? words.nat[ask.dir] : words[ask.dir]}</li>
      {nat || ask.dir === 'SVC' || ask.ends === 'unclear' ? null : <li>{words[ask.ends]}</li>}
      {ask.related ? <li>{words.related}</li> : null}
    </ul>
  );
}
