import { type FormEvent, useId, useState } from 'react';
import type { NetnsName } from '../../lab/names.ts';
import type { UiMessages } from '../../i18n/ui.en.ts';
import type { World } from '../../lab/world.ts';
import { podLabel } from '../../scene/text-width.ts';
import {
  APPS,
  type App,
  type Ask,
  destinationText,
  loopsOf,
  parseDestination,
  ROUTERS,
  type RouterChoice,
  sourcesOf,
} from '../../state/ask.ts';
import { parseIpv4 } from '../../wire/address.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useSession, useWords } from '../store.ts';
import { Choice } from './Choice.tsx';
import { ModeSwitch } from './ModeSwitch.tsx';
import './controls.css';

/** What to send, from where to where, and under which circumstances. */
export function Controls() {
  const words = useWords().controls;
  const world = useSession((session) => session.world);
  const ask = useSession((session) => session.ask);
  const { choose, send, resend } = useIntents();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(
    ask.to.kind === 'address' && !isLoop(world, ask) ? ask.to.address : null,
  );
  const bad = typed !== null && parseIpv4(typed) === null;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!bad) send();
  };
  const setTo = (value: string): void => {
    if (value === TYPED) {
      setTyped('');
      return;
    }
    setTyped(null);
    const to = parseDestination(world, value);
    if (to !== null) choose({ to });
  };
  const type = (value: string): void => {
    setTyped(value);
    const address = parseIpv4(value.trim());
    if (address !== null) choose({ to: { kind: 'address', address } });
  };

  return (
    <form className={`controls ${open ? 'open' : ''}`} aria-label={words.region} onSubmit={submit}>
      <button type="button" className="summary" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{summaryOf(world, ask, words)}</span>
        <strong>{words.change}</strong>
      </button>
      <Choice label={words.from} value={ask.from} onChange={(value) => choose({ from: value as NetnsName })}>
        <Sources world={world} />
      </Choice>
      <span className="arrow" aria-hidden="true">
        <Icon name="arrow" />
      </span>
      <Choice label={words.to} value={typed === null ? destinationText(ask.to) : TYPED} onChange={setTo} wide>
        <Destinations world={world} />
      </Choice>
      {typed === null ? null : <TypedAddress value={typed} bad={bad} onChange={type} />}
      <Choice label={words.app} value={ask.app} onChange={(value) => choose({ app: value as App })}>
        {APPS.map((app) => (
          <option key={app} value={app}>
            {words.apps[app]}
          </option>
        ))}
      </Choice>
      <ModeSwitch />
      {world.router === null ? null : (
        <Choice label={words.router} value={ask.router} onChange={(value) => resend({ router: value as RouterChoice })}>
          {ROUTERS.map((router) => (
            <option key={router} value={router}>
              {words.routers[router]}
            </option>
          ))}
        </Choice>
      )}
      <button type="submit" className="button strong run" disabled={bad}>
        <Icon name="play" />
        {words.run}
      </button>
    </form>
  );
}

const TYPED = 'typed';

/** The choice in one line, for screens that have no room for its menus. */
function summaryOf(world: World, ask: Ask, words: UiMessages['controls']): string {
  const short = (name: string): string => podLabel(world.pods.get(name as NetnsName)?.shortName ?? name);
  const to = ask.to.kind === 'service' ? ask.to.name : short(destinationText(ask.to));
  return `${short(ask.from)} → ${to} · ${words.apps[ask.app]}`;
}

function isLoop(world: World, ask: Ask): boolean {
  return (
    ask.to.kind === 'address' &&
    loopsOf(world).some((loop) => ask.to.kind === 'address' && loop.address === ask.to.address)
  );
}

function Sources({ world }: { world: World }) {
  const words = useWords().controls;
  const names = sourcesOf(world);
  return (
    <>
      <optgroup label={words.pods}>
        {names
          .filter((name) => world.pods.has(name))
          .map((name) => (
            <option key={name} value={name}>
              {words.podAt(podLabel(world.pods.get(name)?.shortName ?? name), world.pods.get(name)?.node ?? '')}
            </option>
          ))}
      </optgroup>
      <optgroup label={words.nodes}>
        {names
          .filter((name) => !world.pods.has(name))
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
      </optgroup>
    </>
  );
}

function Destinations({ world }: { world: World }) {
  const words = useWords().controls;
  const pods = sourcesOf(world).flatMap((name) => world.pods.get(name) ?? []);
  const loops = loopsOf(world);
  return (
    <>
      <optgroup label={words.services}>
        {world.services
          .filter((service) => service.backends.length > 0)
          .map((service) => (
            <option key={service.name} value={`svc.${service.name}`}>
              {words.service(service.shortName, service.clusterIP)}
            </option>
          ))}
      </optgroup>
      <optgroup label={words.pods}>
        {pods.map((pod) => (
          <option key={pod.name} value={pod.name}>
            {words.podAt(podLabel(pod.shortName), pod.node)}
          </option>
        ))}
      </optgroup>
      <optgroup label={words.nodes}>
        {world.nodes.map((node) => (
          <option key={node.name} value={node.name}>
            {words.loop(node.name, node.ip)}
          </option>
        ))}
      </optgroup>
      {loops.length === 0 ? null : (
        <optgroup label={words.routerLoops}>
          {loops.map((loop) => (
            <option key={loop.name} value={loop.address}>
              {words.loop(loop.name, loop.address)}
            </option>
          ))}
        </optgroup>
      )}
      <option value={TYPED}>{words.typed}</option>
    </>
  );
}

function TypedAddress({ value, bad, onChange }: { value: string; bad: boolean; onChange: (value: string) => void }) {
  const words = useWords().controls;
  const id = useId();
  return (
    <div className="choice typed">
      <label htmlFor={id}>{words.address}</label>
      <input
        id={id}
        className="mono"
        value={value}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={15}
        aria-invalid={bad && value !== ''}
        aria-describedby={`${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-error`} className={bad && value !== '' ? 'field-error' : 'hidden-text'}>
        {bad && value !== '' ? words.badAddress : ''}
      </span>
    </div>
  );
}
