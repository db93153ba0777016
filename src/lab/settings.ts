import type { Cidr } from '../wire/address.ts';
import type { LabFile } from './file.ts';
import type { Settings } from './world.ts';

/** Bytes that an overlay adds in front of an IPv4 packet: Ethernet 14, VXLAN or Geneve 8, UDP 8, IPv4 20 (pkg/mtu TunnelOverhead). */
export const TUNNEL_OVERHEAD = 50;

/**
 * The switches with the values that they have in effect. BPF host routing needs kube-proxy replacement and BPF
 * masquerading (daemon/cmd/kube_proxy_replacement.go finishKubeProxyReplacementInit); without them the agent falls back
 * to the kernel's. Direct node routes belong to native routing only.
 */
export function effectiveSettings(lab: LabFile): Settings {
  const { cilium } = lab;
  const native = cilium.routingMode === 'native';
  const canRouteInBpf = cilium.kubeProxyReplacement && cilium.bpfMasquerade;
  return {
    datapath: cilium.datapath,
    routing: native ? 'native' : cilium.tunnelProtocol,
    autoDirectNodeRoutes: native && cilium.autoDirectNodeRoutes,
    endpointRoutes: cilium.endpointRoutes,
    hostRouting: canRouteInBpf ? cilium.hostRouting : 'legacy',
    socketLB: cilium.socketLB,
    kubeProxyReplacement: cilium.kubeProxyReplacement,
    bpfMasquerade: cilium.bpfMasquerade,
    ipv4NativeRoutingCIDR: cilium.ipv4NativeRoutingCIDR as Cidr,
    monitorAggregation: cilium.monitorAggregation,
  };
}

/** The MTU of routes into the overlay on a node whose devices have `mtu`; null where there is no overlay. */
export function overlayMtu(settings: Settings, mtu: number): number | null {
  return settings.routing === 'native' ? null : mtu - TUNNEL_OVERHEAD;
}
