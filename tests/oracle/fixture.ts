import { readFileSync, readdirSync } from 'node:fs';

/** A command that was run in the recorded lab, and what it said. */
export interface Step {
  readonly id: string;
  readonly on: string;
  readonly cmd: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Field = string | number;

/** How many frames of a capture match, and what is true of all of them. */
export interface FrameAssert {
  readonly cap: string;
  readonly where: { readonly if?: string; readonly dir?: string; readonly step?: string; readonly sum?: string };
  readonly count: number | string;
  readonly all: Readonly<Record<string, Field>>;
  readonly why: string;
}

export interface StepAssert {
  readonly step: string;
  readonly exit: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly why: string;
}

export type Assert = FrameAssert | StepAssert;

/** A frame of a capture: step, interface, direction, length, TTL of the innermost packet, summary, outer packet. */
export type FrameRow = readonly [
  step: string,
  dev: string,
  dir: string | null,
  length: number,
  ttl: number | null,
  packet: number,
  outer?: string,
];
export type OrderRow = readonly [step: string, at: string, dir: string, packet: number];
export type PathTap = readonly [
  at: string,
  dir: string,
  sll2Length: number,
  ttl: number | null,
  outer?: { readonly outer_ttl: number; readonly vni: number },
];
export type PathRow = readonly [step: string, packet: number, path: readonly PathTap[]];

export interface RecordedCase {
  readonly case: string;
  readonly title: string;
  readonly truth: string;
  readonly notes: string;
  readonly build: Readonly<Record<string, string>>;
  readonly prep: readonly (readonly [host: string, command: string])[];
  readonly steps: readonly Step[];
  readonly asserts: readonly Assert[];
  /** Captures that saw nothing. */
  readonly silent: readonly string[];
  /** Captures that saw something, but not the same in every run. */
  readonly varies: readonly string[];
  readonly captures: Readonly<Record<string, readonly FrameRow[]>>;
  /** Null when they differed between runs. */
  readonly paths: readonly PathRow[] | null;
  readonly order: readonly OrderRow[] | null;
  /** The summaries that the rows above refer to by number. */
  readonly packets: readonly string[];
}

const folder = new URL('fixtures/cases/', import.meta.url);

export function recordedCases(): readonly RecordedCase[] {
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RecordedCase);
}
