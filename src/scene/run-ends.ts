import { eventsOf } from '../trace/by-packet.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { JobRecord, PacketRecord, Trace } from '../trace/trace.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import { innermost } from '../wire/layers.ts';
import { frameAt } from './packet-way.ts';

/** How one command of a run ended. */
export interface RunEnd {
  readonly job: JobRecord;
  readonly exitCode: number;
  /** It got what it asked for. */
  readonly answered: boolean;
}

/** The ends of all commands of a run, in order: several when the same one was run several times in a row. Servers have none. */
export function endsOf(trace: Trace): readonly RunEnd[] {
  return trace.jobs.flatMap((job) =>
    job.exitCode === null ? [] : [{ job, exitCode: job.exitCode, answered: isAnswered(trace, job, job.exitCode) }],
  );
}

/** Equal ends together, in the order in which they first come. */
export function endGroups(ends: readonly RunEnd[]): readonly { readonly end: RunEnd; readonly count: number }[] {
  const alike = (a: RunEnd, b: RunEnd): boolean => a.answered === b.answered && a.exitCode === b.exitCode;
  return ends
    .filter((end, i) => ends.findIndex((other) => alike(other, end)) === i)
    .map((end) => ({ end, count: ends.filter((other) => alike(other, end)).length }));
}

/**
 * Whether a command got its answer. The exit code says so, except for the two that look for the way: they exit with 0 whatever
 * they find (traceroute.c and tracepath.c end in `exit(0)`), and are judged by whether the destination itself has answered.
 */
function isAnswered(trace: Trace, job: JobRecord, exitCode: number): boolean {
  return exitCode === 0 && (!looksForTheWay(trace, job) || hasReached(trace, job));
}

function looksForTheWay(trace: Trace, job: JobRecord): boolean {
  const kind = trace.stimuli[job.stimulus]?.kind;
  return kind === 'traceroute' || kind === 'tracepath';
}

/** A packet whose TTL ran out because a command wanted it to: an answer, not a loss. */
export function isMeantToExpire(trace: Trace, record: PacketRecord): boolean {
  if (record.outcome.kind !== 'dropped' || record.cause.kind !== 'job') return false;
  const job = record.job === null ? undefined : trace.jobs[record.job];
  return job !== undefined && looksForTheWay(trace, job) && /^ttl exceeded$/i.test(record.outcome.reason.text);
}

/** An answer from the address that was asked: a port that is closed, an echo, a SYN-ACK or a RST. Hosts on the way have other addresses. */
function hasReached(trace: Trace, job: JobRecord): boolean {
  return trace.packets.some((answer) => {
    if (answer.cause.kind !== 'reply' && answer.cause.kind !== 'icmp-error') return false;
    const probe = trace.packets[answer.cause.of];
    if (probe === undefined || probe.job !== job.id || probe.from !== job.netns || !cameHome(answer, job)) return false;
    const sent = addressesOf(trace, probe, 'first');
    return sent !== null && addressesOf(trace, answer, 'last')?.src === sent.dst;
  });
}

function cameHome({ outcome }: PacketRecord, job: JobRecord): boolean {
  return (
    (outcome.kind === 'delivered' && outcome.to === job.netns) ||
    (outcome.kind === 'consumed' && outcome.by === job.netns)
  );
}

/** As its own host sees it: before anything translates it, or after everything has. */
function addressesOf(
  trace: Trace,
  record: PacketRecord,
  end: 'first' | 'last',
): { readonly src: Ipv4Addr; readonly dst: Ipv4Addr } | null {
  const frame =
    end === 'first'
      ? (eventsOf(trace, record.id).find((event) => event.frame !== null)?.frame ?? null)
      : frameAt(trace, record.id, record.end);
  return innermost(packetAt(trace, frame), 'ipv4') ?? null;
}
