import { isDeepStrictEqual } from 'node:util';
import type fc from 'fast-check';
import { simulate } from '../../src/engine/simulate.ts';
import type { SimulateOptions } from '../../src/engine/simulate.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { parseLab } from '../../src/lab/parse.ts';
import type { NetnsName } from '../../src/lab/names.ts';
import { TABLE_NAMES } from '../../src/lab/tables.ts';
import type { Tables } from '../../src/lab/tables.ts';
import type { EventId } from '../../src/trace/events.ts';
import { tableAt } from '../../src/trace/state-at.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import { traceToJson } from '../../src/trace/json.ts';
import { traceText } from '../../src/trace/text.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { validateTrace } from '../../src/trace/validate.ts';
import { labArbitrary } from './arbitrary-lab.ts';
import type { RawLab } from './arbitrary-lab.ts';
import { stimuliArbitrary } from './arbitrary-stimuli.ts';

/** A lab and what is done to it: everything that decides a trace. */
export interface Run {
  readonly lab: RawLab;
  readonly stimuli: readonly Stimulus[];
}

export const runArbitrary: fc.Arbitrary<Run> = labArbitrary.chain((lab) =>
  stimuliArbitrary(lab).map((stimuli) => ({ lab, stimuli })),
);

/** HOPSCOPE_SEED=random looks where nobody has looked yet; any number repeats a run. */
export function seedOf(usual: number): number {
  const wish = process.env['HOPSCOPE_SEED'];
  const seed = wish === undefined ? usual : wish === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wish);
  console.info(`property seed ${seed}`);
  return seed;
}

export function traceOf({ lab, stimuli }: Run, options: SimulateOptions = {}): Trace {
  return simulate(labFileOf(lab), stimuli, options);
}

export function labFileOf(lab: RawLab): LabFile {
  const parsed = parseLab(lab);
  if (!parsed.ok) throw new Error(`a generated lab is refused: ${JSON.stringify(parsed.problems)}`);
  return parsed.lab;
}

/** What is wrong with a run, in words; empty when every promise is kept. */
export function faultsOf(run: Run): readonly string[] {
  const final = new Map<NetnsName, Tables>();
  const trace = traceOf(run, { final: (tables) => tables.forEach((rows, netns) => final.set(netns, rows)) });
  return [
    ...validateTrace(trace, 5),
    ...outcomeFaults(trace),
    ...hiddenChanges(trace, final),
    ...sameAgain(run, trace),
  ];
}

/** Folding all deltas gives the tables that the engine ended with: it has changed nothing in secret. */
function hiddenChanges(trace: Trace, final: ReadonlyMap<NetnsName, Tables>): readonly string[] {
  return [...final].flatMap(([netns, tables]) =>
    TABLE_NAMES.flatMap((table) => {
      const folded = tableAt(trace, netns, table, (trace.events.length - 1) as EventId);
      return isDeepStrictEqual(folded, new Map<string, unknown>(tables[table]))
        ? []
        : [`${table} of ${netns} is not what its deltas say`];
    }),
  );
}

/** Exactly one end for each packet, and each command has exited. */
function outcomeFaults(trace: Trace): readonly string[] {
  const ends = new Map<number, number>();
  for (const event of trace.events)
    if (event.kind === 'end' && event.packet !== null) ends.set(event.packet, (ends.get(event.packet) ?? 0) + 1);
  const packets = trace.packets
    .filter(({ id }) => ends.get(id) !== 1)
    .map(({ id, label }) => `packet ${id} (${label}) ends ${ends.get(id) ?? 0} times`);
  const stimuli = trace.stimuli.flatMap((stimulus, i) => {
    if (stimulus.kind === 'ip-route' || stimulus.kind === 'signal') return [];
    const exited = trace.jobs.filter((job) => job.stimulus === i && job.exitCode !== null);
    return exited.length === 1 ? [] : [`stimulus ${i} (${stimulus.kind}) exits ${exited.length} times`];
  });
  return [...packets, ...stimuli];
}

function sameAgain(run: Run, trace: Trace): readonly string[] {
  const again = traceOf(run);
  if (traceToJson(again) !== traceToJson(trace)) return ['a second run makes another trace'];
  return traceText(again) === traceText(trace) ? [] : ['a second run reads otherwise'];
}
