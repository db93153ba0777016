import { type FormEvent, useId, useState } from 'react';
import { PROBE_FLAGS, type ProbeFlag, type RunningProbe } from '../../state/probes.ts';
import { useCaptureWords } from './capture-words.ts';

interface Props {
  readonly probe: RunningProbe;
  /** tcpdump's own words about the expression, or null. */
  readonly refused: string | null;
  readonly onChange: (change: Partial<Pick<RunningProbe, 'filter' | 'flags'>>) => void;
}

/** The filter expression and the flags of one capture. A filter counts when it is entered, as on a command line. */
export function ProbeOptions({ probe, refused, onChange }: Props) {
  const words = useCaptureWords().captures;
  const [typed, type] = useState({ filter: probe.filter, over: probe.filter });
  const id = useId();
  // Another filter may have come from a hint: what was typed over the old one is gone with it.
  const value = typed.over === probe.filter ? typed.filter : probe.filter;
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    const filter = value.trim();
    type({ filter, over: filter });
    onChange({ filter });
  };
  const flip = (flag: ProbeFlag): void => {
    const on = probe.flags.includes(flag);
    onChange({ flags: on ? probe.flags.filter((other) => other !== flag) : [...probe.flags, flag] });
  };
  return (
    <form className="probe-options" onSubmit={enter}>
      <div className="flags" role="group" aria-label={words.flags}>
        {PROBE_FLAGS.map((flag) => (
          <button
            key={flag}
            type="button"
            className="mono"
            aria-pressed={probe.flags.includes(flag)}
            aria-label={`${flag}: ${words.flag[flag]}`}
            title={words.flag[flag]}
            onClick={() => flip(flag)}
          >
            {flag}
          </button>
        ))}
      </div>
      <input
        type="text"
        className="mono"
        lang="en"
        aria-label={words.filter}
        placeholder={words.filter}
        aria-invalid={refused !== null}
        aria-describedby={refused === null ? undefined : `${id}-refused`}
        value={value}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => type({ filter: event.target.value, over: probe.filter })}
      />
      <button type="submit" className="button" disabled={value.trim() === probe.filter}>
        {words.apply}
      </button>
      {refused === null ? null : (
        <p className="refused mono" id={`${id}-refused`} role="alert" lang="en" translate="no">
          tcpdump: {refused}
        </p>
      )}
    </form>
  );
}
