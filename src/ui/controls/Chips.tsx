import { effectiveSettings } from '../../lab/settings.ts';
import { USUAL_PMTUDISC, USUAL_SIZE } from '../../scenario/ping-size.ts';
import { switchStates, SWITCHES, type SwitchName } from '../../scenario/switches.ts';
import { Said } from '../Said.tsx';
import { useIntents, useSession, useWords } from '../store.ts';
import type { SwitchPopover } from './switch-popover.ts';
import './chips.css';

/** Under which assumptions the shown run was computed: what is in effect, not what was wished for. Each opens its switch. */
export function Chips({ popover }: { popover: SwitchPopover }) {
  const words = useWords().chips;
  const trace = useSession((session) => session.trace);
  const file = useSession((session) => session.lab);
  const ask = useSession((session) => session.run.ask);
  const { view, resend } = useIntents();
  if (trace === null) return null;
  const usual = effectiveSettings(file);
  const now = trace.world.settings;
  const states = switchStates(file, ask.routing, ask.switches);
  const differs = (name: SwitchName): boolean => now[name] !== usual[name];
  const modelled = (): void => view({ dialog: 'modelled' });
  return (
    <ul className="assumed">
      <li>
        <button type="button" className="assume" onClick={modelled}>
          <Said>{words.cilium(trace.lab.versions.cilium)}</Said>
        </button>
      </li>
      {SWITCHES.map((name) => (
        <SwitchChip
          key={name}
          text={chipText(words.state, name, states.find((state) => state.name === name)?.inEffect ?? '')}
          changed={differs(name)}
          onOpen={() => popover.open(name)}
        />
      ))}
      <PingChip />
      {ask.seed === null ? null : (
        <li>
          <button
            type="button"
            className="assume changed"
            title={words.seedBack(ask.seed)}
            aria-label={words.seedBack(ask.seed)}
            onClick={() => resend({ seed: null })}
          >
            {words.seed(ask.seed)}
          </button>
        </li>
      )}
      {trace.lab.title === '' ? null : (
        <li>
          <button type="button" className="assume" onClick={modelled}>
            <Said>{trace.lab.title}</Said>
          </button>
        </li>
      )}
    </ul>
  );
}

/** A ping that is not of its usual size, in its own words; pressing it takes that back. */
function PingChip() {
  const words = useWords().chips;
  const { app, size, pmtudisc } = useSession((session) => session.run.ask);
  const { resend } = useIntents();
  if (app !== 'ping' || (size === USUAL_SIZE && pmtudisc === USUAL_PMTUDISC)) return null;
  const options = [size === USUAL_SIZE ? '' : `-s ${size}`, pmtudisc === USUAL_PMTUDISC ? '' : `-M ${pmtudisc}`]
    .filter((option) => option !== '')
    .join(' ');
  return (
    <li>
      <button
        type="button"
        className="assume changed"
        title={words.pingBack(options)}
        aria-label={words.pingBack(options)}
        onClick={() => resend({ size: USUAL_SIZE, pmtudisc: USUAL_PMTUDISC })}
      >
        <span translate="no">ping {options}</span>
      </button>
    </li>
  );
}

function chipText(
  states: Readonly<Record<SwitchName, Readonly<Record<string, string>>>>,
  name: SwitchName,
  at: string,
) {
  return states[name][at] ?? at;
}

function SwitchChip({ text, changed, onOpen }: { text: string; changed: boolean; onOpen: () => void }) {
  const words = useWords().chips;
  return (
    <li>
      <button
        type="button"
        className={`assume ${changed ? 'changed' : ''}`}
        aria-haspopup="dialog"
        aria-label={changed ? words.changed(text) : text}
        onClick={onOpen}
      >
        <Said>{text}</Said>
      </button>
    </li>
  );
}
