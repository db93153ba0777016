import type { TraceEvent } from '../trace/events.ts';
import type { FieldOrigin } from '../trace/field-origin.ts';
import { jobOfPacket } from '../trace/by-packet.ts';
import { packetAt } from '../trace/packet-at.ts';
import type { Trace } from '../trace/trace.ts';
import type { DissectNode } from '../wire/dissect-node.ts';
import { type LayerKind, outermost } from '../wire/layers.ts';
import { LAYOUTS } from '../wire/layouts.ts';
import { fieldOriginEn } from './field-origin.en.ts';
import { fieldOriginKo } from './field-origin.ko.ts';
import type { Lang } from './lang.ts';
import { cliPlaceName } from './narrate.ts';
import type { Widen } from './widen.ts';

type OriginWords = Widen<typeof fieldOriginEn>;
const WORDS: Readonly<Record<Lang, OriginWords>> = { en: fieldOriginEn, ko: fieldOriginKo };

/** Where a value came from, in sentences. */
export interface OriginStory {
  /** Who and where. */
  readonly line: string;
  /** What to know besides, or null. */
  readonly aside: string | null;
  /** The socket program that chose the destination: its event and a sentence, or null. */
  readonly chosen: { readonly event: TraceEvent; readonly line: string } | null;
}

/** Tells who gave a field its value: the place and the program, not the value itself. */
export function tellFieldOrigin(trace: Trace, origin: FieldOrigin, node: DissectNode, lang: Lang): OriginStory {
  const m = WORDS[lang];
  const { event } = origin;
  const where = cliPlaceName(event.netns, event.device, lang);
  const x = { who: whoOf(trace, origin, node, m), where };
  const chooser = origin.chosenBy === null ? undefined : trace.events[origin.chosenBy];
  return {
    line: m[verbOf(origin, node)](x),
    aside: origin.copied === null ? null : m.copied[origin.copied],
    chosen: chooser?.kind === 'hook' ? { event: chooser, line: m.chosen({ program: chooser.program }) } : null,
  };
}

function verbOf({ how }: FieldOrigin, node: DissectNode): 'born' | 'computedFirst' | 'added' | 'changed' | 'computed' {
  if (how === 'added') return 'added';
  const derived = isComputed(node);
  if (how === 'born') return derived ? 'computedFirst' : 'born';
  return derived ? 'computed' : 'changed';
}

/** Whether a field follows from other bytes of the packet: lengths, checksums, types of what is inside. */
function isComputed(node: DissectNode): boolean {
  const name = node.label.slice(node.layer.length + 1);
  const slot = LAYOUTS[node.layer]?.slots.find((candidate) => candidate.name === name);
  return slot !== undefined && slot.field.role === 'derived' && slot.field.form !== 'opaque';
}

/** What an application writes itself; all other headers are the kernel's work. */
const WRITTEN_BY_APPLICATIONS: readonly LayerKind[] = ['http', 'dns', 'data'];

function whoOf(trace: Trace, { event, packet }: FieldOrigin, node: DissectNode, m: OriginWords): string {
  switch (event.kind) {
    case 'hook':
      return m.who.program({ program: event.program });
    case 'encap':
    case 'decap':
      return m.who.tunnel({ protocol: event.protocol });
    case 'neigh':
      return m.who.neighbour;
    case 'forward':
      return m.who.forward;
    case 'fragment':
      return m.who.fragment;
    case 'reassemble':
      return m.who.reassemble;
    case 'born':
      return WRITTEN_BY_APPLICATIONS.includes(node.layer) ? writerOf(trace, packet, m) : m.who.kernel;
    default:
      return m.who.kernel;
  }
}

/** An echo reply's bytes are the kernel's copy, a command's payload is its own, any other answer is a server's. */
function writerOf(trace: Trace, packet: FieldOrigin['packet'], m: OriginWords): string {
  const record = trace.packets[packet];
  const number = jobOfPacket(trace, packet);
  const job = number === null ? undefined : trace.jobs[number];
  const frame = record === undefined ? null : (trace.events[record.born]?.frame ?? null);
  if (outermost(packetAt(trace, frame), 'icmp-echo')?.type === 'reply') return m.who.kernel;
  return job !== undefined && job.netns === record?.from ? m.who.app({ app: job.argv[0] ?? '' }) : m.who.server;
}
