import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/engine/simulate.ts';
import { worldOf } from '../../src/trace/world-of.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { TABLE_NAMES, type Tables } from '../../src/lab/tables.ts';
import { contestOf, routeTableOf } from '../../src/trace/contest.ts';
import type { EventId } from '../../src/trace/events.ts';
import { isStep, journeyOf } from '../../src/trace/journey.ts';
import { traceFromJson, traceToJson } from '../../src/trace/json.ts';
import { sameValue } from '../../src/trace/same-value.ts';
import { tableAt } from '../../src/trace/state-at.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { eventsOf } from '../../src/trace/by-packet.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { labOfMode } from '../paths/modes.ts';

const at = 0 as Nanos;
const from = 'curl-pod' as NetnsName;
const WEB = { kind: 'address', address: ipv4('172.20.2.152') } as const;
const STIMULI: Readonly<Record<string, Stimulus>> = {
  ping: {
    kind: 'ping',
    at,
    from,
    target: WEB,
    count: 2,
    interval: 1,
    wait: 1,
    deadline: null,
    size: 1600,
    ttl: 64,
    pmtudisc: 'dont',
    id: null,
  },
  curl: {
    kind: 'curl',
    at,
    from,
    target: { kind: 'name', name: 'webpod' },
    port: 80,
    path: '/',
    connectTimeout: 2,
    localPort: null,
    host: null,
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
  },
  traceroute: {
    kind: 'traceroute',
    at,
    from,
    target: WEB,
    method: 'udp',
    port: 33434,
    queries: 1,
    wait: 1,
    maxHops: 5,
  },
  nc: { kind: 'nc', at, from, target: WEB, port: 81, verbose: true, wait: null },
  mtr: {
    kind: 'mtr',
    at,
    from,
    target: WEB,
    method: 'icmp',
    port: 80,
    count: 1,
    interval: 1,
    maxHops: 5,
    wide: false,
    names: false,
  },
};

const RUNS = [
  'native',
  'native-nodef',
  'native+static',
  'native-legacy',
  'native-legacy-epr',
  'vxlan',
  'geneve',
  'vxlan-legacy',
].flatMap((mode) =>
  ['warm', 'cold'].flatMap((neighbours) =>
    Object.keys(STIMULI).map((app) => ({ mode, neighbours: neighbours as 'warm' | 'cold', app })),
  ),
);

describe.each(RUNS)('$mode $neighbours $app', ({ mode, neighbours, app }) => {
  const file = labOfMode(mode);
  const lab = { ...file, recorded: { ...file.recorded, neighbours } };
  let final: ReadonlyMap<NetnsName, Tables> = new Map();
  const trace = simulate(lab, [STIMULI[app]!], { final: (tables) => (final = tables) });

  test('keeps every promise of a trace', () => {
    expect(validateTrace(trace)).toEqual([]);
  });

  test('survives its file', () => {
    const text = traceToJson(trace);
    const back = traceFromJson(text, worldOf);
    expect(back.ok ? '' : `${back.where}: ${back.why}`).toBe('');
    expect(back.ok && traceToJson(back.trace)).toBe(text);
  });

  test('folds to the tables that the engine ended with', () => {
    const last = (trace.events.length - 1) as EventId;
    for (const [netns, tables] of final) {
      const same = TABLE_NAMES.filter((table) => {
        const rows: ReadonlyMap<string, unknown> = tableAt(trace, netns, table, last);
        return sameValue([...rows], [...tables[table]]);
      });
      expect(same).toEqual(TABLE_NAMES);
    }
  });

  test('has journeys that hold all steps of their packets', () => {
    for (const { id, outcome } of trace.packets) {
      const journey = journeyOf(trace, id);
      expect(journey.hops.flatMap((hop) => hop.events)).toEqual(
        eventsOf(trace, id)
          .filter(isStep)
          .map((event) => event.id),
      );
      expect(journey.outcome).toEqual(outcome);
    }
  });

  test('has lookups whose winner a contest finds again', () => {
    for (const event of trace.events) {
      const reads = event.kind === 'hook' || event.kind === 'route' ? event.reads : [];
      for (const read of reads) {
        if (read.table !== 'cilium_ipcache_v2' && read.table !== 'routes') continue;
        const contest = contestOf(
          tableAt(trace, read.netns, read.table, event.id),
          read.table,
          read.query,
          routeTableOf(read.found),
        );
        expect(contest.kind === 'prefix' ? (contest.winner?.key ?? null) : undefined).toBe(read.found);
      }
    }
  });
});
