import { invariant } from '../../base/assert.ts';

/** The version that traceToJson writes. */
export const CURRENT_VERSION = 1;

/** Entry n turns a file of version n into one of version n + 1. */
export type Upgraders = ReadonlyMap<number, (older: unknown) => unknown>;
const UPGRADERS: Upgraders = new Map();

/** Throws unless there is a way from every version up to the current one, and no step that leads nowhere. */
export function checkComplete(upgraders: Upgraders, current: number): void {
  for (let version = 1; version < current; version++) {
    invariant(upgraders.has(version), `an upgrader from hopscope-trace/${version}`);
  }
  for (const version of upgraders.keys())
    invariant(version >= 1 && version < current, `no upgrader beyond hopscope-trace/${current}`);
}
checkComplete(UPGRADERS, CURRENT_VERSION);

/** A file of `version` as one of the current version. */
export function upgraded(
  file: unknown,
  version: number,
  upgraders: Upgraders = UPGRADERS,
  current = CURRENT_VERSION,
): unknown {
  let out = file;
  for (let at = version; at < current; at++) out = upgraders.get(at)?.(out);
  return out;
}
