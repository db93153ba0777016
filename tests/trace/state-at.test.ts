import { expect, test } from 'vitest';
import type { Nanos } from '../../src/lab/names.ts';
import type { Delta, Neigh } from '../../src/lab/tables.ts';
import type { EventId, TraceEvent } from '../../src/trace/events.ts';
import { applyDelta, rowsOf, tableAt } from '../../src/trace/state-at.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { dev, handWorld, mac, ns } from './hand-world.ts';

const NODE = ns('k8s-ctr');

/** 300 events that add, change and delete neighbours, some twice in one event. */
function busyEvents(): readonly TraceEvent[] {
  const rows = new Map<string, Neigh>();
  const change = (step: number): Delta => {
    const ip = ipv4(`192.168.10.${step % 23}`);
    const key = `${ip} eth1`;
    const before = rows.get(key) ?? null;
    const after: Neigh | null =
      step % 5 === 4 && before !== null
        ? null
        : { ip, dev: dev('k8s-ctr', 'eth1'), mac: mac(step % 200), state: 'STALE' };
    applyDelta(rows, { key, after });
    return { netns: NODE, table: 'neigh', key, before, after };
  };
  return Array.from({ length: 300 }, (_, id) => ({
    id: id as EventId,
    at: id as Nanos,
    netns: NODE,
    device: null,
    packet: null,
    job: null,
    frame: null,
    hop: null,
    deltas: id % 3 === 0 ? [] : id % 7 === 0 ? [change(2 * id), change(2 * id + 1)] : [change(2 * id)],
    cites: [],
    kind: 'forward',
  }));
}

test('any event, in any order, gives what folding from the start gives', () => {
  const trace = { world: handWorld, events: busyEvents() };
  const folded: (readonly (readonly [string, Neigh])[])[] = [];
  const rows = new Map(rowsOf(handWorld, NODE, 'neigh'));
  for (const event of trace.events) {
    for (const delta of event.deltas) applyDelta(rows, delta as Extract<Delta, { table: 'neigh' }>);
    folded.push([...rows]);
  }
  const order = trace.events.map((event) => event.id).toSorted((a, b) => ((a * 7919) % 300) - ((b * 7919) % 300));
  for (const id of order) expect([...tableAt(trace, NODE, 'neigh', id)]).toEqual(folded[id]);
  expect([...tableAt(trace, NODE, 'neigh', -1)]).toEqual([]);
});

test('a table that nothing changes is the one of t = 0', () => {
  const trace = { world: handWorld, events: busyEvents() };
  expect(tableAt(trace, NODE, 'routes', 200 as EventId)).toBe(rowsOf(handWorld, NODE, 'routes'));
  expect(tableAt(trace, ns('nobody'), 'routes', 200 as EventId).size).toBe(0);
});

test('asking again for unchanged rows gives the same map', () => {
  const trace = { world: handWorld, events: busyEvents() };
  expect(tableAt(trace, NODE, 'neigh', 8 as EventId)).toBe(tableAt(trace, NODE, 'neigh', 9 as EventId));
});

test('a list that has grown since is read again', () => {
  const events = [...busyEvents()];
  const growing = events.splice(0, 10);
  const trace = { world: handWorld, events: growing };
  const before = tableAt(trace, NODE, 'neigh', 299 as EventId).size;
  growing.push(...events);
  expect(tableAt(trace, NODE, 'neigh', 299 as EventId).size).toBeGreaterThan(before);
});
