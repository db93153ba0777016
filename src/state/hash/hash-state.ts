import * as v from 'valibot';
import type { LabFile } from '../../lab/file.ts';
import { parseLab } from '../../lab/parse.ts';
import type { LabProblem } from '../../lab/problems.ts';
import { guardedJson } from './guarded-json.ts';
import { HASH_MAJOR, type HashFault, readHash, writeHash } from './hash-text.ts';
import { StateV1 } from './state-v1.ts';

/** The state of today. */
export type LinkState = StateV1;

/** Nodes of a lab that comes in an address: more cannot be seen at once, and every one costs a stranger's browser. */
const MOST_NODES = 200;

export type HashRead =
  | { readonly kind: 'state'; readonly state: LinkState; readonly lab: LabFile | null }
  | { readonly kind: 'refused'; readonly fault: HashFault; readonly problem: LabProblem | null };

/** Entry n turns a state of major n into one of major n + 1. Pure; one step at a time; none is ever taken out. */
export type Upgraders = ReadonlyMap<number, (older: unknown) => unknown>;
export const UPGRADERS: Upgraders = new Map();

/** What a hash says. Never throws, whatever the hash; its work is bounded by its limits. */
export async function readState(hash: string, upgraders: Upgraders = UPGRADERS): Promise<HashRead> {
  const text = await readHash(hash);
  if (!text.ok) return refused(text.fault);
  const guarded = guardedJson(text.json);
  if (!guarded.ok) return refused('state');
  let { value } = guarded;
  for (let major = text.major; major < HASH_MAJOR; major++) value = upgraders.get(major)?.(value);
  const read = v.safeParse(StateV1, value);
  if (!read.success) return refused('state');
  const state = read.output;
  if (state.doc === undefined) return { kind: 'state', state, lab: null };
  const parsed = parseLab(state.doc.lab);
  if (!parsed.ok) return refused('lab', parsed.problems[0] ?? null);
  if (parsed.lab.nodes.length > MOST_NODES) return refused('size');
  return { kind: 'state', state, lab: parsed.lab };
}

function refused(fault: HashFault, problem: LabProblem | null = null): HashRead {
  return { kind: 'refused', fault, problem };
}

/** The hash of a state, without '#'. Null for one that would not be opened again: too large, or not a state. */
export async function hashOf(state: LinkState): Promise<string | null> {
  const text = await writeHash(JSON.stringify(state));
  if (text === null) return null;
  return (await readState(text)).kind === 'state' ? text : null;
}

/** The fields of a link that say the same. */
export function fieldsOf(state: LinkState): ReadonlyMap<string, string> {
  const { p = {}, seed, view = {} } = state;
  const fields = new Map(Object.entries(p).map(([name, value]) => [`p.${name}`, textOf(value)]));
  if (seed !== undefined) fields.set('seed', `${seed}`);
  for (const [key, value] of Object.entries(view)) fields.set(key, Array.isArray(value) ? value.join(',') : `${value}`);
  return fields;
}

function textOf(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : `${value}`;
}
