import { deviceName, netnsOf } from '../../lab/names.ts';
import { eventAt } from '../../scene/packets.ts';
import type { Evidence } from '../../shell/evidence.ts';
import type { Explanation } from '../../shell/explain.ts';
import { activeTab, nextOf } from '../../state/terminal.ts';
import { seek } from '../../state/playhead.ts';
import { bringToSight, coversPage } from './leave.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useSession, useTerminal, useView, useWords } from '../store.ts';

/** Below the screen: what the word at the caret does, what runs, or what the last answer was read from. */
export function Strip() {
  const words = useWords().terminal;
  const tab = useTerminal(activeTab);
  const box = useTerminal((terminal) => terminal.input === 'box');
  const hurries = useTerminal((terminal) => terminal.pace === 'at-once');
  const pointed = useTerminal((terminal) => terminal.pointed);
  const { terminal } = useIntents();
  if (tab === null) return null;
  const asked = pointed?.tab === tab.id ? <Explained {...pointed.explained} /> : null;
  if (tab.prompt === null) {
    // The button goes away with what runs: the keyboard goes back to the line. On a phone it would call the keys up.
    const after = (act: () => void) => (): void => {
      act();
      if (!box) terminal.open();
    };
    return (
      <div className="term-strip">
        {asked ?? <p>{words.running}</p>}
        <button type="button" className="chip" onClick={after(() => terminal.keys('\x03'))}>
          {words.stop}
        </button>
        {hurries ? null : (
          <button type="button" className="chip" onClick={after(terminal.skip)}>
            <Icon name="skip" />
            {words.skip}
          </button>
        )}
      </div>
    );
  }
  const { explained, evidence } = tab;
  const about = asked ?? (explained === null ? null : <Explained {...explained} />);
  if (about !== null) return <div className="term-strip">{about}</div>;
  if (tab.text === '' && evidence.length > 0) return <ReadFrom evidence={evidence} />;
  return (
    <div className="term-strip">
      <p className="quiet">{box ? words.hintBox : words.hint}</p>
    </div>
  );
}

/** What a word does. */
function Explained({ word, about }: Explanation) {
  const lang = useView((view) => view.lang);
  return (
    <p>
      <code translate="no">{word}</code> <span>{about[lang]}</span>
    </p>
  );
}

function ReadFrom({ evidence }: { evidence: readonly Evidence[] }) {
  const words = useWords().terminal.read;
  const show = useShow();
  const named = evidence.flatMap((one) => {
    const what = nameOf(one, words);
    return what === null ? [] : [{ one, what }];
  });
  const known = named.filter(({ what }, i) => named.findIndex((other) => other.what === what) === i);
  return (
    <div className="term-strip">
      <p className="quiet">{words.title}</p>
      {known.map(({ one, what }) => (
        <button key={what} type="button" className="chip" title={words.show(what)} onClick={() => show(one)}>
          {what}
        </button>
      ))}
    </div>
  );
}

function nameOf(one: Evidence, words: ReturnType<typeof useWords>['terminal']['read']): string | null {
  switch (one.kind) {
    case 'rows':
      return words.rows(one.table, one.netns, one.keys.length);
    case 'device':
      return words.device(deviceName(one.device), netnsOf(one.device));
    case 'stimulus':
      return words.packets;
    case 'packets':
      return words.seenPackets(one.events.length);
    case 'capture':
      return words.capture(one.path, one.host);
  }
}

/** Brings what an answer was read from into sight: a table, a device, a packet, a capture. */
function useShow(): (one: Evidence) => void {
  const { view, head, terminal } = useIntents();
  const trace = useSession((session) => session.trace);
  const show = (one: Evidence): void => {
    switch (one.kind) {
      case 'rows':
        return view({ pane: 'tables', table: { netns: one.netns, table: one.table } });
      case 'device':
        return view({ selection: { kind: 'device', id: one.device } });
      case 'stimulus': {
        const job = trace?.jobs.find((candidate) => candidate.stimulus === one.index);
        return job === undefined ? undefined : head((now, run) => seek(now, run, job.started));
      }
      case 'packets':
        return head((now, run) => {
          const next = nextOf(one.events, eventAt(now.at));
          return next === null ? now : seek(now, run, next);
        });
      case 'capture':
        return terminal.showCapture(one);
    }
  };
  return (one) => {
    show(one);
    // On a phone the sheet lies over everything.
    if (coversPage()) terminal.aside();
    bringToSight(one.kind === 'rows' || one.kind === 'capture' ? 'inspector' : 'stage');
  };
}
