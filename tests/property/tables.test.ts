import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetnsName } from '../../src/lab/names.ts';
import { TABLE_NAMES, type TableName } from '../../src/lab/tables.ts';
import { contestRanked, fieldGroups, targetText } from '../../src/scene/contest-order.ts';
import { tellingRead, lastLookup, readsOf, rowText } from '../../src/scene/read-text.ts';
import { hostsByKind, tablesOf, whyEmpty } from '../../src/scene/table-hosts.ts';
import { cellContext, cellsOf, changesHere, listedRows, usedColumns } from '../../src/scene/table-rows.ts';
import { COLUMNS, rowLine } from '../../src/scene/table-columns.ts';
import type { TraceEvent } from '../../src/trace/events.ts';
import { flowAskOf } from '../../src/trace/flow-ask.ts';
import { missingRoute } from '../../src/trace/missing-route.ts';
import { contestOfRead } from '../../src/trace/read-contest.ts';
import { rowsMet } from '../../src/trace/rows-met.ts';
import { changesOf, lastChange } from '../../src/trace/row-history.ts';
import { sameValue } from '../../src/trace/same-value.ts';
import { tableAt } from '../../src/trace/state-at.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { cidrHas, ipv4, prefixLength } from '../../src/wire/address.ts';
import { runArbitrary, seedOf, traceOf } from './runs.ts';

const RUNS = { numRuns: 10 };
const TIMEOUT = 120_000;

function everyRun(check: (trace: Trace) => void): void {
  fc.assert(
    fc.property(runArbitrary, (run) => check(traceOf(run))),
    { seed: seedOf(4243), ...RUNS },
  );
}

const reads = (trace: Trace) => trace.events.flatMap((event) => readsOf(event).map((read) => ({ event, read })));

test('every lookup of every run: the contest finds the row that the engine found', { timeout: TIMEOUT }, () => {
  let hits = 0;
  everyRun((trace) => {
    const faults = reads(trace).flatMap(({ event, read }) => {
      const contest = contestOfRead(trace, read, event.id);
      const wrong = [`${read.table} ${read.query}: ${contest.winner?.key ?? null} instead of ${read.found}`];
      if ((contest.winner?.key ?? null) !== read.found) return wrong;
      if (read.found !== null) hits++;
      if (read.found !== null && rowText(trace, read, event.id) === '') return [`no text for ${read.found}`];
      if (contest.kind !== 'prefix') return fieldGroups(read.table, contest.asked).length > 0 ? [] : wrong;
      // Everybody takes part once, and the winner leads.
      const ranked = contestRanked(contest);
      const whole = ranked.length === rowsMet(trace, read.netns, read.table, event.id).size;
      const silent = contest.candidates.some(({ row }) => targetText(read.table, row) === '');
      return whole && !silent && (contest.winner === null || ranked[0] === contest.winner) ? [] : wrong;
    });
    expect(faults).toEqual([]);
  });
  expect(hits).toBeGreaterThan(300);
});

test('conntrack is asked for flows of the packet itself, and both ways', { timeout: TIMEOUT }, () => {
  const seen = new Set<string>();
  everyRun((trace) => {
    for (const { event, read } of reads(trace)) {
      const ask = flowAskOf(trace, event, read);
      const flows = read.table.startsWith('cilium_ct') || read.table === 'cilium_snat_v4_external';
      if ((ask !== null) !== flows) throw new Error(`${read.table} ${read.query}`);
      if (read.table.startsWith('cilium_ct') && ask !== null) seen.add(`${ask.dir} ${ask.ends}`);
    }
  });
  expect(seen).toContain('OUT as-sent');
  expect(seen).toContain('IN swapped');
});

