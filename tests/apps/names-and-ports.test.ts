import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../src/wire/address.ts';
import { NC, runOnPipe, TRACEROUTE } from './pipe-run.ts';

const router = { kind: 'address', address: ipv4('192.168.10.200') } as const;

describe('names in paths', () => {
  it('traceroute writes the name that /etc/hosts has, or the address twice', () => {
    const path = (from: string) => runOnPipe({ ...TRACEROUTE, target: router, names: true }, { from }).stdout;
    expect(path('k8s-ctr')).toBe(`traceroute to 192.168.10.200 (192.168.10.200), 30 hops max, 60 byte packets
 1  router (192.168.10.200)  0.200 ms  0.200 ms  0.200 ms
`);
    expect(path('curl-pod')).toBe(`traceroute to 192.168.10.200 (192.168.10.200), 30 hops max, 60 byte packets
 1  192.168.10.200 (192.168.10.200)  0.200 ms  0.200 ms  0.200 ms
`);
  });

  it('tracepath writes the name alone', () => {
    const stimulus = {
      at: 0 as never,
      from: 'k8s-ctr' as never,
      kind: 'tracepath',
      target: router,
      maxHops: 30,
    } as const;
    const path = (names: boolean) => runOnPipe({ ...stimulus, names }, { from: 'k8s-ctr' }).stdout;
    const end = '     Resume: pmtu 1500 hops 1 back 1 \n';
    const start = ' 1?: [LOCALHOST]                      pmtu 1500\n';
    expect(path(true)).toBe(
      `${start} 1:  router                                                0.200ms reached\n${end}`,
    );
    expect(path(false)).toBe(
      `${start} 1:  192.168.10.200                                        0.200ms reached\n${end}`,
    );
  });
});

describe('nc -zu', () => {
  it('takes silence for an open port', () => {
    const { stdout, stderr, code, pipe, labels } = runOnPipe(NC);
    expect([stdout, stderr, code]).toEqual(['', 'Connection to 10.96.0.10 53 port [udp/domain] succeeded!\n', 0]);
    expect([pipe.now >= 3e9, labels]).toEqual([true, Array.from({ length: 5 }, () => 'UDP probe')]);
  });

  it('says nothing of one that is closed', () => {
    const { stdout, stderr, code, labels } = runOnPipe({ ...NC, port: 54, wait: 1 });
    expect([stdout, stderr, code, labels.length]).toEqual(['', '', 1, 2]);
  });
});
