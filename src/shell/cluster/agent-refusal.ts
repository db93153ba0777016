import type { HelmValues } from './helm-values.ts';
import { valueAt } from './helm-values.ts';

/**
 * Why an agent with these values ends at once, in the words of its last log line (daemon/cmd/daemon_main.go initEnv); null
 * when it comes up. unverified: the words are those of 1.17, 1.18.0 writes them with another logger.
 */
export function agentRefusal(values: HelmValues): string | null {
  const native = valueAt(values, 'routingMode') === 'native';
  const on = (path: string): boolean => valueAt(values, path) === true || valueAt(values, path) === 'true';
  const given = (path: string): string =>
    `${(valueAt(values, path) as string | number | boolean | null | undefined) ?? ''}`;
  const invalid = invalidConfiguration(given, native);
  if (invalid !== null) return `invalid daemon configuration: ${invalid}`;
  if (!native && on('autoDirectNodeRoutes')) {
    return 'auto-direct-node-routes cannot be used with tunneling. Packets must be routed through the tunnel device.';
  }
  if (!native && on('installNoConntrackIptablesRules')) {
    return 'install-no-conntrack-iptables-rules requires the agent to run in direct routing mode.';
  }
  if (on('installNoConntrackIptablesRules') && !on('kubeProxyReplacement')) {
    return 'install-no-conntrack-iptables-rules requires kube-proxy-replacement to be enabled.';
  }
  return null;
}

/**
 * What no agent starts with whatever else it is told (pkg/option/config.go Validate, checkIPv4NativeRoutingCIDR;
 * pkg/datapath/tunnel newConfig). unverified: the words about modes and protocols that do not exist.
 */
function invalidConfiguration(given: (path: string) => string, native: boolean): string | null {
  const [mode, protocol] = [given('routingMode'), given('tunnelProtocol')];
  if (!['', 'native', 'tunnel'].includes(mode)) {
    return `invalid routing mode "${mode}", valid modes = {"tunnel", "native"}`;
  }
  if (!['', 'vxlan', 'geneve'].includes(protocol)) return `invalid protocol "${protocol}"`;
  const masquerades = given('enableIPv4Masquerade') !== 'false' && given('ipMasqAgent.enabled') !== 'true';
  if (!native || !masquerades || given('ipv4NativeRoutingCIDR') !== '') return null;
  const ipam = given('ipam.mode') === '' ? 'cluster-pool' : given('ipam.mode');
  return `native routing cidr must be configured with option --ipv4-native-routing-cidr in combination with --enable-ipv4=true --enable-ipv4-masquerade=true --enable-ip-masq-agent=false --routing-mode=native --ipam=${ipam}`;
}
