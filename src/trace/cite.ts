/**
 * Where a claim comes from. `ref` is a path in the named source tree (Cilium v1.18.0, Linux v6.8), an RFC section
 * ('RFC 7348 section 5') or a fact of the lab; `symbol` the function there. `sure` says how well it is known.
 */
export interface Cite {
  readonly source: 'cilium' | 'linux' | 'rfc' | 'lab' | 'measured';
  readonly ref: string;
  readonly symbol?: string;
}

export function cilium(ref: string, symbol?: string): Cite {
  return symbol === undefined ? { source: 'cilium', ref } : { source: 'cilium', ref, symbol };
}
export function linux(ref: string, symbol?: string): Cite {
  return symbol === undefined ? { source: 'linux', ref } : { source: 'linux', ref, symbol };
}
export function rfc(ref: string): Cite {
  return { source: 'rfc', ref };
}
/** Measured with real namespaces and captures. */
export function measured(ref: string): Cite {
  return { source: 'measured', ref };
}
