import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import type { LabFile } from '../lab/file.ts';
import { week4 } from '../lab/presets/week4.ts';
import { diagnosisOf } from '../scene/diagnosis.ts';
import { openingEvent, verdictOf } from '../scene/moment.ts';
import { focusOf } from '../scene/stage.ts';
import { validateTrace } from '../trace/validate.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { remediesFor, remedied } from './remedies.ts';
import { handTable, routeProblems, withoutRoute, withRoute, withTable } from '../scenario/router-table.ts';
import { runOf } from '../scenario/run.ts';
import { openSession, type Session } from './session.ts';
import { SWITCHES, switchStates, positionsOf, turned } from '../scenario/switches.ts';

const session = openSession(week4, openingAsk, simulate);
const { world } = session;

function run(ask: Ask, { lab, world: own }: Session = session) {
  const done = runOf(lab, own, ask, simulate);
  if (done.kind === 'failed') throw new Error(done.message);
  return done.trace;
}

describe('switches', () => {
  test('a switch that is put back is no change', () => {
    for (const name of SWITCHES) {
      const [a, b] = positionsOf(name);
      for (const there of [a, b])
        for (const back of [a, b]) {
          const once = turned(week4, {}, name, there);
          const twice = once === null ? null : turned(week4, once, name, back);
          expect(twice).toEqual(turned(week4, {}, name, back));
        }
    }
    expect(turned(week4, {}, 'socketLB', 'maybe')).toBe(null);
  });

  test('what is in effect is what the run has', () => {
    const cases: Partial<Ask>[] = [
      {},
      { routing: 'vxlan' },
      { switches: { bpfMasquerade: false } },
      { switches: { hostRouting: 'legacy' } },
      { switches: { datapath: 'linux' } },
      { routing: 'geneve', switches: { autoDirectNodeRoutes: false } },
    ];
    for (const change of cases) {
      const ask = { ...openingAsk(world), ...change };
      const { settings } = run(ask).world;
      for (const { name, inEffect } of switchStates(week4, ask.routing, ask.switches)) {
        const value = settings[name];
        expect(`${name} ${inEffect}`).toBe(`${name} ${value === true ? 'on' : value === false ? 'off' : value}`);
      }
    }
  });

  test('a choice without effect says why', () => {
    const note = (file: LabFile, change: Partial<Ask>, name: string) => {
      const ask = { ...openingAsk(world), ...change };
      return switchStates(file, ask.routing, ask.switches).find((state) => state.name === name)?.note;
    };
    expect(note(week4, {}, 'hostRouting')).toBe(null);
    expect(note(week4, { switches: { bpfMasquerade: false } }, 'hostRouting')).toBe('needs-masquerade');
    expect(note(week4, { routing: 'vxlan' }, 'autoDirectNodeRoutes')).toBe('tunnel');
    expect(note(week4, { switches: { datapath: 'linux' } }, 'socketLB')).toBe('linux');
    const plain = { ...week4, cilium: { ...week4.cilium, kubeProxyReplacement: false } };
    expect(note(plain, {}, 'hostRouting')).toBe('needs-kpr');
    expect(note(plain, {}, 'socketLB')).toBe('needs-kpr-lb');
  });
});

describe('the routes of the router', () => {
  const codes = (...routes: string[]) => routeProblems(week4, routes).map((problem) => problem.code);

  test('are judged by the lab’s own rules', () => {
    expect(codes('172.20.2.0/24 via 192.168.20.100')).toEqual([]);
    expect(codes('blackhole 172.20.2.0/24')).toEqual([]);
    expect(codes('172.20.2.0/24')).toEqual(['not-static-route']);
    expect(codes('172.20.2.9/24 via 192.168.20.100')).toEqual(['host-bits']);
    expect(codes('172.20.2.0/24 via 192.168.30.1')).toEqual(['not-on-link']);
    expect(codes('172.20.2.0/24 via 192.168.20.200')).toEqual(['gateway-is-self']);
    expect(codes('172.20.2.0/24 via 192.168.20.100', 'blackhole 172.20.2.0/24')).toEqual(['same-route']);
  });

  test('a preset opens as the list it stands for, and an emptied list is the preset again', () => {
    const ask: Ask = { ...openingAsk(world), router: 'static-dst' };
    const table = handTable(world, ask);
    expect(table).toEqual({ routes: ['172.20.2.0/24 via 192.168.20.100'], defaultRoute: true });
    expect(withTable(world, withoutRoute(table, table.routes[0] ?? '')).router).toBe('lab');
    expect(withTable(world, { routes: [], defaultRoute: false }).router).toBe('no-default');
    expect(withRoute(table, ...table.routes)).toBe(table);
  });
});

