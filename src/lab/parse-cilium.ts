import type { LabCilium } from './file.ts';
import { Fields, isObject, shown } from './fields.ts';
import type { Findings } from './problems.ts';

const KEYS = [
  'datapath',
  'routingMode',
  'tunnelProtocol',
  'autoDirectNodeRoutes',
  'endpointRoutes',
  'ipv4NativeRoutingCIDR',
  'kubeProxyReplacement',
  'socketLB',
  'bpfMasquerade',
  'hostRouting',
  'monitorAggregation',
] as const;

/**
 * The `cilium` object: Helm values by their own names. Absent keys take the values of the week 4 lab.
 * `podNetwork` is the native routing CIDR of a lab that names none: what covers all of its podCIDRs.
 * Auto direct node routes in tunnel mode stop the agent ("auto-direct-node-routes cannot be used with tunneling",
 * daemon/cmd), so they are a problem when asked for and off when not.
 */
export function parseCilium(value: unknown, found: Findings, podNetwork: string): LabCilium {
  if (value !== undefined && value !== null && !isObject(value))
    found.problem('cilium', 'not-object', { got: shown(value) });
  const fields = new Fields(isObject(value) ? value : {}, 'cilium', found, KEYS);
  const routingMode = fields.oneOf('routingMode', ['native', 'tunnel'], 'native');
  const autoDirectNodeRoutes = fields.flag('autoDirectNodeRoutes', routingMode === 'native');
  if (autoDirectNodeRoutes && routingMode === 'tunnel')
    found.problem(fields.at('autoDirectNodeRoutes'), 'auto-direct-in-tunnel', {});
  const kubeProxyReplacement = fields.flag('kubeProxyReplacement', true);
  return {
    datapath: fields.oneOf('datapath', ['cilium', 'linux'], 'cilium'),
    routingMode,
    tunnelProtocol: fields.oneOf('tunnelProtocol', ['vxlan', 'geneve'], 'vxlan'),
    autoDirectNodeRoutes,
    endpointRoutes: fields.flag('endpointRoutes', false),
    ipv4NativeRoutingCIDR: fields.prefix('ipv4NativeRoutingCIDR', false, 0, 32) ?? podNetwork,
    kubeProxyReplacement,
    socketLB: fields.flag('socketLB', kubeProxyReplacement),
    bpfMasquerade: fields.flag('bpfMasquerade', true),
    hostRouting: fields.oneOf('hostRouting', ['bpf', 'legacy'], 'bpf'),
    monitorAggregation: fields.oneOf('monitorAggregation', ['none', 'medium'], 'medium'),
  };
}