test('a route is only missed where no row but the default one matched, and it would have', { timeout: TIMEOUT }, () => {
  let gaps = 0;
  everyRun((trace) => {
    for (const { event, read } of reads(trace)) {
      if (read.table !== 'routes') continue;
      const rows = rowsMet(trace, read.netns, 'routes', event.id);
      const gap = missingRoute(trace.world, rows, read);
      if (gap === null) continue;
      gaps++;
      expect(cidrHas(gap.dst, ipv4(read.query))).toBe(true);
      const won = read.found === null ? null : rows.get(read.found);
      expect(won === null || (won !== undefined && prefixLength(won.dst) === 0)).toBe(true);
      expect([...rows.values()].some((row) => row.table === 'main' && row.dst === gap.dst)).toBe(false);
    }
  });
  expect(gaps).toBeGreaterThan(0);
});

test('row histories fold to tables, and an event lists its table with what it deleted', { timeout: TIMEOUT }, () => {
  everyRun((trace) => {
    const last = trace.events.at(-1);
    const events = [0.2, 0.5, 0.9].map((share) => trace.events[Math.floor(share * trace.events.length)] ?? last);
    expect(events.flatMap((event) => (event === undefined ? [] : faultsOf(trace, event)))).toEqual([]);
  });
});

function faultsOf(trace: Trace, event: TraceEvent): readonly string[] {
  return [...trace.world.netns.keys()].flatMap((netns) =>
    TABLE_NAMES.flatMap((table) =>
      [...tableFaults(trace, event, netns, table)].map((fault) => `${table} ${netns}: ${fault}`),
    ),
  );
}

function* tableFaults(trace: Trace, event: TraceEvent, netns: NetnsName, table: TableName): Generator<string> {
  const rows = tableAt(trace, netns, table, event.id);
  for (const [key, changes] of changesOf(trace, netns, table)) {
    const change = lastChange(changes, event.id);
    if (change !== null && !sameValue(rows.get(key) ?? null, change.after)) yield `${key} is not what became of it`;
  }
  const listed = listedRows(trace, netns, table, event);
  if (listed.length !== rows.size + listed.filter(({ fate }) => fate.kind === 'deleted').length) yield 'rows are lost';
  const deltas = event.deltas.filter((delta) => delta.netns === netns && delta.table === table).map(({ key }) => key);
  for (const { key } of listed.filter(changesHere)) if (!deltas.includes(key)) yield `${key} is not of this event`;
  if (rows.size > 0 && !tablesOf(trace.world, netns).includes(table)) yield 'has rows, but is not offered';
  if (whyEmpty(trace, table) === 'plain-linux' && rows.size > 0) yield 'has rows without Cilium';
  const context = cellContext(trace, netns, event.id);
  const columns = usedColumns(table, listed, context);
  const keyHeads = new Set(COLUMNS[table].filter(({ part }) => part === 'key').map(({ head }) => head));
  const keys = new Set<string>();
  for (const row of listed) {
    const cells = cellsOf(columns, row, context);
    if (cells[0]?.text === '') yield `${row.key} has no name`;
    if (/undefined|null|NaN|\[object/.test(rowLine(table, row.row, context))) yield `${row.key} is not text`;
    if (row.before === null && cells.some(({ before }) => before !== null)) yield `${row.key} was nothing before`;
    keys.add(cells.flatMap(({ head, text }) => (keyHeads.has(head) ? [text] : [])).join(' '));
  }
  // A prefix may be there twice, with two metrics or in two tables, and so may the priority of a rule.
  if (table !== 'routes' && table !== 'rules' && keys.size !== listed.length) yield 'two rows have the same name';
}

test('every host is offered once; events without lookups show those that chose the way', { timeout: TIMEOUT }, () => {
  everyRun((trace) => {
    const hosts = [...hostsByKind(trace.world).values()].flat();
    expect(hosts.toSorted()).toEqual([...trace.world.netns.keys()].toSorted());
    const astray = trace.events.filter((event) => {
      const shown = lastLookup(trace, event);
      if (shown === null) return readsOf(event).length > 0;
      const fitting = shown === event || (shown.id < event.id && shown.packet === event.packet);
      return !fitting || readsOf(shown)[tellingRead(trace, shown)] === undefined;
    });
    expect(astray).toEqual([]);
  });
});
