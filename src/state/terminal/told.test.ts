import { describe, expect, it } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { openingAsk } from '../../scenario/ask.ts';
import { everything } from '../../shell/open-machine.ts';
import { createStores, rerun, type Stores } from '../app-state.ts';
import { openSession } from '../session.ts';
import { activeTab } from '../terminal.ts';
import { FRESH_VIEW } from '../view.ts';
import { Desk } from './desk.ts';
import { toldLines, type ToldLine } from './told-events.ts';

const W1 = '192.168.10.101';

function open(): { stores: Stores; desk: Desk } {
  const stores = createStores(openSession(week4, openingAsk, simulate), FRESH_VIEW, 3);
  stores.terminal.setState({ pace: 'at-once' });
  return { stores, desk: new Desk(stores, { installed: everything(), fetch: (name) => expect.unreachable(name) }) };
}

/** Lets what runs come to its end, or to where it waits for ever. */
function type(desk: Desk, line: string): void {
  desk.keys(`${line}\r`);
  for (let i = 0; i < 200 && desk.works; i++) desk.frame(16.7, () => true);
}

const linesOf = (stores: Stores): ToldLine[] =>
  (activeTab(stores.terminal.getState())?.pieces ?? []).flatMap((piece) =>
    piece.kind === 'output' ? toldLines(piece) : [],
  );
const told = (stores: Stores): ToldLine[] => linesOf(stores).filter(({ event }) => event !== null);

describe('a line leads to its packet', () => {
  it.each([
    ['tcpdump', `ping -c 1 ${W1} & tcpdump -i eth1 -nn -c 2 icmp`, 2],
    ['tshark', `ping -c 1 ${W1} & tshark -i eth1 -c 2 icmp`, 2],
    [
      'hubble',
      'kubectl exec curl-pod -- curl -s -m 1 webpod > /dev/null; kubectl exec -n kube-system ds/cilium -- hubble observe --last 3',
      3,
    ],
    [
      'monitor',
      'kubectl exec -n kube-system ds/cilium -- cilium-dbg monitor & kubectl exec curl-pod -- curl -s -m 1 webpod; sleep 1; kill %1',
      4,
    ],
  ])('of %s, where it passed', (_, line, least) => {
    const { stores, desk } = open();
    type(desk, line);
    const lines = told(stores);
    expect(lines.length).toBeGreaterThanOrEqual(least);
    const events = stores.session.getState().trace?.events ?? [];
    for (const { event } of lines) expect(event === null ? null : events[event]?.id).toBe(event);
    const order = lines.map(({ event }) => Number(event));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('but through a pipe, to a file, or beside the packets nothing does', () => {
    const { stores, desk } = open();
    type(desk, `ping -c 1 ${W1} & tcpdump -i eth1 -nn -c 2 icmp 2>/dev/null | grep reply`);
    type(desk, `ping -c 1 ${W1} > /dev/null & tcpdump -i eth1 -c 1 -w /tmp/a.pcap icmp; hostname`);
    expect(linesOf(stores).map(({ text }) => text)).toContainEqual(expect.stringContaining('echo reply'));
    expect(told(stores)).toEqual([]);
  });

  it('of the run that is on the stage only', () => {
    const { stores, desk } = open();
    type(desk, `ping -c 1 ${W1} & tcpdump -i eth1 -nn -c 1 icmp`);
    expect(told(stores)).toHaveLength(1);
    const { run } = stores.session.getState();
    rerun(stores, { ...run.ask, routing: 'vxlan' }, 'same-moment', simulate);
    expect(told(stores)).toEqual([]);
  });
});
