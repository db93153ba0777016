import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { Identity, NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import type { IpcacheRow } from '../lab/tables.ts';
import { withVariant } from '../lab/variant.ts';
import { type Ask, openingAsk, stimulusOf, variantOf } from '../scenario/ask.ts';
import type { TraceEvent } from '../trace/events.ts';
import { ANY_ADDR, type Cidr } from '../wire/address.ts';
import type { Trace } from '../trace/trace.ts';
import { lastLookup, readsOf, tellingRead, wayRead } from './read-text.ts';
import { rowLine } from './table-columns.ts';
import { inOrder } from './table-order.ts';
import { cellContext, cellsOf, listedRows, paged, usedColumns, type ListedRow } from './table-rows.ts';

const WORLD = deriveWorld(week4);
const CTR = 'k8s-ctr' as NetnsName;

function run(change: Partial<Ask> = {}): Trace {
  const ask = { ...openingAsk(WORLD), ...change };
  const stimulus = stimulusOf(WORLD, ask);
  if (stimulus === null) throw new Error('no stimulus');
  return simulate(withVariant(week4, variantOf(WORLD, ask)), [stimulus]);
}

function program(trace: Trace, name: string, nth = 0): TraceEvent {
  const event = trace.events.filter((one) => one.kind === 'hook' && one.program === name)[nth];
  if (event === undefined) throw new Error(`no ${name}`);
  return event;
}

test('routes stand as ip route prints them: default, then by address, the longer prefix first; local last', () => {
  const routes = WORLD.netns.get(CTR)?.tables.routes ?? new Map();
  const lines = inOrder('routes', [...routes]).map(([, row]) => rowLine('routes', row, { backends: new Map() }));
  expect(lines.slice(0, 9)).toEqual([
    'default via 10.0.2.2 dev eth0 proto dhcp src 10.0.2.15 metric 100',
    '10.0.2.0/24 dev eth0 proto kernel scope link src 10.0.2.15 metric 100',
    '10.0.2.2 dev eth0 proto dhcp scope link src 10.0.2.15 metric 100',
    '10.0.2.3 dev eth0 proto dhcp scope link src 10.0.2.15 metric 100',
    '10.10.0.0/16 via 192.168.10.200 dev eth1 proto static',
    '172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84',
    '172.20.0.0/16 via 192.168.10.200 dev eth1 proto static',
    '172.20.0.84 dev cilium_host proto kernel scope link',
    '172.20.1.0/24 via 192.168.10.101 dev eth1 proto kernel',
  ]);
  expect(lines.at(-1)).toMatch(/ table local /);
});

test('the lookup that chose the way: the route natively, ipcache in a tunnel; later events point back to it', () => {
  const native = run();
  const at = program(native, 'cil_from_container');
  expect(readsOf(at)[wayRead(native, at)]).toMatchObject({ table: 'routes', found: '172.20.0.0/16' });
  const leak = native.events.find((event) => event.kind === 'end');
  if (leak === undefined) throw new Error('no end');
  expect(lastLookup(native, leak)).toMatchObject({ kind: 'route', netns: 'router' });
  const vxlan = run({ routing: 'vxlan' });
  const tunnelled = program(vxlan, 'cil_from_container');
  expect(readsOf(tunnelled)[wayRead(vxlan, tunnelled)]).toMatchObject({
    table: 'cilium_ipcache_v2',
    found: '172.20.2.152/32',
  });
});

test('who only asks who the sender is has chosen no way', () => {
  const trace = run({ routing: 'vxlan' });
  const arriving = trace.events.find(
    (event) => event.kind === 'hook' && event.program === 'cil_from_netdev' && event.netns !== CTR,
  );
  if (arriving === undefined) throw new Error('nothing arrives');
  expect(readsOf(arriving).map(({ table }) => table)).toContain('cilium_ipcache_v2');
  expect(wayRead(trace, arriving)).toBe(-1);
  expect(readsOf(arriving)[tellingRead(trace, arriving)]).toBeDefined();
});

test('a conntrack row is new, then changed with both values, then known by the event that changed it', () => {
  const trace = run({ routing: 'vxlan' });
  const listed = (event: TraceEvent) => listedRows(trace, CTR, 'cilium_ct4_global', event);
  const first = program(trace, 'cil_from_container');
  expect(listed(first).map(({ fate }) => fate.kind)).toEqual(['added']);
  const after = trace.events[first.id + 1];
  if (after === undefined) throw new Error('nothing follows');
  expect(listed(after).map(({ fate }) => fate)).toEqual([{ kind: 'earlier', how: 'added', event: first.id }]);
  const second = trace.events.find(
    ({ id, deltas }) => id > first.id && deltas.some((d) => d.netns === CTR && d.table === 'cilium_ct4_global'),
  );
  if (second === undefined) throw new Error('nothing changes');
  const rows = listed(second);
  const context = cellContext(trace, CTR, second.id);
  const [cells] = rows.map((row) => cellsOf(usedColumns('cilium_ct4_global', rows, context), row, context));
  expect(rows[0]?.fate.kind).toBe('changed');
  expect(cells?.find(({ head }) => head === 'RxFlagsSeen')).toMatchObject({ before: '0x00', text: '0x12' });
});

test('a row that an event deletes is listed there once more, and never again', () => {
  const trace = run({ to: { kind: 'service', name: WORLD.services[0]?.name ?? '' }, routing: 'vxlan' });
  const table = 'cilium_lb4_reverse_sk';
  const event = trace.events.find(({ deltas }) => deltas.some((d) => d.table === table && d.after === null));
  if (event === undefined) throw new Error('nothing is deleted');
  expect(listedRows(trace, event.netns, table, event).map(({ fate }) => fate.kind)).toContain('deleted');
  const next = trace.events[event.id + 1];
  if (next === undefined) throw new Error('nothing follows');
  expect(listedRows(trace, event.netns, table, next).map(({ fate }) => fate.kind)).not.toContain('deleted');
});

test('of many rows a page is shown, and those that matter wherever they stand', () => {
  const row = (i: number): ListedRow => ({
    key: `${i}`,
    row: {
      prefix: `10.${i >> 8}.${i & 255}.0/24` as Cidr,
      identity: 2 as Identity,
      encryptKey: 0,
      tunnelEndpoint: ANY_ADDR,
      skipTunnel: false,
      hasTunnelEp: false,
    } satisfies IpcacheRow,
    before: null,
    fate: i === 4000 ? { kind: 'deleted' } : { kind: 'as-it-was' },
    read: i === 3000,
  });
  const { shown, rest } = paged(
    Array.from({ length: 5000 }, (_, i) => row(i)),
    40,
  );
  expect(shown).toHaveLength(42);
  expect(shown.slice(-2).map(({ row: { key }, skipped }) => [key, skipped])).toEqual([
    ['3000', 2960],
    ['4000', 999],
  ]);
  expect(rest).toBe(999);
});
