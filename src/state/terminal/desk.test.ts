import { describe, expect, it } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { week4 } from '../../lab/presets/week4.ts';
import type { NetnsName } from '../../lab/names.ts';
import { createStores, rerun, type Stores } from '../app-state.ts';
import { openingAsk } from '../../scenario/ask.ts';
import { seek, tick } from '../playhead.ts';
import { openSession } from '../session.ts';
import { activeTab, type Piece, type Tab } from '../terminal.ts';
import { FRESH_VIEW } from '../view.ts';
import { everything } from '../../shell/open-machine.ts';
import { Desk } from './desk.ts';
import type { Supply } from './supply.ts';

const CTR = 'k8s-ctr' as NetnsName;
const W1 = '192.168.10.101';

function open(pace: 'follow' | 'at-once'): { stores: Stores; desk: Desk } {
  const session = openSession(week4, openingAsk, simulate);
  const stores = createStores(session, FRESH_VIEW, 3);
  stores.terminal.setState({ pace });
  return { stores, desk: new Desk(stores, allAtHand()) };
}

function allAtHand(): Supply {
  return {
    installed: everything(),
    fetch: (name) => expect.unreachable(name),
  };
}

function tab(stores: Stores): Tab {
  const found = activeTab(stores.terminal.getState());
  if (found === null) throw new Error('no tab');
  return found;
}

function textOf(piece: Piece): string {
  switch (piece.kind) {
    case 'typed':
      return `${piece.prompt}${piece.text}${piece.end}\n`;
    case 'choices':
      return `${piece.words.join(' ')}\n`;
    case 'note':
      return `(${piece.note})\n`;
    default:
      return piece.text;
  }
}

const screen = (stores: Stores): string => tab(stores).pieces.map(textOf).join('');

/** What the clock of the page does, so many frames. */
function frames(stores: Stores, desk: Desk, count: number, millis = 16.7): void {
  for (let i = 0; i < count; i++) {
    const { trace } = stores.session.getState();
    const before = stores.playhead.getState();
    if (before.mode === 'playing' && trace !== null) {
      const after = tick(before, trace, millis);
      const held = after.mode === 'paused' && stores.terminal.getState().work === 'runs';
      stores.playhead.setState(held ? { ...after, mode: 'playing' } : after, true);
    }
    if (desk.works) desk.frame(millis, budget(40));
  }
}

function budget(looks: number): () => boolean {
  let left = looks;
  return () => left-- > 0;
}

