import { describe, expect, it } from 'vitest';
import { startApp } from '../../src/engine/apps/apps.ts';
import { icmpErrorText, statisticsText, tripText } from '../../src/engine/apps/ping-text.ts';
import type { AppStimulus } from '../../src/engine/apps/host.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { PipeOptions } from '../transport/pipe.ts';
import { fakeJob, Pipe } from '../transport/pipe.ts';

const TARGET = ipv4('172.20.2.152');
const PING: AppStimulus<'ping'> = {
  at: 0 as never,
  from: 'curl-pod' as never,
  kind: 'ping',
  target: { kind: 'address', address: TARGET },
  count: 1,
  interval: 1,
  wait: 1,
  deadline: null,
  size: 56,
  ttl: 64,
  pmtudisc: 'want',
  id: 163,
};

/** `unreachable`: what a router says to every echo request instead of passing it on. */
function run(
  change: Partial<AppStimulus<'ping'>>,
  options: PipeOptions = {},
  fault: { code: number; mtu: number } | null = null,
) {
  const pipe = new Pipe({
    delay: 174_500,
    hops: 1,
    ...options,
    loses: (s) => {
      const echo = s.out.label.startsWith('echo request');
      if (echo && fault) {
        const error = { kind: 'icmp-unreachable', ...fault, quote: s.bytes.slice(0, 548) } as const;
        pipe.error(client.ip, ipv4('192.168.10.200'), error, s.id);
      }
      return (echo && fault !== null) || options.loses?.(s) === true;
    },
  });
  const client = pipe.host('curl-pod');
  pipe.host('webpod-697b545f57-9nnfd');
  const job = fakeJob();
  startApp({ kernel: client.kernel, sockets: client.sockets }, { ...PING, ...change }, job);
  pipe.settle();
  return { ...job.out, ended: pipe.now, requests: pipe.labels(client).length, steps: job.steps };
}

describe('ping', () => {
  it('prints what iputils prints', () => {
    const { stdout, stderr, code, steps } = run({ count: 2, interval: 0.3 });
    expect(stdout).toBe(`PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.
64 bytes from 172.20.2.152: icmp_seq=1 ttl=63 time=0.349 ms
64 bytes from 172.20.2.152: icmp_seq=2 ttl=63 time=0.349 ms

--- 172.20.2.152 ping statistics ---
2 packets transmitted, 2 received, 0% packet loss, time 300ms
rtt min/avg/max/mdev = 0.349/0.349/0.349/0.000 ms
`);
    expect([stderr, code]).toEqual(['', 0]);
    expect(steps[0]?.kind).toBe('started');
  });

  it('waits for -W after the last packet when nothing has come back', () => {
    const { stdout, code, ended } = run({ count: 2, interval: 0.3, wait: 1 }, { loses: () => true });
    expect(stdout).toBe(`PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.

--- 172.20.2.152 ping statistics ---
2 packets transmitted, 0 received, 100% packet loss, time 300ms

`);
    expect([code, ended]).toEqual([1, 1.3e9]);
  });

  it('waits one interval more once something has come back', () => {
    const { code, ended } = run({ count: 2, interval: 0.3, wait: 9 }, { loses: (s) => s.out.label.endsWith('seq 2') });
    expect([code, ended]).toEqual([0, 0.6e9]);
  });

  it('says 1 with -c 2 -w 1, as one answer is not two', () => {
    const { stdout, code, requests } = run({ count: 2, deadline: 1 });
    expect(stdout).toContain('1 packets transmitted, 1 received, 0% packet loss, time 0ms\n');
    expect([code, requests]).toEqual([1, 1]);
  });

  it('goes on beyond the count until the deadline', () => {
    const { stdout, code, requests } = run({ count: 2, deadline: 4, interval: 1 }, { loses: () => true });
    expect(stdout).toContain('4 packets transmitted, 0 received');
    expect([code, requests]).toEqual([1, 4]);
  });

  it('shows an unreachable as an error and stops when all are accounted for', () => {
    const { stdout, code, ended } = run({ count: 1 }, {}, { code: 0, mtu: 0 });
    expect(stdout).toBe(`PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.
From 192.168.10.200 icmp_seq=1 Destination Net Unreachable

--- 172.20.2.152 ping statistics ---
1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms

`);
    expect([code, ended]).toEqual([1, 174_500]);
  });

  it('is refused by its own kernel with -M do, and sends nothing', () => {
    const { stdout, stderr, code, requests } = run({ size: 1423, pmtudisc: 'do' }, { mtu: 1450 });
    expect(stderr).toBe('ping: sendmsg: Message too large\n');
    expect(stdout).toBe(`PING 172.20.2.152 (172.20.2.152) 1423(1451) bytes of data.

--- 172.20.2.152 ping statistics ---
1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms

`);
    expect([code, requests]).toEqual([1, 0]);
  });

  it('learns a path MTU with the first packet and is refused with the second', () => {
    const { stdout, stderr } = run({ count: 2, size: 1472, pmtudisc: 'do' }, {}, { code: 4, mtu: 1400 });
    expect(stdout).toContain('From 192.168.10.200 icmp_seq=1 Frag needed and DF set (mtu = 1400)\n');
    expect(stderr).toBe('ping: sendmsg: Message too large\n');
    expect(stdout).toContain('2 packets transmitted, 0 received, +2 errors');
  });

  it('measures no time in packets that cannot carry one', () => {
    const { stdout } = run({ size: 8 });
    expect(stdout).toContain('16 bytes from 172.20.2.152: icmp_seq=1 ttl=63\n');
    expect(stdout).not.toContain('rtt');
  });

  it('ends with 2 when there is no way at all', () => {
    const { stderr, stdout, code } = run({ target: { kind: 'address', address: ipv4('203.0.113.1') } });
    expect([stdout, stderr, code]).toEqual(['', 'ping: connect: Network unreachable\n', 2]);
  });
});

describe('the words of ping', () => {
  it('names every error', () => {
    expect(icmpErrorText({ type: 11, code: 0, mtu: 0 })).toBe('Time to live exceeded');
    expect(icmpErrorText({ type: 3, code: 1, mtu: 0 })).toBe('Destination Host Unreachable');
    expect(icmpErrorText({ type: 3, code: 13, mtu: 0 })).toBe('Packet filtered');
    expect(icmpErrorText({ type: 3, code: 99, mtu: 0 })).toBe('Dest Unreachable, Bad Code: 99');
  });

  it('drops decimals as times grow', () => {
    expect([83, 3082, 9994, 9995, 12_345, 99_949, 99_950, 250_400].map(tripText)).toEqual([
      '0.083',
      '3.08',
      '9.99',
      '10.0',
      '12.3',
      '99.9',
      '100',
      '250',
    ]);
  });

  it('counts what was under way at once', () => {
    const counts = { transmitted: 3, received: 0, duplicates: 0, errors: 3, time: 2029, pipe: 3, trips: [] };
    expect(statisticsText('192.168.20.250', counts)).toBe(`
--- 192.168.20.250 ping statistics ---
3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 2029ms
pipe 3
`);
    expect(statisticsText('x', { ...counts, received: 2, errors: 0, pipe: 1, trips: [134, 125] })).toContain(
      '33.3333% packet loss, time 2029ms\nrtt min/avg/max/mdev = 0.125/0.129/0.134/0.004 ms\n',
    );
  });
});
