import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/shell/evidence.ts';
import { Terminals } from './live-terminal.ts';

type Opened = Extract<Evidence, { kind: 'capture' }>;

const CAPTURE =
  'tcpdump -i eth1 -nn -w /tmp/a.pcap icmp > /dev/null & ping -q -c 2 192.168.10.101 > /dev/null; sleep 1; kill %1';

function opened(terminals: Terminals, line: string): Opened | undefined {
  return terminals.at('k8s-ctr', line).evidence.find((one): one is Opened => one.kind === 'capture');
}

describe('termshark', () => {
  it('opens what tshark lists, and knows where each packet passed', () => {
    const terminals = new Terminals();
    terminals.at('k8s-ctr', CAPTURE);
    const capture = opened(terminals, 'cd /tmp; termshark -r a.pcap');
    expect(capture).toMatchObject({ host: 'k8s-ctr', path: '/tmp/a.pcap' });
    expect(
      capture?.packets.map(({ number, protocol, length, info }) => [number, protocol, length, info.slice(0, 20)]),
    ).toEqual([
      ['1', 'ICMP', '98', 'Echo (ping) request '],
      ['2', 'ICMP', '98', 'Echo (ping) reply   '],
      ['3', 'ICMP', '98', 'Echo (ping) request '],
      ['4', 'ICMP', '98', 'Echo (ping) reply   '],
    ]);
    const { events } = terminals.machine.lab.trace;
    for (const { event } of capture?.packets ?? []) {
      const there = event === null ? undefined : events[event];
      expect([there?.netns, there?.device]).toEqual(['k8s-ctr', 'k8s-ctr:eth1']);
    }
  });

  it('keeps to the display filter, and opens a file that has nothing for it', () => {
    const terminals = new Terminals();
    terminals.at('k8s-ctr', CAPTURE);
    const replies = opened(terminals, "termshark -r /tmp/a.pcap -Y 'icmp.type==0'");
    expect(replies?.packets.map(({ number }) => number)).toEqual(['2', '4']);
    expect(opened(terminals, 'termshark -r /tmp/a.pcap -Y tcp')?.packets).toEqual([]);
    expect(opened(terminals, 'termshark -r /tmp/none.pcap')).toBeUndefined();
  });
});
