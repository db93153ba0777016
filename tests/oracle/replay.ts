import { captureOf } from '../../src/capture/tap.ts';
import type { CapturedFrame } from '../../src/capture/tap.ts';
import { simulate } from '../../src/engine/simulate.ts';
import type { SimulateOptions } from '../../src/engine/simulate.ts';
import { deviceId, deviceName } from '../../src/lab/names.ts';
import type { Nanos } from '../../src/lab/names.ts';
import type { PacketId } from '../../src/trace/events.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { JobRecord, Trace } from '../../src/trace/trace.ts';
import { Conversations } from './conversation.ts';
import type { RecordedCase, Step } from './fixture.ts';
import { factsOf } from './frame.ts';
import type { Facts } from './frame.ts';
import { WATCHED, namespaceOf, worldOf } from './lab.ts';
import { preparationsOf, replayOf } from './stimuli.ts';

/** What a replayed command did. */
export interface Outcome {
  readonly id: string;
  readonly start: Nanos;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A frame as the recordings describe one. */
export interface Seen {
  readonly step: string;
  readonly at: Nanos;
  readonly netns: string;
  readonly dev: string;
  readonly dir: string;
  readonly packet: PacketId | null;
  readonly facts: Facts;
  readonly sum: string;
}

/** The recorder waited this long between two commands: ICMP rate limits refill in that time. */
const PAUSE = 300_000_000;

export class Replayed {
  readonly trace: Trace;
  readonly outcomes: readonly Outcome[];
  /** The recorder's captures were stopped here: what goes on after the last command was not seen. */
  readonly #end: Nanos;
  readonly #talk = new Conversations();
  readonly #captures = new Map<string, readonly Seen[]>();

  constructor(trace: Trace, outcomes: readonly Outcome[], end: Nanos) {
    this.trace = trace;
    this.outcomes = outcomes;
    this.#end = end;
    for (const { facts } of this.#captured(WATCHED, 'any')) this.#talk.learn(facts);
  }

  /** 'router.any', 'k8s-ctr.eth1'; 'router.any.vxlan' is what `-i any udp port 8472` prints. */
  capture(name: string): readonly Seen[] {
    const known = this.#captures.get(name);
    if (known !== undefined) return known;
    const [netns = '', device = '', filter] = name.split('.');
    const all = this.#seen([netns], device);
    const seen = filter === undefined ? all : all.filter(({ facts }) => facts.outer !== null);
    this.#captures.set(name, seen);
    return seen;
  }

  /** All frames at all taps of the watched namespaces, in the order of time. */
  everywhere(): readonly Seen[] {
    return this.#seen(WATCHED, 'any');
  }

  #seen(namespaces: readonly string[], device: string): readonly Seen[] {
    return this.#captured(namespaces, device).map(({ netns, at, device: id, tap, packet, facts }) => {
      return {
        step: this.#stepAt(at),
        at,
        netns,
        dev: deviceName(id),
        dir: tap,
        packet,
        facts,
        sum: this.#talk.summary(facts),
      };
    });
  }

  #captured(
    namespaces: readonly string[],
    device: string,
  ): readonly (CapturedFrame & { readonly netns: string; readonly facts: Facts })[] {
    return namespaces
      .flatMap((name) => {
        const netns = namespaceOf(name);
        const frames = captureOf(this.trace, { netns, device: device === 'any' ? 'any' : deviceId(netns, device) });
        return frames
          .filter(({ at }) => at <= this.#end)
          .map((frame) => ({
            ...frame,
            netns: name,
            facts: factsOf(frame.bytes, device === 'any' ? 'sll2' : 'ethernet'),
          }));
      })
      .toSorted((a, b) => a.event - b.event);
  }

  #stepAt(at: Nanos): string {
    return this.outcomes.findLast(({ start }) => start <= at)?.id ?? '(before)';
  }
}

/** Runs the commands of a case one after the other, each in the state that the one before it left behind. */
export function replay(recorded: RecordedCase, options: SimulateOptions): Replayed {
  const world = worldOf(recorded);
  const stimuli: Stimulus[] = [...preparationsOf(recorded)];
  const begun: { readonly step: Step; readonly start: Nanos; readonly stimulus: number; readonly sizeOnly: boolean }[] =
    [];
  let trace: Trace | null = null;
  let start = 1_000_000_000;
  for (const step of recorded.steps) {
    const { stimulus, sizeOnly } = replayOf(step, start as Nanos);
    begun.push({ step, start: start as Nanos, stimulus: stimuli.length, sizeOnly });
    stimuli.push(stimulus);
    // When a command ends is known only by running it: hence once more from the start with one command more.
    trace = simulate(world.file, stimuli, { ...options, world });
    start = exitOf(trace, stimuli.length - 1) + PAUSE;
  }
  if (trace === null) throw new Error(`${recorded.case} has no steps`);
  const final = trace;
  return new Replayed(
    final,
    begun.map(({ step, start: at, stimulus, sizeOnly }) => {
      const { exitCode, stdout, stderr } = jobOf(final, stimulus);
      return { id: step.id, start: at, exit: exitCode, stdout: sizeOnly ? `${stdout.length}\n` : stdout, stderr };
    }),
    start as Nanos,
  );
}

function jobOf(trace: Trace, stimulus: number): JobRecord {
  const job = trace.jobs.find((j) => j.stimulus === stimulus && j.exitCode !== null);
  if (job === undefined) throw new Error(`stimulus ${stimulus} left no job that exited`);
  return job;
}

function exitOf(trace: Trace, stimulus: number): number {
  const { id } = jobOf(trace, stimulus);
  const exit = trace.events.find((event) => event.kind === 'job' && event.job === id && event.step.kind === 'exited');
  if (exit === undefined) throw new Error(`job ${id} has no exit`);
  return exit.at;
}
