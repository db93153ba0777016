import { describe, expect, it } from 'vitest';
import { openLab } from '../engine/live.ts';
import { week4 } from '../lab/presets/week4.ts';
import { CATALOG, PACKAGE_NAMES } from './catalog.ts';
import { Installed } from './installed.ts';
import { Machine } from './machine.ts';
import { openMachine } from './open-machine.ts';
import { COMMANDS, PACKAGES } from './registry.ts';
import { Session } from './session.ts';

const LINES = [
  'ping -c 2 192.168.10.101 & for i in 1 2 3; do date +%S.%N; sleep 0.3; done; wait',
  "kubectl exec -it curl-pod -- sh -c 'curl -s webpod | grep Hostname' | sed 's/H/h/' | wc -c",
  'tcpdump -c 2 -nn -i any icmp & ping -c 1 192.168.10.101 | tail -1; wait; ip route | awk "{ print \\$1 }" | sort | uniq -c',
  'watch -n 1 date & sleep 2.5; kill %1; help ip | head -2; which jq tshark nosuch',
];

/** What stands on the screen, with its times, after a line. */
function typed(machine: Machine, bring: () => void): unknown {
  const host = machine.hosts.machine('k8s-ctr');
  if (host === null) throw new Error('no such machine');
  const session = new Session(machine, host, 100);
  const beside = new Session(machine, host, 100);
  for (const line of LINES) {
    session.run(line);
    beside.run('ping -c 3 -i 0.2 192.168.10.101');
    for (let rounds = 0; session.busy || beside.busy; rounds++) {
      if (rounds > 20_000) throw new Error(`does not end: ${line}`);
      if (machine.scheduler.run({ until: null, steps: 7 }) === 'held') bring();
    }
  }
  return [session, beside].map(({ screen }) => screen.chunks);
}

describe('programs that come when they are named', () => {
  it('are those of the catalog, installed where it says', () => {
    for (const name of PACKAGE_NAMES) {
      const listed = [...CATALOG.values()].filter((one) => one.package === name);
      const there = PACKAGES[name].commands;
      expect(new Map(listed.map((one) => [one.name, one.on]))).toEqual(new Map(there.map((one) => [one.name, one.on])));
    }
    expect(CATALOG.size).toBe(COMMANDS.size);
  });

  it('change nothing by coming late: the same output at the same times', () => {
    const installed = new Installed([]);
    let fetched = 0;
    const late = typed(new Machine(openLab(week4), installed), () => {
      for (const name of installed.awaited) {
        installed.add(name, PACKAGES[name]);
        fetched += 1;
      }
    });
    expect(fetched).toBeGreaterThan(10);
    expect(late).toEqual(typed(openMachine(openLab(week4)), () => expect.unreachable('nothing is missing')));
  });

  it('are said to be missing when they cannot be had, and can be asked for again', () => {
    const installed = new Installed([['bash', PACKAGES.bash]]);
    const machine = new Machine(openLab(week4), installed);
    const session = new Session(machine, machine.hosts.machine('k8s-ctr')!, 100);
    const type = (line: string, bring: () => void): string => {
      const from = session.screen.chunks.length;
      session.run(line);
      while (session.busy) if (machine.scheduler.run({ until: null, steps: 100 }) === 'held') bring();
      return session.screen.chunks
        .slice(from)
        .map(({ text }) => text)
        .join('');
    };
    const lack = (): void => installed.awaited.forEach((name) => installed.lacks(name));
    expect(type('date; echo $?', lack)).toBe(
      '(date could not be fetched. When this page is online again, type the line again.)\n126\n',
    );
    expect(type('date +%Y', () => installed.awaited.forEach((name) => installed.add(name, PACKAGES[name])))).toBe(
      '2025\n',
    );
  });
});
