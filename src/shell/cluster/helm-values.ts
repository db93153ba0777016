import { ownOf } from '../../base/own.ts';
import type { LabCilium, LabFile } from '../../lab/file.ts';

/** What a values file can hold. */
export type HelmValue = string | number | boolean | null | readonly HelmValue[] | HelmValues;
export interface HelmValues {
  readonly [key: string]: HelmValue;
}

export function isTree(value: HelmValue | undefined): value is HelmValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at 'a.b.c'. */
export function valueAt(values: HelmValues, path: string): HelmValue | undefined {
  let at: HelmValue | undefined = values;
  for (const key of path.split('.')) at = isTree(at) ? ownOf(at, key) : undefined;
  return at;
}

/** The same values with another one at 'a.b.c'. */
export function withValueAt(values: HelmValues, path: readonly string[], value: HelmValue): HelmValues {
  const [key, ...rest] = path;
  if (key === undefined) return values;
  if (rest.length === 0) return { ...values, [key]: value };
  const below = ownOf(values, key);
  return { ...values, [key]: withValueAt(isTree(below) ? below : {}, rest, value) };
}

/** Helm's coalescing: trees are joined, whatever else is replaced, and null takes a key away. */
export function merged(base: HelmValues, over: HelmValues): HelmValues {
  const all: Record<string, HelmValue> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = ownOf(all, key);
    if (value === null) delete all[key];
    else all[key] = isTree(value) && isTree(before) ? merged(before, value) : value;
  }
  return all;
}

function built(pairs: readonly (readonly [path: string, value: HelmValue])[]): HelmValues {
  return pairs.reduce<HelmValues>((values, [path, value]) => withValueAt(values, path.split('.'), value), {});
}

/** The version that the first week's script installs. */
export const FIRST_WEEK = '1.17.5';

/**
 * The values that the scripts of the study install Cilium with (cilium-study k8s-ctr.sh), as they must have been for this
 * lab file: what is the chart's default is not given.
 */
export function installedValues({ cilium, nodes, versions }: LabFile): HelmValues {
  const native = cilium.routingMode === 'native';
  // The first week's script has neither Hubble nor what the later ones add.
  const first = versions.cilium === FIRST_WEEK;
  const control = nodes.find((node) => node.controlPlane) ?? nodes[0];
  const given = (path: string, value: HelmValue, when: boolean): readonly (readonly [string, HelmValue])[] =>
    when ? [[path, value]] : [];
  return built([
    ['autoDirectNodeRoutes', cilium.autoDirectNodeRoutes],
    ...given('bpf.hostLegacyRouting', true, cilium.hostRouting === 'legacy'),
    ['bpf.masquerade', cilium.bpfMasquerade],
    ...given('bpf.monitorAggregation', 'none', cilium.monitorAggregation === 'none'),
    ['debug.enabled', true],
    ...given('endpointHealthChecking.enabled', false, !first),
    ...given('endpointRoutes.enabled', true, cilium.endpointRoutes),
    ...given('healthChecking', false, !first),
    ...given('hubble.enabled', true, !first),
    ...given('hubble.relay.enabled', true, !first),
    ...given('hubble.ui.enabled', true, !first),
    ...given('hubble.ui.service.nodePort', 30003, !first),
    ...given('hubble.ui.service.type', 'NodePort', !first),
    ['installNoConntrackIptablesRules', native],
    ['ipam.mode', 'cluster-pool'],
    ['ipam.operator.clusterPoolIPv4PodCIDRList', [cilium.ipv4NativeRoutingCIDR]],
    ['ipv4NativeRoutingCIDR', cilium.ipv4NativeRoutingCIDR],
    ...given('ipv6.enabled', false, first),
    ['k8sServiceHost', control?.ip ?? 'auto'],
    ['k8sServicePort', 6443],
    ['kubeProxyReplacement', cilium.kubeProxyReplacement],
    ...given('operator.replicas', 1, !first),
    ['routingMode', cilium.routingMode],
    ...given('socketLB.enabled', cilium.socketLB, cilium.socketLB !== cilium.kubeProxyReplacement),
    ...given('tunnelProtocol', cilium.tunnelProtocol, !native || cilium.tunnelProtocol !== 'vxlan'),
  ]);
}

function truth(value: HelmValue | undefined, otherwise: boolean): boolean {
  if (value === undefined || value === null) return otherwise;
  return value === true || value === 'true' || value === 'strict';
}

/**
 * What these values make of the agents, in the words of a lab file (install/kubernetes/cilium values.yaml for what is not
 * given). Everything else is kept and shown, and changes nothing here.
 */
export function ciliumOf(values: HelmValues, { datapath, ipv4NativeRoutingCIDR }: LabCilium): LabCilium {
  const text = (path: string): string | null => {
    const value = valueAt(values, path);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const replaced = truth(valueAt(values, 'kubeProxyReplacement'), false);
  return {
    datapath,
    routingMode: text('routingMode') === 'native' ? 'native' : 'tunnel',
    tunnelProtocol: text('tunnelProtocol') === 'geneve' ? 'geneve' : 'vxlan',
    autoDirectNodeRoutes: truth(valueAt(values, 'autoDirectNodeRoutes'), false),
    endpointRoutes: truth(valueAt(values, 'endpointRoutes.enabled'), false),
    ipv4NativeRoutingCIDR: text('ipv4NativeRoutingCIDR') ?? ipv4NativeRoutingCIDR,
    kubeProxyReplacement: replaced,
    socketLB: truth(valueAt(values, 'socketLB.enabled'), replaced),
    bpfMasquerade: truth(valueAt(values, 'bpf.masquerade'), false),
    hostRouting: truth(valueAt(values, 'bpf.hostLegacyRouting'), false) ? 'legacy' : 'bpf',
    monitorAggregation: ['none', 'disabled'].includes(text('bpf.monitorAggregation') ?? '') ? 'none' : 'medium',
  };
}
