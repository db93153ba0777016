import type { Stimulus, StimulusKind } from '../../trace/stimulus.ts';
import type { Job, Kernel } from '../kernel.ts';
import type { Sockets } from '../transport/sockets.ts';

/** Where a command runs: the kernel and the sockets of one namespace. */
export interface AppHost {
  readonly kernel: Kernel;
  readonly sockets: Sockets;
}

/** A stimulus that a program carries out; what changes the lab itself is the engine's. */
export type AppKind = Exclude<StimulusKind, 'ip-route' | 'agent' | 'cluster' | 'flush'>;
export type AppStimulus<K extends AppKind = AppKind> = Extract<Stimulus, { kind: K }>;

/** Runs one command from its first step to its exit code. */
export type App<K extends AppKind> = (host: AppHost, stimulus: AppStimulus<K>, job: Job) => void;
