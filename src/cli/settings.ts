import type { LabCilium, LabFile } from '../lab/file.ts';
import { nearestKey } from '../lab/nearest-key.ts';
import { withVariant, type RouterVariant } from '../lab/variant.ts';
import { parseCidr } from '../wire/address.ts';
import { notOneOf, type RouterChange, type WalkArgs } from './args.ts';

/** The lab with what the command line changes in it, or everything that is wrong with the changes. */
export type Changed =
  | { readonly ok: true; readonly value: LabFile }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Takes one setting over; a string says why the value will not do. */
type Setter = (lab: LabFile, value: string) => LabFile | string;

function choice<K extends keyof LabCilium>(key: K, choices: readonly (LabCilium[K] & string)[]): Setter {
  return (lab, value) => {
    const chosen = choices.find((each) => each === value);
    return chosen === undefined
      ? notOneOf(`--set ${key}`, value, choices)
      : { ...lab, cilium: { ...lab.cilium, [key]: chosen } };
  };
}

type Flag = 'autoDirectNodeRoutes' | 'endpointRoutes' | 'kubeProxyReplacement' | 'socketLB' | 'bpfMasquerade';
function flag(key: Flag): Setter {
  return (lab, value) =>
    value === 'true' || value === 'false'
      ? { ...lab, cilium: { ...lab.cilium, [key]: value === 'true' } }
      : notOneOf(`--set ${key}`, value, ['true', 'false']);
}

const SETTERS: ReadonlyMap<string, Setter> = new Map<string, Setter>([
  ['datapath', choice('datapath', ['cilium', 'linux'])],
  ['routingMode', choice('routingMode', ['native', 'tunnel'])],
  ['tunnelProtocol', choice('tunnelProtocol', ['vxlan', 'geneve'])],
  ['hostRouting', choice('hostRouting', ['bpf', 'legacy'])],
  ['monitorAggregation', choice('monitorAggregation', ['none', 'medium'])],
  ['autoDirectNodeRoutes', flag('autoDirectNodeRoutes')],
  ['endpointRoutes', flag('endpointRoutes')],
  ['kubeProxyReplacement', flag('kubeProxyReplacement')],
  ['socketLB', flag('socketLB')],
  ['bpfMasquerade', flag('bpfMasquerade')],
  [
    'ipv4NativeRoutingCIDR',
    (lab, value) =>
      parseCidr(value) === null
        ? `--set ipv4NativeRoutingCIDR: '${value}' is not an IPv4 prefix`
        : { ...lab, cilium: { ...lab.cilium, ipv4NativeRoutingCIDR: value } },
  ],
  [
    'seed',
    (lab, value) =>
      /^\d{1,9}$/.test(value)
        ? { ...lab, seed: Number(value) }
        : `--set seed: '${value}' is not a whole number of at most nine digits`,
  ],
  [
    'neighbours',
    (lab, value) =>
      value === 'warm' || value === 'cold'
        ? { ...lab, recorded: { ...lab.recorded, neighbours: value } }
        : notOneOf('--set neighbours', value, ['warm', 'cold']),
  ],
]);

/** Helm's spelling of some of them. */
const HELM: ReadonlyMap<string, string> = new Map([
  ['endpointRoutes.enabled', 'endpointRoutes'],
  ['socketLB.enabled', 'socketLB'],
  ['bpf.masquerade', 'bpfMasquerade'],
  ['bpf.monitorAggregation', 'monitorAggregation'],
]);

/** Applies --set, --mode and --router to a lab. */
export function settingsOf(file: LabFile, args: Pick<WalkArgs, 'mode' | 'router' | 'set'>): Changed {
  const problems: string[] = [];
  let lab = args.mode === null ? file : withVariant(file, { routing: args.mode });
  for (const [key, value] of args.set) {
    const setter = SETTERS.get(HELM.get(key) ?? key);
    const next = setter === undefined ? unknownSetting(key) : setter(lab, value);
    if (typeof next === 'string') problems.push(next);
    else lab = next;
  }
  if (lab.cilium.routingMode === 'tunnel' && lab.cilium.autoDirectNodeRoutes) {
    problems.push(
      '--set autoDirectNodeRoutes: the agent refuses direct node routes with a tunnel; leave it out, or use --mode native',
    );
  }
  const router = routerVariant(file, args.router, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: withVariant(lab, { router }) };
}

function unknownSetting(key: string): string {
  const known = [...SETTERS.keys()];
  const near = nearestKey(key, known);
  return `--set ${key}: no such setting${near === null ? '' : `; did you mean ${near}?`} (${known.join(', ')})`;
}

function routerVariant(lab: LabFile, change: RouterChange, problems: string[]): RouterVariant {
  if (change.kind === 'lab') return { kind: 'lab' };
  if (lab.router === null) {
    problems.push('--router: this lab has no router; leave the option out');
    return { kind: 'lab' };
  }
  if (change.kind === 'no-default') return { kind: 'no-default' };
  if (change.prefixes === null) return { kind: 'static', prefixes: 'all' };
  const prefixes = change.prefixes.flatMap((typed) => {
    const prefix = parseCidr(typed);
    if (prefix !== null && lab.nodes.some((node) => node.podCIDR === prefix)) return [prefix];
    problems.push(
      `--router: '${typed}' is no node's podCIDR (${lab.nodes.map((node) => `${node.podCIDR} of ${node.name}`).join(', ')})`,
    );
    return [];
  });
  return { kind: 'static', prefixes };
}
