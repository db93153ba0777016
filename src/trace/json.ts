import { hexOf } from '../base/bytes.ts';
import type { LabFile } from '../lab/file.ts';
import type { World } from '../lab/world.ts';
import type { TraceEvent } from './events.ts';
import type { Stimulus } from './stimulus.ts';
import type { JobRecord, PacketRecord, Trace } from './trace.ts';
import { validateTrace } from './validate.ts';
import { CURRENT_VERSION, upgraded } from './versions/upgraders.ts';
import { type AboutV1, traceV1, type TraceV1 } from './versions/v1.ts';

/** A trace that was read, or why it was not: `why` is for a reader, `kind` for a program, `where` a path in the file. */
export type TraceFromJson =
  | { readonly ok: true; readonly trace: Trace }
  | {
      readonly ok: false;
      readonly kind: 'not-json' | 'not-a-trace' | 'newer-version' | 'malformed' | 'impossible-lab' | 'inconsistent';
      readonly why: string;
      readonly where: string;
    };

/** What a file says of itself before it tells the run. */
export interface TracePreface {
  /** The JSON Schema that the file follows. */
  readonly schema: string;
  readonly about: AboutV1;
}

/**
 * The trace as text: JSON, one frame, packet, job and event per line, so that two traces can be compared by lines. A preface
 * is for people and their tools: reading the file gives the same trace with it and without it.
 */
export function traceToJson(trace: Trace, preface?: TracePreface): string {
  const file: TraceV1 = {
    ...(preface === undefined ? {} : { $schema: preface.schema }),
    format: trace.format,
    ...(preface === undefined ? {} : { about: preface.about }),
    lab: trace.lab,
    stimuli: trace.stimuli,
    frames: trace.frames.map(hexOf),
    packets: trace.packets,
    jobs: trace.jobs,
    ended: trace.ended,
    events: trace.events,
  };
  const parts = Object.entries(file).map(
    ([key, value]: [string, unknown]) =>
      `${JSON.stringify(key)}:${Array.isArray(value) ? linesText(value) : JSON.stringify(value)}`,
  );
  return `{${parts.join(',\n')}}\n`;
}

function linesText(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}]`;
}

/**
 * Reads what traceToJson wrote, of this version or an older one. Nothing in the text is believed: every field is
 * checked, then every promise of validateTrace. `derive` makes the lab's state at t = 0 from its file, with
 * what the stimuli bring into it (worldOf), and may throw when the file cannot be a lab.
 */
export function traceFromJson(
  text: string,
  derive: (lab: LabFile, stimuli: readonly Stimulus[]) => World,
): TraceFromJson {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, kind: 'not-json', where: '', why: `this is not JSON: ${messageOf(error)}` };
  }
  const version = versionOf(json);
  if (version === null)
    return {
      ok: false,
      kind: 'not-a-trace',
      where: 'format',
      why: `a trace file says "format": "hopscope-trace/${CURRENT_VERSION}"`,
    };
  if (version > CURRENT_VERSION) {
    return {
      ok: false,
      kind: 'newer-version',
      where: 'format',
      why: `version ${version} was written by a newer Hopscope; this one reads up to ${CURRENT_VERSION}`,
    };
  }
  const file = upgraded(json, version);
  const misfit = traceV1.check(file, '');
  if (misfit !== null)
    return {
      ok: false,
      kind: 'malformed',
      where: misfit.where,
      why: `expected ${misfit.expected}, found ${misfit.found}`,
    };
  return assembled(file as TraceV1, derive);
}

function assembled(file: TraceV1, derive: (lab: LabFile, stimuli: readonly Stimulus[]) => World): TraceFromJson {
  const lab = file.lab as LabFile;
  let world: World;
  try {
    world = derive(lab, file.stimuli as readonly Stimulus[]);
  } catch (error) {
    return { ok: false, kind: 'impossible-lab', where: 'lab', why: messageOf(error) };
  }
  const trace: Trace = {
    format: file.format,
    lab,
    stimuli: file.stimuli as readonly Stimulus[],
    world,
    events: file.events as readonly TraceEvent[],
    frames: file.frames.map(bytesOf),
    packets: file.packets as readonly PacketRecord[],
    jobs: file.jobs as readonly JobRecord[],
    ended: file.ended as Trace['ended'],
  };
  const [broken] = validateTrace(trace, 1);
  if (broken === undefined) return { ok: true, trace };
  const [where = '', ...why] = broken.split(': ');
  return { ok: false, kind: 'inconsistent', where, why: why.join(': ') };
}

/** 3 for 'hopscope-trace/3'; null when the value is no trace file. */
function versionOf(json: unknown): number | null {
  if (typeof json !== 'object' || json === null || !('format' in json) || typeof json.format !== 'string') return null;
  const digits = /^hopscope-trace\/([1-9]\d{0,4})$/.exec(json.format)?.[1];
  return digits === undefined ? null : Number(digits);
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
