import { must } from '../base/assert.ts';
import { applyDelta } from './state-at.ts';
import type { Delta, TableName } from '../lab/tables.ts';
import type { Read, TraceEvent } from './events.ts';
import { packetProblems } from './validate-packets.ts';
import { sameValue } from './same-value.ts';
import type { Trace } from './trace.ts';

/**
 * What is wrong with a trace, one sentence per broken promise, at most `limit`; empty for a sound one. The promises:
 * ids are positions; time never goes back; frames, packets, jobs, devices and namespaces that are named exist; every
 * delta's `before` is the row of that moment; a row that a read found is there; every packet is born once and ends
 * once, with nothing of it afterwards, unless it is under way (a run that was looked at before it had settled); what a job printed is the sum of its output steps.
 */
export function validateTrace(trace: Trace, limit = 100): string[] {
  const problems: string[] = [];
  for (const problem of problemsOf(trace)) {
    problems.push(problem);
    if (problems.length >= limit) break;
  }
  return problems;
}

function* problemsOf(trace: Trace): Iterable<string> {
  const tables = new Map<string, Map<string, unknown>>();
  const rowsNow = (netns: Delta['netns'], table: TableName): Map<string, unknown> => {
    const key = `${table} ${netns}`;
    const known = tables.get(key);
    if (known !== undefined) return known;
    const rows = new Map<string, unknown>(trace.world.netns.get(netns)?.tables[table]);
    tables.set(key, rows);
    return rows;
  };
  let now = 0;
  for (const [position, event] of trace.events.entries()) {
    const name = `event ${position} (${event.kind})`;
    if (event.id !== position) yield `${name}: its id is ${event.id}`;
    if (!Number.isSafeInteger(event.at) || event.at < now) yield `${name}: time goes from ${now} to ${event.at}`;
    now = Math.max(now, event.at);
    for (const problem of nameProblems(trace, event)) yield `${name}: ${problem}`;
    const missing = readsOf(event).flatMap((read) => missingRows(read, rowsNow(read.netns, read.table)));
    for (const delta of event.deltas) {
      const rows = rowsNow(delta.netns, delta.table);
      const before = rows.get(delta.key) ?? null;
      if (!sameValue(before, delta.before))
        yield `${name}: ${delta.table} ${delta.key} of ${delta.netns} was ${JSON.stringify(before)}, not ${JSON.stringify(delta.before)}`;
      applyDelta(rows, delta);
    }
    // A program may read back what it wrote a moment ago in the same event.
    for (const { read, key } of missing) {
      if (!rowsNow(read.netns, read.table).has(key)) yield `${name}: ${read.table} of ${read.netns} has no row ${key}`;
    }
  }
  if (trace.ended < now) yield `ended at ${trace.ended}, before the last event at ${now}`;
  yield* packetProblems(trace);
  yield* jobProblems(trace);
}

function readsOf(event: TraceEvent): readonly Read[] {
  return event.kind === 'hook' || event.kind === 'route' || event.kind === 'neigh' ? event.reads : [];
}

function missingRows(
  read: Read,
  rows: ReadonlyMap<string, unknown>,
): readonly { readonly read: Read; readonly key: string }[] {
  const keys = [...(read.found === null ? [] : [read.found]), ...read.losers.map((loser) => loser.key)];
  return keys.filter((key) => !rows.has(key)).map((key) => ({ read, key }));
}

/** Everything that an event points at exists. */
function* nameProblems(trace: Trace, event: TraceEvent): Iterable<string> {
  const { world } = trace;
  if (!world.netns.has(event.netns)) yield `no namespace ${event.netns}`;
  const device = event.device === null ? null : world.devices.get(event.device);
  if (device === undefined) yield `no device ${event.device}`;
  else if (device !== null && device.netns !== event.netns) yield `${event.device} is not in ${event.netns}`;
  if (event.packet !== null && trace.packets[event.packet] === undefined) yield `no packet ${event.packet}`;
  if (event.job !== null && trace.jobs[event.job] === undefined) yield `no job ${event.job}`;
  if (event.frame !== null && trace.frames[event.frame] === undefined) yield `no frame ${event.frame}`;
  if (event.kind === 'tx' || event.kind === 'rx') {
    if (event.device === null) yield 'a tap without a device';
    if (event.frame === null) yield 'a tap without a frame';
  }
  if (event.kind === 'hook' && event.verdict.kind === 'redirect' && !world.devices.has(event.verdict.to))
    yield `redirects to ${event.verdict.to}, which does not exist`;
  if (event.kind === 'peer' && !world.devices.has(event.skipped)) yield `skips ${event.skipped}, which does not exist`;
  if (event.kind === 'route' && event.decision.kind === 'unicast' && !world.devices.has(event.decision.dev))
    yield `routes to ${event.decision.dev}, which does not exist`;
}

function* jobProblems(trace: Trace): Iterable<string> {
  const printed = trace.jobs.map(() => ({ stdout: '', stderr: '', code: null as number | null, exits: 0 }));
  for (const event of trace.events) {
    const of = event.kind !== 'job' || event.job === null ? undefined : printed[event.job];
    if (event.kind !== 'job' || of === undefined) continue;
    if (event.step.kind === 'output') of[event.step.stream] += event.step.text;
    if (event.step.kind === 'exited') {
      of.code = event.step.code;
      of.exits++;
    }
  }
  for (const [position, job] of trace.jobs.entries()) {
    const of = must(printed[position], `output of job ${position}`);
    if (job.id !== position) yield `job ${position}: its id is ${job.id}`;
    const start = trace.events[job.started];
    if (start?.kind !== 'job' || start.step.kind !== 'started' || start.job !== job.id)
      yield `job ${position}: event ${job.started} does not start it`;
    if (of.exits > 1) yield `job ${position}: exits ${of.exits} times`;
    if (of.code !== job.exitCode) yield `job ${position}: exits with ${of.code}, its record says ${job.exitCode}`;
    if (of.stdout !== job.stdout) yield `job ${position}: stdout is not what its steps wrote`;
    if (of.stderr !== job.stderr) yield `job ${position}: stderr is not what its steps wrote`;
    if (job.stimulus < 0 || trace.stimuli[job.stimulus] === undefined)
      yield `job ${position}: no stimulus ${job.stimulus}`;
  }
}
