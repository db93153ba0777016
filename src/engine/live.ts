import { must } from '../base/assert.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { LabCilium, LabFile } from '../lab/file.ts';
import type { Nanos, NetnsName } from '../lab/names.ts';
import type { TableName, TableRow, Tables } from '../lab/tables.ts';
import type { World } from '../lab/world.ts';
import type { LiveLab } from '../trace/live.ts';
import { stimulusArgv } from '../trace/stimulus-text.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { JobRecord, Trace } from '../trace/trace.ts';
import { startApp } from './apps/apps.ts';
import type { Program } from './apps/apps.ts';
import { changeCluster, flushTable, startAgent } from './changes.ts';
import type { Datapath } from './datapath.ts';
import type { Lab } from './host.ts';
import { idleLab, Machines } from './idle-lab.ts';
import { openJob } from './jobs.ts';
import type { Job } from './kernel.ts';
import { changeRoute } from './routes-stimulus.ts';

export interface LabOptions {
  /** Another datapath than the one the lab file names. */
  readonly datapath?: Datapath;
  /** An already derived world of the same lab file. */
  readonly world?: World;
}

/** Switches a lab on. Nothing happens in it before something is done to it. Pure: it knows no clock but its own. */
export function openLab(file: LabFile, options: LabOptions = {}): LiveLab {
  return new Running(file, options);
}

/** 128 and SIGKILL: what a shell says of a command whose container was taken away. */
const KILLED = 137;

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** See LiveLab: what `simulate` runs to its end, and a terminal step by step. */
export class Running implements LiveLab {
  readonly trace: Open<Trace>;
  readonly #lab: Lab;
  readonly #machines: Machines;
  readonly #stimuli: Stimulus[] = [];
  /** By the stimulus they carry out. */
  readonly #jobs = new Map<number, Job>();
  /** Namespaces that stimuli will make. */
  readonly #coming = new Set<string>();
  readonly #programs = new Map<number, Program>();
  /** Up to when everything has run; nothing has at the start, not even what is due at 0. */
  #reached = -1;

  constructor(file: LabFile, options: LabOptions = {}) {
    const world = options.world ?? deriveWorld(file);
    this.#lab = idleLab(world, options.datapath);
    this.#machines = new Machines(this.#lab);
    const { events, frames, packets, jobs, now } = this.#lab.sim;
    const stimuli = this.#stimuli;
    this.trace = { format: 'hopscope-trace/1', lab: file, stimuli, world, events, frames, packets, jobs, ended: now };
  }

  get now(): Nanos {
    return this.#lab.sim.now;
  }

  get next(): Nanos | null {
    return this.#lab.sim.next;
  }

  get world(): World {
    return this.#lab.sim.world;
  }

  ciliumOf(node: NetnsName): LabCilium {
    return this.#lab.sim.evolution.viewOf(node).file.cilium;
  }

  act(stimulus: Stimulus): number {
    const index = this.#stimuli.length;
    const { at, from } = stimulus;
    if (!Number.isSafeInteger(at) || at <= this.#reached)
      throw new Error(`stimulus ${index} is for ${at} ns: it must be a whole number after ${this.#reached}`);
    if (!this.#coming.has(from))
      must(this.#lab.sim.evolution.union.netns.get(from), `namespace ${from} for stimulus ${index}`);
    if (stimulus.kind === 'cluster') for (const { name } of stimulus.pods) this.#coming.add(name);
    this.#stimuli.push(stimulus);
    this.#lab.sim.stimulus(at, index, () => this.#begin(stimulus, index));
    return index;
  }

  #begin(stimulus: Stimulus, index: number): void {
    const lab = this.#lab;
    switch (stimulus.kind) {
      case 'ip-route':
        changeRoute(lab, stimulus);
        return;
      case 'agent':
        startAgent(lab, stimulus, this.#machines);
        return;
      case 'cluster':
        changeCluster(lab, stimulus, {
          start: (netns) => this.#machines.start(netns),
          stop: (netns) => this.#stop(netns),
        });
        return;
      case 'flush':
        flushTable(lab, stimulus);
        return;
      case 'signal':
        this.#programs.get(stimulus.stimulus)?.signal(stimulus.signal);
        return;
      default: {
        const job = openJob(lab.sim, stimulus.from, stimulusArgv(stimulus), index);
        this.#jobs.set(index, job);
        if (lab.sim.world.netns.has(stimulus.from)) {
          this.#programs.set(index, startApp(this.#machines.of(stimulus.from), stimulus, job));
          return;
        }
        job.step({ kind: 'started', argv: stimulusArgv(stimulus) });
        job.exit(KILLED);
      }
    }
  }

  /** A pod is gone, and with it what ran in it. */
  #stop(netns: NetnsName): void {
    this.#machines.stop(netns);
    for (const [index, job] of this.#jobs) {
      if (this.#stimuli[index]?.from !== netns) continue;
      this.#programs.delete(index);
      job.exit(KILLED);
    }
  }

  advance(to: Nanos): void {
    if (!Number.isSafeInteger(to) || to < this.now) throw new Error(`the clock is at ${this.now} ns, not before ${to}`);
    this.#reached = to;
    this.#lab.sim.advance(to);
    this.#show();
  }

  /** Runs everything that is ever due. Throws when that does not end. */
  settle(): void {
    this.#lab.sim.settle();
    this.#reached = this.now;
    this.#show();
  }

  #show(): void {
    this.trace.ended = this.now;
    this.trace.world = this.#lab.sim.evolution.union;
  }

  table<T extends TableName>(netns: NetnsName, table: T): ReadonlyMap<string, TableRow[T]> {
    return this.#lab.sim.state.table(netns, table);
  }

  /** All tables that somebody has looked at, as they are now. */
  final(): ReadonlyMap<NetnsName, Tables> {
    return this.#lab.sim.state.final();
  }

  jobOf(stimulus: number): JobRecord | null {
    const job = this.#jobs.get(stimulus);
    return job === undefined ? null : must(this.trace.jobs[job.id], `job ${job.id}`);
  }

  snapshot(): Trace {
    const { events, frames, packets, jobs, stimuli, ...rest } = this.trace;
    return {
      ...rest,
      stimuli: stimuli.slice(),
      events: events.slice(),
      frames: frames.slice(),
      // The engine writes on in the records of what is under way.
      packets: packets.map((record) => (record.outcome.kind === 'under-way' ? { ...record } : record)),
      jobs: jobs.map((job) => ({ ...job })),
    };
  }
}
