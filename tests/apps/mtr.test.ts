import { describe, expect, it } from 'vitest';
import { emptyHop, heard, reportText } from '../../src/engine/apps/mtr-report.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { MTR, NOBODY, runOnPipe } from './pipe-run.ts';

describe('mtr -r', () => {
  it('prints a report', () => {
    const { stdout, stderr, code } = runOnPipe(MTR);
    expect(stdout).toBe(`Start: 2025-08-09T18:13:00+0000
HOST: curl-pod                    Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 172.20.2.152               0.0%     3    0.2   0.2   0.2   0.2   0.0
`);
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('has no name for hops that do not answer, and writes over the sign of 100.0%', () => {
    const { stdout } = runOnPipe({ ...MTR, method: 'udp', count: 2 }, { loses: (s) => s.out.ttl < 3 });
    expect(stdout).toBe(`Start: 2025-08-09T18:13:00+0000
HOST: curl-pod                    Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- ???                       100.0     2    0.0   0.0   0.0   0.0   0.0
  2.|-- ???                       100.0     2    0.0   0.0   0.0   0.0   0.0
  3.|-- 172.20.2.152               0.0%     2    0.2   0.2   0.2   0.2   0.0
`);
  });

  it('is as wide as the longest name with -w', () => {
    const { stdout } = runOnPipe({ ...MTR, wide: true, names: true }, { from: 'k8s-ctr' });
    expect(stdout).toBe(`Start: 2025-08-10T03:13:00+0900
HOST: k8s-ctr      Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 172.20.2.152  0.0%     3    0.2   0.2   0.2   0.2   0.0
`);
  });

  it('finds a web server by TCP', () => {
    const { stdout, labels } = runOnPipe({ ...MTR, method: 'tcp', count: 1 });
    expect(stdout).toBe(`Start: 2025-08-09T18:13:00+0000
HOST: curl-pod                    Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 172.20.2.152               0.0%     1    0.2   0.2   0.2   0.2   0.0
`);
    expect(labels[0]).toBe('SYN');
  });

  it('has nothing to report when nobody answers', () => {
    const { stdout, code } = runOnPipe({ ...MTR, target: { kind: 'address', address: NOBODY }, count: 1 });
    expect(stdout).toBe(`Start: 2025-08-09T18:13:00+0000
HOST: curl-pod                    Loss%   Snt   Last   Avg  Best  Wrst StDev
`);
    expect(code).toBe(0);
  });

  it('says that it does not know the name', () => {
    const { stdout, stderr, code } = runOnPipe({ ...MTR, target: { kind: 'name', name: 'nope' } });
    expect([stdout, stderr, code]).toEqual(['', 'mtr: Failed to resolve host: nope: Name does not resolve\n', 0]);
  });
});

describe('the figures of a hop', () => {
  it('are whole microseconds, and all who have answered are named', () => {
    const [a, b] = [ipv4('192.168.10.200'), ipv4('192.168.20.200')];
    const hop = { ...emptyHop(), sent: 4 };
    for (const [from, micros] of [
      [a, 1000],
      [b, 3000],
      [a, 2500],
    ] as const)
      heard(hop, from, false, micros);
    const report = { host: 'router', wide: false, maxHops: 30, nameOf: (ip: string) => ip, hops: [hop], target: a };
    expect(reportText(report)).toBe(`HOST: router                      Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 192.168.10.200            25.0%     4    2.5   2.2   1.0   3.0   1.0
        192.168.20.200                   
`);
  });
});
