import type { LabFile } from '../lab/file.ts';
import type { NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import { diagnosisOf } from '../scene/diagnosis.ts';
import { verdictOf } from '../scene/moment.ts';
import type { PacketRecord, Trace } from '../trace/trace.ts';
import { type Ipv4Addr, parseIpv4 } from '../wire/address.ts';
import { type Ask, sameAsk } from '../scenario/ask.ts';
import type { Loss, Tally, TallyRun } from './counted.ts';
import { runOf, type Simulate } from '../scenario/run.ts';

/** How often "a third of them hang" is tried. */
export const TALLY_RUNS = 30;

/** One backend's share of a tally. */
export interface TallyRow {
  readonly backend: Ipv4Addr | null;
  readonly pod: NetnsName | null;
  readonly node: NetnsName | null;
  readonly runs: readonly TallyRun[];
  readonly answered: number;
  /** The losses that are not alike, in order of appearance, with how many runs each of them took. */
  readonly losses: readonly { readonly loss: Loss; readonly count: number }[];
}

/** Whether counting makes sense: a service with several backends, and a command that connects to it. */
export function canTally(world: World, ask: Ask): boolean {
  if (ask.to.kind !== 'service' || (ask.app !== 'curl' && ask.app !== 'nc')) return false;
  const { name } = ask.to;
  return (world.services.find((service) => service.name === name)?.backends.length ?? 0) > 1;
}

export function openTally(ask: Ask, planned = TALLY_RUNS): Tally {
  return { ask: { ...ask, count: 1, seed: null }, planned, runs: [], state: 'counting' };
}

/** The tally with its next run in it. Seeds are 1, 2, 3 and so on, so that the same tally always counts the same. */
export function countOne(tally: Tally, lab: LabFile, world: World, simulate: Simulate): Tally {
  if (tally.state !== 'counting') return tally;
  const seed = tally.runs.length + 1;
  const run = runOf(lab, world, { ...tally.ask, seed }, simulate);
  if (run.kind === 'failed') return { ...tally, state: 'stopped' };
  const runs = [...tally.runs, tallyRunOf(run.trace, seed)];
  return { ...tally, runs, state: runs.length >= tally.planned ? 'done' : 'counting' };
}

/** What is kept of a run. */
export function tallyRunOf(trace: Trace, seed: number): TallyRun {
  const job = trace.jobs.find((candidate) => candidate.exitCode !== null);
  const lost = trace.packets.find(isLost);
  const verdict = verdictOf(trace);
  return {
    seed,
    backend: backendOf(trace),
    verdict,
    exitCode: job?.exitCode ?? null,
    stdout: job?.stdout ?? '',
    loss:
      lost === undefined || verdict === 'answered'
        ? null
        : { label: lost.label, outcome: lost.outcome, diagnosis: diagnosisOf(trace, lost.id) },
  };
}

function isLost({ outcome, cause }: PacketRecord): boolean {
  if (cause.kind === 'arp') return false;
  if (outcome.kind === 'dropped') return outcome.reason.text !== 'other host';
  return outcome.kind === 'left-the-lab' || outcome.kind === 'never-sent';
}

/** The backend that Cilium drew, wherever it translated: at the socket or at the lxc. */
function backendOf(trace: Trace): Ipv4Addr | null {
  for (const event of trace.events) {
    if (event.kind !== 'hook') continue;
    for (const note of event.notes)
      if (note.kind === 'backend') return parseIpv4(note.backend.slice(0, note.backend.lastIndexOf(':')));
  }
  return null;
}

/** A row for every backend of the service, in the order of its slots, and one for runs that got none. */
export function tallyRows(tally: Tally, world: World): readonly TallyRow[] {
  const { to } = tally.ask;
  const service = to.kind === 'service' ? world.services.find((candidate) => candidate.name === to.name) : undefined;
  const known = service?.backends.map(({ address }) => address) ?? [];
  const drawn = tally.runs.map((run) => run.backend);
  const all = [...new Set<Ipv4Addr | null>([...known, ...drawn])];
  return all.map((backend) => {
    const runs = tally.runs.filter((run) => run.backend === backend);
    const pod = [...world.pods.values()].find((candidate) => candidate.ip === backend);
    return {
      backend,
      pod: pod?.name ?? null,
      node: pod?.node ?? null,
      runs,
      answered: runs.filter((run) => run.exitCode === 0).length,
      losses: lossesOf(runs),
    };
  });
}

function lossesOf(runs: readonly TallyRun[]): TallyRow['losses'] {
  const byKind = new Map<string, { loss: Loss; count: number }>();
  for (const { loss } of runs) {
    if (loss === null) continue;
    const key = lossKey(loss);
    const known = byKind.get(key);
    if (known === undefined) byKind.set(key, { loss, count: 1 });
    else known.count++;
  }
  return [...byKind.values()];
}

function lossKey({ label, outcome, diagnosis }: Loss): string {
  return [label, JSON.stringify(outcome), diagnosis?.missing.prefix ?? ''].join(' ');
}

/** How many of the runs came to nothing. */
export function hung(tally: Tally): number {
  return tally.runs.filter((run) => run.exitCode !== 0).length;
}

/** Whether a tally counts what is asked: the seed of a single run aside. */
export function countsFor(tally: Tally, ask: Ask): boolean {
  return sameAsk(tally.ask, { ...ask, count: 1, seed: null });
}
