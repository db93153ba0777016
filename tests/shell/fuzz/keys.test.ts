import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/engine/simulate.ts';
import { week4 } from '../../../src/lab/presets/week4.ts';
import { complete } from '../../../src/shell/complete.ts';
import { explain } from '../../../src/shell/explain.ts';
import { everything, openMachine } from '../../../src/shell/open-machine.ts';
import { COMMANDS } from '../../../src/shell/registry.ts';
import { Session } from '../../../src/shell/session.ts';
import { createStores, type Stores } from '../../../src/state/app-state.ts';
import { openingAsk } from '../../../src/scenario/ask.ts';
import { openSession } from '../../../src/state/session.ts';
import { Desk } from '../../../src/state/terminal/desk.ts';
import { activeTab } from '../../../src/state/terminal.ts';
import { FRESH_VIEW } from '../../../src/state/view.ts';
import { Pen } from '../../../src/ui/terminal/pen.ts';
import { outputLines } from '../../../src/ui/terminal/output-lines.ts';
import { stillLab } from '../still-lab.ts';
import { Chance } from './chance.ts';
import { FilterGrower } from './grow-filters.ts';
import { linesOf } from './known.ts';

const SEED = 1;
/** Colours, and what draws the line being typed over itself: nothing else is ever written. */
const ALLOWED = /\x1b\[(?:[\d;:]{0,60}m|J|\d+[AC]|\?2004h)/g;
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const KEYS = [
  '\r',
  '\t',
  '\t\t',
  '\x03',
  '\x04',
  '\x0c',
  '\x12',
  '\x07',
  '\x1b',
  '\x7f',
  '\x1b[3~',
  '\x02',
  '\x06',
  '\x1bb',
  '\x1bf',
  '\x01',
  '\x05',
  '\x0b',
  '\x15',
  '\x17',
  '\x1bd',
  '\x19',
  '\x10',
  '\x0e',
  '\x1b[A',
  '\x1b[B',
  '\x1b[C',
  '\x1b[D',
  '\x1b[99;99R',
  '\x1b]0;x\x07',
  '\x1b[?1;2c',
  '\x1b[200~one\r\ntwo\t\x1b[2Jthree\x1b[201~',
  '\x1b[200~never closed',
  '한',
  'ㄱ',
  'é',
  '😀',
  '\u202e',
  '\x00',
  '\x9b',
  '\ud800',
  "'",
  '"',
  '$(',
  '`',
  '\\',
  '|',
  ' ',
] as const;

function opened(): { readonly stores: Stores; readonly desk: Desk } {
  const stores = createStores(openSession(week4, openingAsk, simulate), FRESH_VIEW, 3);
  stores.terminal.setState({ pace: 'at-once' });
  return { stores, desk: new Desk(stores, { installed: everything(), fetch: (name) => expect.unreachable(name) }) };
}

/** A pen whose terminal keeps what it is told. */
function penOf(): { readonly pen: Pen; readonly written: string[] } {
  const written: string[] = [];
  const nothing = (): void => undefined;
  const notes = { restarted: 'restarted', stays: 'stays' };
  const pen = new Pen(
    {
      onKeys: nothing,
      onColumns: nothing,
      onLeave: nothing,
      onPoint: nothing,
      notes: () => notes,
      eventsOf: () => [],
      onEvent: nothing,
      says: () => '',
    },
    'seen',
    {},
  );
  pen.terminal.write = (data) => void written.push(String(data));
  return { pen, written };
}

describe('whatever is pressed', () => {
  it('ends, and tells the terminal nothing but text, colours and how the line is drawn', () => {
    for (let session = 0; session < 6; session++) {
      const chance = new Chance(SEED, `keys ${session}`);
      const { stores, desk } = opened();
      const { pen, written } = penOf();
      const filters = new FilterGrower(chance);
      const lines = linesOf(SEED, 1_000 + session);
      for (let i = 0; i < 120; i++) {
        const kind = chance.below(8);
        if (kind === 0) desk.keys(`${(chance.pick(lines) ?? '').slice(0, 300)}\r`);
        else if (kind === 1) desk.keys(`printf '${filters.hostile()}'\r`);
        else if (kind === 2)
          desk.typeIn({ id: stores.terminal.getState().places[0]?.id ?? '' }, `echo \x1b]52;c;eA==\x07\u202e${i}`);
        else if (kind === 3) desk.write((chance.pick(lines) ?? '').slice(0, 200), chance.below(200));
        else if (kind === 4) desk.resize(1 + chance.below(200));
        else desk.keys(chance.many(6, () => chance.pick(KEYS) ?? '').join(''));
        for (let frame = 0; frame < 3 && desk.works; frame++) desk.frame(16, looks(20));
        const tab = activeTab(stores.terminal.getState());
        if (tab === null) continue;
        pen.draw(tab);
        for (const { text } of outputLines(tab, { restarted: '', stays: '' })) expect(text).not.toMatch(FORBIDDEN);
        expect(tab.caret).toBeLessThanOrEqual(tab.text.length);
      }
      const strange = written.find((text) => FORBIDDEN.test(text.replace(ALLOWED, '')));
      expect(strange).toBeUndefined();
      expect(written.length).toBeGreaterThan(20);
    }
  });

  it('is explained and completed at every place of every line', () => {
    const machine = openMachine(stillLab());
    const host = machine.hosts.machine('k8s-ctr');
    if (host === null) throw new Error('no k8s-ctr');
    const { shell } = new Session(machine, host, 80);
    for (let session = 0; session < 40; session++) {
      const chance = new Chance(SEED, `places ${session}`);
      for (const line of linesOf(SEED, 2_000 + session)) {
        const text = line.slice(0, 2_000);
        for (let i = 0; i < 4; i++) {
          const caret = chance.below(text.length + 1);
          const { from, words } = complete({ machine, host, shell, commands: COMMANDS, text, caret });
          expect(from).toBeLessThanOrEqual(caret);
          expect(words.every((word) => typeof word === 'string')).toBe(true);
          const about = explain(COMMANDS, shell, text, caret);
          const told = about === null ? [] : [about.word, about.about.en, about.about.ko];
          expect(told.every((text) => typeof text === 'string')).toBe(true);
        }
      }
    }
  });
});

function looks(most: number): () => boolean {
  let left = most;
  return () => left-- > 0;
}
