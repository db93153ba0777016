import { expect, test } from 'vitest';
import type { IpcacheRow, Route } from '../../src/lab/tables.ts';
import { contestOf, routeTableOf } from '../../src/trace/contest.ts';
import { ANY_ADDR, parseCidr } from '../../src/wire/address.ts';
import type { Identity } from '../../src/lab/names.ts';

function route(dst: string, metric = 0, table: Route['table'] = 'main'): Route {
  return {
    table,
    type: 'unicast',
    dst: parseCidr(dst)!,
    via: null,
    dev: null,
    src: null,
    metric,
    proto: 'static',
    scope: 'global',
    mtu: null,
    encap: null,
  };
}
const rows = (...routes: readonly Route[]) =>
  new Map(routes.map((r) => [`${r.dst} metric ${r.metric} table ${r.table}`, r]));
const fates = (table: ReadonlyMap<string, Route>, query: string) => {
  const contest = contestOf(table, 'routes', query);
  return contest.kind !== 'prefix'
    ? contest
    : contest.candidates.map((c) => `${c.prefix} ${c.common}/${c.length} ${Object.values(c.fate).join(' ')}`);
};

test('every route is told by which bit or length it lost', () => {
  const table = rows(
    route('0.0.0.0/0', 100),
    route('172.20.0.0/16'),
    route('172.20.1.0/24'),
    route('192.168.20.0/24'),
    route('172.20.2.0/24', 20),
  );
  expect(fates(table, '172.20.2.152')).toEqual([
    '172.20.1.0/24 22/24 mismatch 23',
    '192.168.20.0/24 1/24 mismatch 2',
    '172.20.2.0/24 24/24 won',
    '172.20.0.0/16 16/16 shorter 8',
    '0.0.0.0/0 0/0 shorter 24',
  ]);
});

test('the same prefix is decided by metric, local addresses by their table', () => {
  expect(fates(rows(route('10.0.0.0/8', 200), route('10.0.0.0/8', 100)), '10.1.1.1')).toEqual([
    '10.0.0.0/8 8/8 won',
    '10.0.0.0/8 8/8 metric 200 100',
  ]);
  expect(fates(rows(route('10.0.0.0/24'), route('10.0.0.5/32', 0, 'local')), '10.0.0.5')).toEqual([
    '10.0.0.5/32 32/32 won',
    '10.0.0.0/24 24/24 later-table main',
  ]);
});

test('a table that only marked packets ask takes no part', () => {
  const table = rows(route('0.0.0.0/0', 0, 2004), route('10.0.0.0/8'));
  expect(fates(table, '10.1.1.1')).toEqual(['10.0.0.0/8 8/8 won', '0.0.0.0/0 0/0 later-table 2004']);
  expect(contestOf(table, 'routes', '10.1.1.1', 2004)).toMatchObject({ winner: { row: { table: 2004 } } });
  expect(contestOf(table, 'routes', '11.1.1.1')).toMatchObject({ winner: null });
  expect(['10.0.0.0/8 table 100', '10.0.0.0/8 metric 5', null].map(routeTableOf)).toEqual([100, 'main', 'main']);
});

test('nothing matches, nothing wins', () => {
  const contest = contestOf(rows(route('10.0.0.0/8')), 'routes', '11.0.0.1');
  expect(contest).toMatchObject({
    kind: 'prefix',
    winner: null,
    candidates: [{ common: 7, fate: { kind: 'mismatch', bit: 8 } }],
  });
});

test('ipcache is searched by prefix, other maps by their key', () => {
  const row: IpcacheRow = {
    prefix: parseCidr('172.20.2.152/32')!,
    identity: 5 as Identity,
    encryptKey: 0,
    tunnelEndpoint: ANY_ADDR,
    skipTunnel: false,
    hasTunnelEp: false,
  };
  expect(contestOf(new Map([[row.prefix, row]]), 'cilium_ipcache_v2', '172.20.2.152')).toMatchObject({
    winner: { row },
  });
  const reverse = { revNat: 1, address: ANY_ADDR, port: 80 };
  expect(contestOf(new Map([['1', reverse]]), 'cilium_lb4_reverse_nat', '1')).toMatchObject({
    kind: 'exact',
    query: '1',
    winner: { row: reverse },
  });
  expect(contestOf(new Map([['1', reverse]]), 'cilium_lb4_reverse_nat', '2')).toMatchObject({
    kind: 'exact',
    query: '2',
    winner: null,
    candidates: [{ key: '1', fate: { kind: 'differs', fields: ['id'] } }],
  });
});
