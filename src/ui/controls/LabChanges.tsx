import { useId, useMemo, useRef } from 'react';
import { type LabChange, labChanges } from '../../state/lab-changes.ts';
import { useIntents, useSession, useWords } from '../store.ts';
import './lab-changes.css';

/** Says that commands have changed the lab, what, and leads back to the lab as the run began. Nothing while none has. */
export function LabChanges() {
  const words = useWords().terminal.changed;
  const run = useSession((session) => session.run);
  const trace = useSession((session) => session.trace);
  const changes = useMemo(() => labChanges({ run, trace }), [run, trace]);
  const { restore } = useIntents();
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  if (changes.length === 0) return null;
  return (
    <>
      <button type="button" className="bar-button lab-changed" popoverTarget={id} aria-haspopup="dialog">
        {words.chip(changes.length)}
      </button>
      <div id={id} ref={panel} popover="auto" role="dialog" aria-label={words.title} className="lab-changes">
        <h2>{words.title}</h2>
        <p>{words.why}</p>
        <ul>
          {changes.map((change, i) => (
            <li key={`${i} ${change.kind}`}>
              <Line change={change} />
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="button strong"
          onClick={() => {
            panel.current?.hidePopover();
            restore();
          }}
        >
          {words.back}
        </button>
      </div>
    </>
  );
}

function Line({ change }: { change: LabChange }) {
  const words = useWords().terminal.changed;
  switch (change.kind) {
    case 'table':
      return (
        <code translate="no" lang="en">
          {change.at}# {change.line}
        </code>
      );
    case 'agents':
      return words.agents(change.nodes.join(', '));
    case 'cluster': {
      const { come, gone } = change;
      if (come.length === 0 && gone.length === 0) return words.sameNames;
      return [
        come.length === 0 ? '' : words.come(come.join(', ')),
        gone.length === 0 ? '' : words.gone(gone.join(', ')),
      ]
        .filter((text) => text !== '')
        .join(' ');
    }
  }
}
