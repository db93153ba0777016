import { useState } from 'react';
import { journeyDiff, nothingChanged } from '../../scene/journey-diff.ts';
import { verdictOf } from '../../scene/moment.ts';
import type { Ask } from '../../scenario/ask.ts';
import type { Trace } from '../../trace/trace.ts';
import { Verdict } from '../caption/Verdict.tsx';
import { Icon } from '../Icon.tsx';
import { useIntents, useSession, useView, useWords } from '../store.ts';
import { LonePackets, PacketChanges } from './PacketChanges.tsx';
import { settingChanges } from './setting-changes.ts';
import './changes.css';

interface Side {
  readonly ask: Ask;
  readonly trace: Trace;
}

/** The setting that was changed, how the run ended before and after, and every packet whose way is another now. */
export function Changes({ before, after }: { before: Side; after: Side }) {
  const all = useWords();
  const words = all.changes;
  const lang = useView((view) => view.lang);
  const world = useSession((session) => session.world);
  const { view } = useIntents();
  const [whole, setWhole] = useState(false);
  const diff = journeyDiff(before.trace, after.trace);
  const was = verdictOf(before.trace);
  const is = verdictOf(after.trace);
  return (
    <div className={`changes-place ${whole ? 'whole' : ''}`}>
      <aside className="changes" aria-label={words.title}>
        <header>
          <h2>{words.title}</h2>
          <button
            type="button"
            className="bar-button changes-more"
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {whole ? words.less : words.more}
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={words.close}
            onClick={() => view({ changes: 'closed' })}
          >
            <Icon name="close" />
          </button>
        </header>
        <div role="status">
          {settingChanges(world, before.ask, after.ask, all, lang).map((change) => (
            <p key={change.name} className="changes-setting">
              {words.setting(change.name, change.before, change.after)}
            </p>
          ))}
          <p className="changes-fate">
            <Verdict verdict={was} word={all.run.verdict[was]} />
            <Icon name="arrow" />
            <Verdict verdict={is} word={all.run.verdict[is]} />
          </p>
          {nothingChanged(diff) ? (
            <p>
              <strong>{words.nothing}</strong> {words.nothingWhy}
            </p>
          ) : null}
        </div>
        <div className="changes-list">
          {diff.changed.map((change) => (
            <PacketChanges key={change.packet} change={change} before={before.trace} after={after.trace} />
          ))}
          <LonePackets title={words.fresh} packets={diff.fresh} sent="now" />
          <LonePackets title={words.gone} packets={diff.gone} sent="before" />
        </div>
      </aside>
    </div>
  );
}
