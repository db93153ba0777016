import type { SignalName, Stimulus } from '../../trace/stimulus.ts';
import type { Job, Kernel } from '../kernel.ts';
import type { Sockets } from '../transport/sockets.ts';

/** Where a command runs: the kernel and the sockets of one namespace. */
export interface AppHost {
  readonly kernel: Kernel;
  readonly sockets: Sockets;
}

/** A stimulus that a program carries out; all others are done by the engine itself. */
export type AppKind = 'curl' | 'ping' | 'dns' | 'traceroute' | 'tracepath' | 'mtr' | 'nc';
export type AppStimulus<K extends AppKind = AppKind> = Extract<Stimulus, { kind: K }>;

/** A command that has been started. */
export interface Program {
  /** What the program does on a signal; nothing once it has exited. */
  signal(name: SignalName): void;
}

/** Runs one command from its first step to its exit code. */
export type App<K extends AppKind> = (host: AppHost, stimulus: AppStimulus<K>, job: Job) => Program;
