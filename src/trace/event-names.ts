import { deviceName, type NetnsName } from '../lab/names.ts';
import { jobOfPacket } from './by-packet.ts';
import type { EventId, PacketId, TraceEvent } from './events.ts';
import { podOfLxc } from './place-text.ts';
import type { PacketRecord, Trace } from './trace.ts';

type Named = Pick<Trace, 'events' | 'packets' | 'jobs' | 'world'>;

interface Names {
  readonly count: number;
  readonly ofEvent: readonly string[];
  readonly byName: ReadonlyMap<string, EventId>;
}

const known = new WeakMap<Trace['events'], Names>();

/**
 * A name for every event: which packet, where, what ('syn-k8s-ctr-encap', 'curl-exited', 'run-2-syn-ack-router-forward').
 * It follows from the trace alone, and from nothing that happens elsewhere in it: one event more somewhere changes the
 * position of all that come after, and the name of none, but for those that do the same at the same place ('-2', '-3').
 * 1 to 64 of a-z, 0-9 and '-', beginning with a letter; unique in its trace.
 */
export function nameOfEvent(trace: Named, event: EventId): string | null {
  return namesOf(trace).ofEvent[event] ?? null;
}

/** The event of that name, or null when this run has none. */
export function eventNamed(trace: Named, name: string): EventId | null {
  return namesOf(trace).byName.get(name) ?? null;
}

function namesOf(trace: Named): Names {
  const old = known.get(trace.events);
  // The trace of a lab that runs grows.
  if (old !== undefined && old.count === trace.events.length) return old;
  const packets = packetNames(trace);
  const numbered = numbering();
  const ofEvent = trace.events.map((event) => numbered(bareName(trace, event, packets)));
  const byName = new Map(trace.events.map((event, i) => [ofEvent[i] ?? '', event.id]));
  const names = { count: trace.events.length, ofEvent, byName };
  known.set(trace.events, names);
  return names;
}

/** The same text a second time gets '-2'. What is already taken by a text that ends like that is passed over. */
function numbering(): (text: string) => string {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  return (text) => {
    let number = (counts.get(text) ?? 0) + 1;
    let name = number === 1 ? text : `${text}-${number}`;
    while (taken.has(name)) name = `${text}-${(number += 1)}`;
    counts.set(text, number);
    taken.add(name);
    return name;
  };
}

/** Longest parts: together with two hyphens, 'run-99-' and '-999' they are at most 64. */
const MOST = { packet: 18, host: 15, tail: 18 } as const;

function bareName(trace: Named, event: TraceEvent, packets: readonly string[]): string {
  const tail = cut(tailOf(trace, event), MOST.tail);
  if (event.packet !== null) {
    const sender = trace.packets[event.packet]?.from ?? null;
    return `${packets[event.packet] ?? 'packet'}-${hostOf(trace, event.netns, sender)}-${tail}`;
  }
  const job = event.job === null ? undefined : trace.jobs[event.job];
  const run = runOf(job?.stimulus ?? 0);
  if (event.kind === 'job' && job !== undefined) {
    return `${run}${cut(slug(job.argv[0] ?? '') || 'job', MOST.packet)}-${tail}`;
  }
  return `${run}${hostOf(trace, event.netns, event.netns)}-${tail}`;
}

/** The first command needs no number: most runs have no other. */
function runOf(stimulus: number): string {
  return stimulus === 0 ? '' : `run-${stimulus + 1}-`;
}

/** By position: 'syn', 'ack-2', 'syn-retry-1', 'run-2-get'. */
function packetNames(trace: Named): readonly string[] {
  const numbered = numbering();
  const retries = new Map<PacketId, number>();
  const names: string[] = [];
  for (const packet of trace.packets) {
    const job = jobOfPacket(trace, packet.id);
    const run = runOf(trace.jobs[job ?? -1]?.stimulus ?? 0);
    const { cause } = packet;
    const label = cut(wordsOf(packet), MOST.packet);
    if (cause.kind !== 'retransmission') {
      names.push(numbered(`${run}${label}`));
      continue;
    }
    const attempt = (retries.get(cause.of) ?? 0) + 1;
    retries.set(cause.of, attempt);
    names.push(numbered(`${names[cause.of] ?? `${run}${label}`}-retry-${attempt}`));
  }
  return names;
}

/** The label up to its first value: 'SYN, ACK' syn-ack, 'GET /' get, 'A? webpod…' a-query, '200 OK' http-200. */
function wordsOf(packet: PacketRecord): string {
  const words: string[] = [];
  for (const word of packet.label.split(/[\s,]+/)) {
    if (/[./:=]/.test(word) || (words.length > 0 && !/^[A-Za-z]/.test(word))) break;
    if (/^\d+$/.test(word)) return `http-${word}`;
    words.push(slug(word.replace('?', '-query')));
    // What is asked for comes next.
    if (word.endsWith('?')) break;
  }
  const text = words.filter((word) => word !== '' && word !== 'seq').join('-');
  const kind = packet.cause.kind === 'fragment' ? '-fragment' : '';
  return /^[a-z]/.test(text) ? `${text}${kind}` : `packet${kind}`;
}

/** A pod by its node, 'pod' where it sends the packet and 'dst' where it gets it: both may be on one node. */
function hostOf({ world }: Named, name: NetnsName, sender: NetnsName | null): string {
  const netns = world.netns.get(name);
  if (netns?.kind === 'outside') return 'outside';
  const host = netns?.kind === 'pod' && netns.on !== null ? netns.on : name;
  const text = cut(slug(host) || 'host', netns?.kind === 'pod' ? MOST.host - '-pod'.length : MOST.host);
  const lettered = /^[a-z]/.test(text) ? text : `h${text}`.slice(0, MOST.host);
  if (netns?.kind !== 'pod') return lettered;
  return name === sender ? `${lettered}-pod` : `${lettered}-dst`;
}

/** What happens: the program by its own name, a device with what it does, the step of an application. */
function tailOf(trace: Named, event: TraceEvent): string {
  switch (event.kind) {
    case 'hook':
      return slug(event.program.replace(/^cil_/, ''));
    case 'job':
      return event.step.kind;
    case 'tcp':
      return event.step.kind === 'state' ? `tcp-${slug(event.step.to)}` : `tcp-${event.step.kind}`;
    case 'tx':
    case 'rx':
    case 'neigh':
      return `${deviceOf(trace, event)}-${event.kind}`;
    default:
      return event.kind;
  }
}

/** 'eth1'; the host's end of a pod's veth is named by chance, so it is told by whose it is: lxc-from, lxc-to. */
function deviceOf({ world, packets }: Named, event: TraceEvent): string {
  if (event.device === null) return 'net';
  const pod = podOfLxc(world, event.device);
  if (pod === null) return slug(deviceName(event.device)) || 'dev';
  return packets[event.packet ?? -1]?.from === pod.name ? 'lxc-from' : 'lxc-to';
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Long names are told apart at their ends as often as at their beginnings: both are kept. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  return `${text.slice(0, most - 1 - end)}-${text.slice(-end)}`.replace(/-+/g, '-');
}
