import type { HelmValues } from './helm-values.ts';
import { valueAt } from './helm-values.ts';

/**
 * Why an agent with these values ends at once, in the words of its last log line (daemon/cmd/daemon_main.go initEnv); null
 * when it comes up. unverified: the words are those of 1.17, 1.18.0 writes them with another logger.
 */
export function agentRefusal(values: HelmValues): string | null {
  const native = valueAt(values, 'routingMode') === 'native';
  const on = (path: string): boolean => valueAt(values, path) === true || valueAt(values, path) === 'true';
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