/** Another lab altogether: nothing of the preset's addresses or names must be needed. */
const stranger: LabFile = {
  ...week4,
  nodes: week4.nodes.map((node) => ({
    ...node,
    podCIDR: node.podCIDR.replace('172.20.', '10.77.'),
    ciliumHost: null,
    staticRoutes: node.staticRoutes.map((spec) => spec.replace('172.20.0.0/16', '10.77.0.0/16')),
  })),
  pods: week4.pods.map((pod) => ({ ...pod, ip: pod.ip.replace('172.20.', '10.77.') })),
  cilium: { ...week4.cilium, ipv4NativeRoutingCIDR: '10.77.0.0/16' },
  recorded: { ...week4.recorded, flowPorts: [] },
};

describe.each([
  ['week 4', session, '172.20'],
  ['another lab', openSession(stranger, openingAsk, simulate), '10.77'],
] as const)('the half-open story in %s', (_, lab, net) => {
  const opening = openingAsk(lab.world);
  const lostIn = (ask: Ask) => {
    const trace = run(ask, lab);
    const packet = focusOf(trace, openingEvent(trace));
    return { trace, packet, diagnosis: packet === null ? null : diagnosisOf(trace, packet) };
  };

  test('the request is lost for want of one route, and its answer would want another', () => {
    const { trace, packet, diagnosis } = lostIn(opening);
    expect([diagnosis?.label, diagnosis?.host]).toEqual(['SYN', 'router']);
    expect([diagnosis?.missing.prefix, diagnosis?.back?.prefix]).toEqual([`${net}.2.0/24`, `${net}.0.0/24`]);
    expect(remediesFor(trace, opening, packet).map((r) => (r.kind === 'routes' ? r.scope : r.routing))).toEqual([
      'vxlan',
      'both',
      'request',
    ]);
  });

  test('with one route the answer is lost, and the other route is offered; then all is well', () => {
    const first = lostIn(opening);
    const [, , one] = remediesFor(first.trace, opening, first.packet);
    if (one === undefined) throw new Error('no remedy');
    const half: Ask = { ...opening, ...remedied(lab.world, opening, one) };
    const second = lostIn(half);
    expect([second.diagnosis?.label, second.diagnosis?.way]).toEqual(['SYN, ACK', 'reply']);
    expect([second.diagnosis?.missing.prefix, second.diagnosis?.back]).toEqual([`${net}.0.0/24`, null]);
    const [, rest] = remediesFor(second.trace, half, second.packet);
    if (rest === undefined) throw new Error('no remedy');
    expect(rest).toMatchObject({ kind: 'routes', scope: 'rest' });
    const whole: Ask = { ...half, ...remedied(lab.world, half, rest) };
    expect(verdictOf(run(whole, lab))).toBe('answered');
    const [, both] = remediesFor(first.trace, opening, first.packet);
    if (both === undefined) throw new Error('no remedy');
    expect(verdictOf(run({ ...opening, ...remedied(lab.world, opening, both) }, lab))).toBe('answered');
  });
});

test('three curls in a row start one after the other, each a second after the one before has ended', () => {
  const trace = run({ ...openingAsk(world), count: 3 });
  expect(validateTrace(trace)).toEqual([]);
  const jobs = trace.jobs.filter((job) => job.exitCode !== null);
  expect(jobs.map((job) => job.exitCode)).toEqual([28, 28, 28]);
  const starts = jobs.map((job) => trace.events[job.started]?.at ?? 0);
  expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(4e9);
  expect((starts[2] ?? 0) - (starts[1] ?? 0)).toBeGreaterThanOrEqual(4e9);
});
