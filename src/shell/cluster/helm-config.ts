import type { LabFile } from '../../lab/file.ts';
import { ciliumConfig } from './cilium-config.ts';
import type { Cluster } from './cluster.ts';
import { valueAt, type HelmValues } from './helm-values.ts';

/** Values that the engine does not know and the ConfigMap does, by their key there (cilium-configmap.yaml). */
const KEYS: Readonly<Record<string, string>> = {
  'bgpControlPlane.enabled': 'enable-bgp-control-plane',
  'bpf.monitorInterval': 'monitor-aggregation-interval',
  'debug.enabled': 'debug',
  directRoutingSkipUnreachable: 'direct-routing-skip-unreachable',
  endpointHealthChecking: 'enable-endpoint-health-checking',
  'endpointHealthChecking.enabled': 'enable-endpoint-health-checking',
  enableIPv4BIGTCP: 'enable-ipv4-big-tcp',
  healthChecking: 'enable-health-checking',
  'hubble.enabled': 'enable-hubble',
  installNoConntrackIptablesRules: 'install-no-conntrack-iptables-rules',
  'ipam.mode': 'ipam',
  'ipv6.enabled': 'enable-ipv6',
  'l2announcements.enabled': 'enable-l2-announcements',
  'loadBalancer.acceleration': 'bpf-lb-acceleration',
  'loadBalancer.algorithm': 'bpf-lb-algorithm',
  'loadBalancer.mode': 'bpf-lb-mode',
  localRedirectPolicy: 'enable-local-redirect-policy',
  policyEnforcementMode: 'enable-policy',
  tunnelPort: 'tunnel-port',
  tunnelSourcePortRange: 'tunnel-source-port-range',
};

function given(values: HelmValues): Readonly<Record<string, string>> {
  const found = Object.entries(KEYS).flatMap(([path, key]) => {
    const value = valueAt(values, path);
    return value === undefined || value === null || typeof value === 'object' ? [] : [[key, `${value}`] as const];
  });
  return Object.fromEntries(found);
}

/** The ConfigMap as it is now: what the release's values make of it. Agents have read it when they started, no later. */
export function wantedConfig(cluster: Cluster, file: LabFile): ReadonlyMap<string, string> {
  const all = { ...ciliumConfig(cluster.agents.wanted, file), ...given(cluster.helm.current.values) };
  return new Map(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
