/** What a value of the lab file had to be. Worded in src/i18n/lab-problems.*.ts. */
export type Wanted = 'address' | 'prefix' | 'address/length' | 'node name' | 'port';
export type NamedThing = 'node' | 'router' | 'pod' | 'service';

/** Every finding about a lab file with what its sentence needs. A new code is a compile error in both languages until worded. */
export interface LabProblemArgs {
  'too-big': { readonly bytes: number; readonly limit: number };
  'too-deep': { readonly limit: number };
  'too-many-values': { readonly limit: number };
  'not-json': { readonly line: number; readonly column: number };
  'duplicate-key': { readonly key: string; readonly line: number; readonly column: number };
  'unknown-format': { readonly got: string; readonly want: string };
  'not-object': { readonly got: string };
  'not-list': { readonly got: string };
  'not-text': { readonly got: string };
  'too-long': { readonly length: number; readonly limit: number };
  'not-boolean': { readonly got: string };
  'not-number': { readonly got: string; readonly low: number; readonly high: number };
  'not-one-of': { readonly got: string; readonly options: readonly string[] };
  'not-a-clock': { readonly got: string };
  missing: { readonly want: Wanted };
  'not-ipv4': { readonly got: string };
  'not-prefix': { readonly got: string };
  'not-interface-address': { readonly got: string };
  'host-bits': { readonly got: string; readonly mend: string };
  'prefix-length': { readonly got: string; readonly low: number; readonly high: number };
  'not-a-host': { readonly ip: string; readonly cidr: string };
  'not-static-route': { readonly got: string };
  'not-on-link': { readonly gateway: string; readonly subnets: readonly string[] };
  'gateway-is-self': { readonly gateway: string };
  'outside-pod-cidr': { readonly ip: string; readonly node: string; readonly cidr: string };
  'outside-subnet': { readonly ip: string; readonly cidr: string };
  'unknown-node': { readonly got: string; readonly nodes: readonly string[] };
  'same-address': { readonly a: string; readonly b: string; readonly ip: string };
  'same-endpoint': { readonly a: string; readonly b: string; readonly node: string; readonly endpoint: number };
  'same-lxc': { readonly a: string; readonly b: string; readonly node: string; readonly lxc: string };
  'same-frontend': { readonly a: string; readonly b: string; readonly frontend: string };
  /** `a` and `b` are places in the file. */
  'cidr-overlap': { readonly a: string; readonly aCidr: string; readonly b: string; readonly bCidr: string };
  'cluster-ip-in-use': { readonly ip: string; readonly owner: string; readonly cidr: string };
  'same-route': { readonly dst: string };
  'no-nodes': Record<never, never>;
  'too-many': {
    readonly what: 'nodes' | 'pods' | 'pods on a node' | 'services' | 'static routes' | 'labels' | 'ports' | 'rows';
    readonly count: number;
    readonly limit: number;
  };
  'pod-cidr-full': { readonly node: string; readonly cidr: string };
  'not-a-name': { readonly got: string; readonly of: NamedThing };
  'name-taken': { readonly name: string; readonly by: NamedThing };
  'not-a-device': { readonly got: string };
  'device-taken': { readonly name: string };
  'not-an-identity': { readonly got: string };
  'not-a-mac': { readonly got: string };
  'auto-direct-in-tunnel': Record<never, never>;
  'more-problems': { readonly count: number };
  'unknown-key': { readonly key: string; readonly nearest: string | null };
  'no-pods-selected': { readonly service: string };
  'no-control-plane': { readonly service: string };
  'policies-not-enforced': { readonly count: number };
  'other-cilium': { readonly got: string; readonly modelled: string };
  'bgp-reserved': Record<never, never>;
  'unknown-device': { readonly got: string };
  'unknown-pod': { readonly got: string };
  'unknown-flow': { readonly got: string };
}
export type LabProblemCode = keyof LabProblemArgs;

/** One finding as data. `path` is where, in the words of the file: 'nodes.k8s-w0.static_routes[1]'; empty for the file as a whole. */
export type LabProblem = {
  [C in LabProblemCode]: { readonly path: string; readonly code: C; readonly args: LabProblemArgs[C] };
}[LabProblemCode];

/** A file full of mistakes is told so after this many: nobody reads more, and noise must not take memory. */
export const MAX_PROBLEMS = 100;

/** Collects findings while parsing goes on, so that all of them are told at once. */
export class Findings {
  readonly problems: LabProblem[] = [];
  readonly warnings: LabProblem[] = [];
  #unheard = 0;

  problem<C extends LabProblemCode>(path: string, code: C, args: LabProblemArgs[C]): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ path, code, args } as LabProblem);
    else this.#unheard++;
  }

  warning<C extends LabProblemCode>(path: string, code: C, args: LabProblemArgs[C]): void {
    if (this.warnings.length < MAX_PROBLEMS) this.warnings.push({ path, code, args } as LabProblem);
  }

  /** All problems, with one more that counts those beyond the limit. */
  all(): readonly LabProblem[] {
    if (this.#unheard === 0) return this.problems;
    return [...this.problems, { path: '', code: 'more-problems', args: { count: this.#unheard } }];
  }
}
