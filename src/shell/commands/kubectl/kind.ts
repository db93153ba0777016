import type { Nanos } from '../../../lab/names.ts';
import { isTree, type Json, type Tree } from '../../cluster/json.ts';
import type { Machine } from '../../machine.ts';

/** A value as a cell shows it. */
export function jsonText(value: Json | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value ?? ''}`;
}

/** The value at a path of keys. */
export function valueIn(object: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isTree(value) ? value[key] : undefined), object);
}

/** One object as the API server gives it. */
export interface Item {
  readonly name: string;
  readonly namespace: string | null;
  readonly created: Nanos;
  readonly object: () => Tree;
  /** What its row shows, one cell per column of its kind. */
  readonly cells: () => readonly string[];
}

export interface Column {
  readonly name: string;
  /** Only with -o wide. */
  readonly wide: boolean;
}

export function column(name: string): Column {
  return { name, wide: false };
}

export function wideColumn(name: string): Column {
  return { name, wide: true };
}

/** A kind of objects: its names, its columns, and where they come from. */
export interface Kind {
  readonly plural: string;
  readonly singular: string;
  readonly short: readonly string[];
  /** '' for the core. */
  readonly group: string;
  readonly version: string;
  /** 'Pod': as manifests spell it. */
  readonly kind: string;
  readonly namespaced: boolean;
  readonly columns: readonly Column[];
  /** Whether this cluster knows the kind at all. */
  readonly exists?: (machine: Machine) => boolean;
  readonly list: (machine: Machine) => readonly Item[];
}

/** 'pod', 'deployment.apps': as it stands before a name. */
export function prefixOf({ singular, group }: Kind): string {
  return group === '' ? singular : `${singular}.${group}`;
}

/** 'pods', 'deployments.apps': as errors say it. */
export function pluralOf({ plural, group }: Kind): string {
  return group === '' ? plural : `${plural}.${group}`;
}

export function apiVersionOf({ group, version }: Kind): string {
  return group === '' ? version : `${group}/${version}`;
}
