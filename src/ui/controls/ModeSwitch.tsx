import { useId } from 'react';
import { ROUTINGS } from '../../scenario/ask.ts';
import { useIntents, useSession, useWords } from '../store.ts';

/** Native, VXLAN, Geneve. Changing it sends the same thing again and stays at the corresponding moment. */
export function ModeSwitch() {
  const words = useWords().controls;
  const routing = useSession((session) => session.run.ask.routing);
  const { resend } = useIntents();
  const name = useId();
  return (
    <fieldset className="mode">
      <legend>{words.routing}</legend>
      <div className="mode-options">
        {ROUTINGS.map((option) => (
          <label key={option} className={option === routing ? 'on' : ''}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === routing}
              onChange={() => resend({ routing: option })}
            />
            <span lang="en">{words.routings[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
