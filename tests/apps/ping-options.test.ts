import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../src/wire/address.ts';
import { must } from '../../src/base/assert.ts';
import { PING, runOnPipe } from './pipe-run.ts';

const END = (sent: number, received: number, loss: string, time: number) => `
--- 172.20.2.152 ping statistics ---
${sent} packets transmitted, ${received} received, ${loss}% packet loss, time ${time}ms
rtt min/avg/max/mdev = 0.200/0.200/0.200/0.000 ms
`;
const run = (change: Partial<typeof PING>, options = {}) => {
  const { stdout, stderr, code } = runOnPipe({ ...PING, count: 2, ...change }, options);
  return { stdout, stderr, code };
};
const PINGS = 'PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.\n';

describe('options of ping', () => {
  it('-q prints the statistics only', () => {
    expect(run({ quiet: true })).toEqual({ stdout: PINGS + END(2, 2, '0', 1000), stderr: '', code: 0 });
  });

  it('-D and -O tell when, and of what is missing', () => {
    const loses = (s: { out: { label: string } }) => s.out.label.endsWith('request seq 1');
    const change = { timestamps: true, outstanding: true };
    expect(run(change, { loses }).stdout).toBe(`${PINGS}[1754763181.000000] no answer yet for icmp_seq=1
[1754763181.000200] 64 bytes from 172.20.2.152: icmp_seq=2 ttl=64 time=0.200 ms
${END(2, 1, '50', 1000)}`);
  });

  it('-p fills the packet behind the time', () => {
    const { stdout, pipe } = runOnPipe({ ...PING, count: 1, pattern: 'c0ffee' });
    expect(stdout).toBe(`PATTERN: 0xc0ffee
${PINGS}64 bytes from 172.20.2.152: icmp_seq=1 ttl=64 time=0.200 ms
${END(1, 1, '0', 0)}`);
    const { bytes } = must(pipe.sent[0], 'request');
    expect([...bytes.subarray(28 + 16, 28 + 20)]).toEqual([0xff, 0xee, 0xc0, 0xff]);
    expect(run({ pattern: 'abxy' })).toEqual({
      stdout: '',
      stderr: 'ping: patterns must be specified as hex digits: xy\n',
      code: 2,
    });
  });

  it('-I says where it sends from', () => {
    const head = (from: string) => `PING 172.20.2.152 (172.20.2.152) from ${from}: 56(84) bytes of data.\n`;
    expect(run({ source: 'eth0', quiet: true }).stdout).toBe(head('172.20.0.215 eth0') + END(2, 2, '0', 1000));
    expect(run({ source: '172.20.0.215', quiet: true }).stdout).toBe(head('172.20.0.215 ') + END(2, 2, '0', 1000));
    expect(run({ source: 'eth7' })).toEqual({
      stdout: '',
      stderr: 'ping: SO_BINDTODEVICE eth7: No such device\n',
      code: 2,
    });
    expect(run({ source: '192.0.2.1' }).stderr).toBe('ping: bind: Address not available\n');
    expect(run({ source: '192.0.2.1' }, { from: 'k8s-ctr' }).stderr).toBe(
      'ping: bind: Cannot assign requested address\n',
    );
  });

  it('-n leaves names out', () => {
    const target = { kind: 'name', name: 'router' } as const;
    const lines = (numeric: boolean) =>
      runOnPipe({ ...PING, target, count: 1, numeric }, { from: 'k8s-ctr' }).stdout.split('\n');
    expect(lines(false)[1]).toBe('64 bytes from router (192.168.10.200): icmp_seq=1 ttl=64 time=0.200 ms');
    expect(lines(true)[1]).toBe('64 bytes from 192.168.10.200: icmp_seq=1 ttl=64 time=0.200 ms');
  });

  it('without -c goes on until the deadline, which it keeps', () => {
    expect(run({ count: null, deadline: 2, interval: 0.5, quiet: true })).toEqual({
      stdout: PINGS + END(4, 4, '0', 1500),
      stderr: '',
      code: 0,
    });
  });

  it('is told by a node of a packet that is too long in other words than by a pod', () => {
    const change = {
      count: 1,
      size: 2000,
      pmtudisc: 'do',
      target: { kind: 'address', address: ipv4('192.168.10.200') },
    } as const;
    const words = (from: string) => runOnPipe({ ...PING, ...change }, { from }).stderr;
    expect(words('k8s-ctr')).toBe('ping: local error: message too long, mtu=1500\n');
    expect(words('curl-pod')).toBe('ping: sendmsg: Message too large\n');
  });
});
