import { useEffect, useRef } from 'react';
import { type SwitchState, switchStates, turned, positionsOf } from '../../scenario/switches.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useSession, useWords } from '../store.ts';
import { RouterRoutes } from './RouterRoutes.tsx';
import { Segments } from './Segments.tsx';
import type { SwitchPopover } from './switch-popover.ts';
import './switch-panel.css';

/** Every switch of Cilium that the engine knows, and the routes of the router. Each change sends again. */
export function SwitchPanel({ popover }: { popover: SwitchPopover }) {
  const words = useWords().switches;
  const file = useSession((session) => session.lab);
  const router = useSession((session) => session.world.router);
  const ask = useSession((session) => session.run.ask);
  const { resend } = useIntents();
  const list = useRef<HTMLDivElement>(null);
  const { name, turn } = popover.target;

  // The browser's focus: a chip leads to the switch that it stands for.
  useEffect(() => {
    const row = name === null ? null : list.current?.querySelector(`[data-switch="${name}"]`);
    row?.querySelector<HTMLElement>('input:checked, input, button')?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  }, [name, turn]);

  const untouched = Object.keys(ask.switches).length === 0 && ask.router === 'lab';
  return (
    <div ref={list} className="switch-panel">
      <div className="switch-head">
        <h2>{words.title}</h2>
        <button
          type="button"
          className="icon-button"
          popoverTarget={popover.id}
          popoverTargetAction="hide"
          aria-label={words.close}
        >
          <Icon name="close" />
        </button>
      </div>
      <p className="quiet">{words.intro}</p>
      <div className="switch-columns">
        <section aria-label={words.cilium}>
          {switchStates(file, ask.routing, ask.switches).map((state) => (
            <SwitchRow
              key={state.name}
              state={state}
              onTurn={(to) => {
                const switches = turned(file, ask.switches, state.name, to);
                if (switches !== null) resend({ switches });
              }}
            />
          ))}
        </section>
        {router === null ? null : <RouterRoutes router={router} />}
      </div>
      {untouched ? null : (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => resend({ switches: {}, router: 'lab', routes: [], defaultRoute: true })}
          >
            {words.asLab}
          </button>
        </p>
      )}
    </div>
  );
}

function SwitchRow({ state, onTurn }: { state: SwitchState; onTurn: (to: string) => void }) {
  const words = useWords().switches;
  const { name, position, changed, note } = state;
  return (
    <fieldset className="switch-row" data-switch={name}>
      <legend>
        {words.names[name]}
        {words.helm[name] === '' ? null : <code translate="no">{words.helm[name]}</code>}
        {changed ? <em>{words.changed}</em> : null}
      </legend>
      <Segments
        value={position}
        options={positionsOf(name).map((value) => ({ value, word: words.positions[value] }))}
        onChange={onTurn}
      />
      <p>{words.what[name]}</p>
      {note === null ? null : <p className="switch-note">{words.notes[note]}</p>}
    </fieldset>
  );
}
