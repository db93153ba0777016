/** A value of a Kubernetes object. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Tree = { readonly [key: string]: Json };

export function isTree(value: Json | undefined): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function treeAt(value: Json | undefined): Tree {
  return isTree(value) ? value : {};
}

export function listAt(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A scalar as text; null for anything else. */
export function textAt(value: Json | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : null;
}
