import type { Nanos } from '../../../lab/names.ts';
import type { Machine } from '../../machine.ts';
import type { Json } from './json-path.ts';
import type { KubeObject } from './objects.ts';

export type Tree = { readonly [key: string]: Json };

/** A value as a cell shows it. */
export function jsonText(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value ?? ''}`;
}

/** One object with what its row shows. */
export interface Item {
  readonly name: string;
  readonly namespace: string | null;
  readonly created: Nanos;
  readonly object: KubeObject;
  /** Cells between NAME and AGE, and those that -o wide adds after AGE. */
  readonly cells: readonly string[];
  readonly wide: readonly string[];
}

/** A kind of objects: its names, its columns, and where they come from. */
export interface Kind {
  readonly plural: string;
  readonly names: readonly string[];
  /** 'pod', 'deployment.apps': as it stands before a name. */
  readonly prefix: string;
  readonly namespaced: boolean;
  readonly columns: readonly string[];
  readonly wide: readonly string[];
  list(machine: Machine): readonly Item[];
}