describe('the terminal, at once', () => {
  it('answers a line at the end of the run, and puts what it caused on the stage', () => {
    const { stores, desk } = open('at-once');
    const before = stores.session.getState().trace?.events.length ?? 0;
    desk.keys(`ping -c 2 ${W1}\r`);
    frames(stores, desk, 20);
    expect(screen(stores)).toMatch(/^root@k8s-ctr:~# ping[\s\S]*2 packets transmitted, 2 received/);
    expect(tab(stores).prompt).toBe('root@k8s-ctr:~# ');
    const { trace } = stores.session.getState();
    expect(trace?.events.length).toBeGreaterThan(before + 20);
    expect(stores.playhead.getState()).toMatchObject({ mode: 'paused', at: (trace?.events.length ?? 0) - 1 });
    expect(trace?.jobs.at(-1)?.argv[0]).toBe('ping');
    expect(stores.terminal.getState()).toMatchObject({ work: 'rests', lit: [{ kind: 'stimulus' }] });
  });

  it('is cleared by `clear`, and by nothing that a file says', () => {
    const { stores, desk } = open('at-once');
    desk.keys('printf "kept\\033[2J\\033[3J\\n"\r');
    frames(stores, desk, 20);
    expect(tab(stores).cleared).toBe(0);
    desk.keys('clear\r');
    frames(stores, desk, 20);
    expect(tab(stores).cleared).toBe(tab(stores).pieces.length);
  });

  it('types in only what is seen', () => {
    const { stores, desk } = open('at-once');
    desk.typeIn({ id: tab(stores).place.id }, 'echo \x1b]52;c;eA==\x07\u202eok');
    expect(tab(stores).text).toBe('echo ]52;c;eA==ok');
    desk.write('ab\u202ecd\x1b', 4);
    expect([tab(stores).text, tab(stores).caret]).toEqual(['abcd', 3]);
  });

  it('lets a loop run on in slices until Ctrl-C, and says 130', () => {
    const { stores, desk } = open('at-once');
    desk.keys('while true; do hostname; sleep 1; done\r');
    const first = tab(stores).shown;
    frames(stores, desk, 10, 99.9);
    expect(tab(stores).shown).toBeGreaterThan(first);
    expect(tab(stores).shown).toBeLessThan(60);
    expect(desk.works).toBe(true);
    desk.keys('\x03');
    expect(tab(stores).prompt).toBe('root@k8s-ctr:~# ');
    desk.keys('echo $?\r');
    expect(screen(stores)).toMatch(/\^C\n[^\n]*echo \$\?\n130\n$/);
  });

  it('does not hang in a loop that never waits', () => {
    const { stores, desk } = open('at-once');
    desk.keys('while true; do :; done\r');
    frames(stores, desk, 3);
    expect(tab(stores).prompt).toBe(null);
    desk.keys('\x03');
    expect(tab(stores).prompt).not.toBe(null);
  });

  it('runs the lines of a paste one after the other', () => {
    const { stores, desk } = open('at-once');
    desk.keys('\x1b[200~cat <<EOF\none\nEOF\nhostname\n\x1b[201~\r');
    expect(screen(stores)).toBe('root@k8s-ctr:~# cat <<EOF\none\nEOF\none\nroot@k8s-ctr:~# hostname\nk8s-ctr\n');
  });

  it('gives what is typed to the program that reads, until Ctrl-D', () => {
    const { stores, desk } = open('at-once');
    desk.keys('cat\r');
    expect(desk.works).toBe(false);
    desk.keys('hello\r');
    desk.keys('\x04');
    expect(screen(stores)).toBe('root@k8s-ctr:~# cat\nhello\nhello\n');
    expect(tab(stores).prompt).not.toBe(null);
  });

  it('completes, and lists at the second Tab', () => {
    const { stores, desk } = open('at-once');
    desk.keys('hostn\t');
    expect(tab(stores).text).toBe('hostname ');
    desk.keys('\x15s\t\t');
    expect(screen(stores)).toMatch(/set sh shift sleep/);
    expect(tab(stores).text).toBe('s');
  });

  it('keeps two terminals apart, and their histories', () => {
    const { stores, desk } = open('at-once');
    const [, second] = stores.terminal.getState().tabs;
    desk.keys('hostname\r');
    desk.choose(second?.id ?? -1);
    desk.keys('hostname\r\x1b[A');
    expect(screen(stores)).toBe('root@k8s-w1:~# hostname\nk8s-w1\n');
    expect(tab(stores).text).toBe('hostname');
  });

  it('types a line in where it belongs, and does not run it', () => {
    const { stores, desk } = open('at-once');
    desk.typeIn({ id: 'router' }, 'ip route');
    expect(tab(stores)).toMatchObject({ text: 'ip route', place: { host: 'router' }, shown: 0 });
  });
});

describe('the terminal, in pace', () => {
  it('shows a line of output when the reader has come to the event that caused it', () => {
    const { stores, desk } = open('follow');
    const old = stores.session.getState().trace?.events.length ?? 0;
    desk.keys(`ping -c 2 ${W1}\r`);
    expect(stores.playhead.getState()).toMatchObject({ mode: 'playing', at: old - 1 });
    expect(screen(stores)).not.toContain('icmp_seq=1');
    const seen: number[] = [];
    for (let i = 0; i < 9_000 && tab(stores).prompt === null; i++) {
      const before = screen(stores).match(/icmp_seq/g)?.length ?? 0;
      frames(stores, desk, 1);
      const after = screen(stores).match(/icmp_seq/g)?.length ?? 0;
      if (after > before) seen.push(stores.playhead.getState().at);
    }
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBeGreaterThan(old + 5);
    expect(screen(stores)).toContain('2 packets transmitted, 2 received');
    frames(stores, desk, 600);
    expect(stores.playhead.getState().mode).toBe('paused');
    expect(stores.terminal.getState().work).toBe('rests');
  });

  it('runs what was typed ahead of the prompt when it is there, and forgets it with Ctrl-C', () => {
    const { stores, desk } = open('follow');
    desk.keys('sleep 1\r');
    desk.keys('hostname\r');
    frames(stores, desk, 400);
    expect(screen(stores)).toMatch(/sleep 1\nhostname\nroot@k8s-ctr:~# hostname\nk8s-ctr\n$/);
    desk.keys('sleep 9\r');
    desk.keys('hostname\r');
    desk.keys('\x03');
    frames(stores, desk, 400);
    expect(screen(stores).match(/^k8s-ctr$/gm)).toHaveLength(1);
  });

  it('stands still while the reader does, and goes on with him', () => {
    const { stores, desk } = open('follow');
    desk.keys(`ping -c 1 ${W1}\r`);
    stores.playhead.setState((head) => ({ ...head, mode: 'paused' }), true);
    expect(desk.works).toBe(false);
    const before = screen(stores);
    frames(stores, desk, 50);
    expect(screen(stores)).toBe(before);
    stores.playhead.setState((head) => ({ ...head, mode: 'playing' }), true);
    frames(stores, desk, 4_000);
    expect(tab(stores).prompt).not.toBe(null);
  });

  it('lets the reader wait for a sleeper, shorter than the sleep, and wakes nobody before', () => {
    const { stores, desk } = open('follow');
    desk.keys('sleep 30; hostname\r');
    frames(stores, desk, 20);
    expect(screen(stores)).not.toContain('\nk8s-ctr');
    desk.keys('\x03echo $?\r');
    frames(stores, desk, 5);
    expect(screen(stores)).toMatch(/130\n$/);
    desk.keys('sleep 30; hostname\r');
    frames(stores, desk, 300);
    expect(screen(stores)).toMatch(/\nk8s-ctr\n$/);
  });

  it('comes to the end at once when the reader skips', () => {
    const { stores, desk } = open('follow');
    desk.keys(`ping -c 3 ${W1}\r`);
    desk.skip();
    frames(stores, desk, 5);
    expect(screen(stores)).toContain('3 packets transmitted, 3 received');
  });

  it('takes a reader who was elsewhere to the end first', () => {
    const { stores, desk } = open('follow');
    const { trace } = stores.session.getState();
    if (trace !== null) stores.playhead.setState((head) => seek(head, trace, 5), true);
    desk.keys('hostname\r');
    expect(stores.playhead.getState().at).toBe((trace?.events.length ?? 0) - 1);
  });
});

describe('the lab under the terminal', () => {
  it('is another one when the controls make another run; what stood there stays', () => {
    const { stores, desk } = open('at-once');
    desk.keys('hostname\r');
    const { run } = stores.session.getState();
    rerun(stores, { ...run.ask, routing: 'vxlan' }, 'same-moment', simulate);
    expect(screen(stores)).toBe('root@k8s-ctr:~# hostname\nk8s-ctr\n(restarted)\n');
    desk.keys('\x1b[A');
    expect(tab(stores).text).toBe('hostname');
    desk.keys(`\x15ping -c 1 ${W1}\r`);
    expect(stores.session.getState().trace?.world.settings.routing).toBe('vxlan');
    expect(stores.session.getState().trace?.jobs.at(-1)?.netns).toBe(CTR);
  });
});
