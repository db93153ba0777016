import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { UiMessages } from '../../i18n/ui.en.ts';
import type { NetnsName } from '../../lab/names.ts';
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
  sameAsk,
} from '../../scenario/ask.ts';
import { usualCount } from '../../scenario/count.ts';
import { USUAL_PMTUDISC, USUAL_SIZE } from '../../scenario/ping-size.ts';
import { parseIpv4 } from '../../wire/address.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useSession, useWords } from '../store.ts';
import { Choice } from './Choice.tsx';
import { Count } from './Count.tsx';
import { Destinations, Sources, TYPED, TypedAddress } from './Menus.tsx';
import { ModeSwitch } from './ModeSwitch.tsx';
import { SwitchesButton } from './SwitchesButton.tsx';
import type { SwitchPopover } from './switch-popover.ts';
import './run-button.css';
import './controls.css';

/** What to send, from where to where, and under which circumstances. */
export function Controls({ popover }: { popover: SwitchPopover }) {
  const words = useWords().controls;
  const world = useSession((session) => session.world);
  const ask = useSession((session) => session.ask);
  const { choose, send } = useIntents();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(
    ask.to.kind === 'address' && !isLoop(world, ask) ? ask.to.address : null,
  );
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLButtonElement>(null);
  const bad = typed !== null && parseIpv4(typed) === null;

  // The browser's keys: Escape closes the sheet wherever in it the focus is.
  useEffect(() => {
    const element = form.current;
    if (element === null || !open) return;
    const leave = (press: KeyboardEvent): void => {
      if (press.key !== 'Escape' || press.defaultPrevented) return;
      press.preventDefault();
      setOpen(false);
      summary.current?.focus();
    };
    element.addEventListener('keydown', leave);
    return () => element.removeEventListener('keydown', leave);
  }, [open]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (bad) return;
    setOpen(false);
    send();
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

  const text = summaryOf(world, ask, words);

  return (
    <form className={`controls ${open ? 'open' : ''}`} aria-label={words.region} onSubmit={submit} ref={form}>
      <button
        ref={summary}
        type="button"
        className="summary"
        title={text}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span>{text}</span>
        <strong>{words.change}</strong>
        <Icon name="sliders" />
      </button>
      <div className="menus">
        <Choice label={words.from} value={ask.from} onChange={(value) => choose({ from: value as NetnsName })}>
          <Sources world={world} />
        </Choice>
        <span className="arrow" aria-hidden="true">
          <Icon name="arrow" />
        </span>
        <Choice label={words.to} value={typed === null ? destinationText(ask.to) : TYPED} onChange={setTo} size="wide">
          <Destinations world={world} />
        </Choice>
        {typed === null ? null : <TypedAddress value={typed} bad={bad} onChange={type} />}
        <Choice
          label={words.app}
          value={ask.app}
          onChange={(value) => choose({ ...usualOptions(value as App), app: value as App })}
        >
          {APPS.map((app) => (
            <option key={app} value={app}>
              {words.apps[app]}
            </option>
          ))}
        </Choice>
        <Count />
        <ModeSwitch />
        <RouterMenu />
        <SwitchesButton popover={popover} />
      </div>
      <RunButton bad={bad} />
    </form>
  );
}

/** Another command starts with its own usual options. */
function usualOptions(app: App): Pick<Ask, 'count' | 'size' | 'pmtudisc'> {
  return { count: usualCount(app), size: USUAL_SIZE, pmtudisc: USUAL_PMTUDISC };
}

/** The router's ways to the pods, ready made. What a reader has put together is a choice while it is there. */
function RouterMenu() {
  const words = useWords().controls;
  const router = useSession((session) => session.run.ask.router);
  const name = useSession((session) => session.world.router);
  const { resend } = useIntents();
  if (name === null) return null;
  return (
    <Choice
      label={words.router}
      value={router}
      onChange={(value) => resend({ router: value as RouterChoice, routes: [], defaultRoute: true })}
    >
      {ROUTERS.filter((option) => option !== 'custom' || router === 'custom').map((option) => (
        <option key={option} value={option}>
          {words.routers[option]}
        </option>
      ))}
    </Choice>
  );
}

/** Sends what is chosen; says so when that is not what is shown. */
function RunButton({ bad }: { bad: boolean }) {
  const words = useWords().controls;
  const waiting = useSession((session) => !sameAsk(session.ask, session.run.ask));
  return (
    <div className={`run-box ${waiting ? 'waiting' : ''}`}>
      <span className="run-note" role="status" title={waiting ? words.shownWhy : undefined}>
        {waiting ? words.shown : ''}
      </span>
      <button type="submit" className="button strong run" aria-label={words.run} title={words.run} disabled={bad}>
        <Icon name="play" />
        <span className="word">{words.run}</span>
      </button>
    </div>
  );
}

/** The choice in one line, for screens that have no room for its menus. */
function summaryOf(world: World, ask: Ask, words: UiMessages['controls']): string {
  const short = (name: string): string => podLabel(world.pods.get(name as NetnsName)?.shortName ?? name);
  const to = ask.to.kind === 'service' ? ask.to.name : short(destinationText(ask.to));
  const times = ask.count === usualCount(ask.app) ? '' : ` ×${ask.count}`;
  return `${short(ask.from)} → ${to} · ${words.apps[ask.app]}${times}`;
}

function isLoop(world: World, ask: Ask): boolean {
  return (
    ask.to.kind === 'address' &&
    loopsOf(world).some((loop) => ask.to.kind === 'address' && loop.address === ask.to.address)
  );
}
