import type { Cidr } from '../wire/address.ts';
import type { LabCilium, LabFile, LabRouter } from './file.ts';
import type { DatapathName, TunnelProtocol } from './world.ts';

/**
 * The router's way to the pods. 'lab': as the file has it. 'no-default': it loses its way out. 'static': a person has added
 * routes to the podCIDRs by way of their nodes, to all of them or to some. 'custom': whatever a person has added to the
 * file's own routes, each as a lab file writes it, with or without the default route.
 */
export type RouterVariant =
  | { readonly kind: 'lab' }
  | { readonly kind: 'no-default' }
  | { readonly kind: 'static'; readonly prefixes: 'all' | readonly Cidr[] }
  | { readonly kind: 'custom'; readonly routes: readonly string[]; readonly defaultRoute: boolean };

/** What a reader may switch on a lab without editing it. What is left out stays as the file has it. */
export interface Variant {
  readonly routing?: 'native' | TunnelProtocol;
  readonly datapath?: DatapathName;
  readonly router?: RouterVariant;
  readonly endpointRoutes?: boolean;
  readonly hostRouting?: LabCilium['hostRouting'];
  readonly socketLB?: boolean;
  readonly bpfMasquerade?: boolean;
  readonly monitorAggregation?: LabCilium['monitorAggregation'];
  /** Counts in native routing only: with a tunnel the agent refuses it, so it is off there. */
  readonly autoDirectNodeRoutes?: boolean;
}

/**
 * The lab with a variant applied: a plain lab file again, so that lab and stimuli alone describe a run. Coming back to native
 * from a tunnel, direct node routes are as the file had them, and on when the file itself was in tunnel mode.
 */
export function withVariant(lab: LabFile, variant: Variant): LabFile {
  return {
    ...lab,
    cilium: ciliumWith(lab.cilium, variant),
    router: routerWith(lab, variant.router ?? { kind: 'lab' }),
  };
}

function ciliumWith(cilium: LabCilium, variant: Variant): LabCilium {
  const { routing, datapath, endpointRoutes, hostRouting, socketLB, bpfMasquerade, monitorAggregation } = variant;
  const routingMode = routing === undefined ? cilium.routingMode : routing === 'native' ? 'native' : 'tunnel';
  const usualDirect = cilium.routingMode === 'native' ? cilium.autoDirectNodeRoutes : true;
  return {
    ...cilium,
    routingMode,
    tunnelProtocol: routing === undefined || routing === 'native' ? cilium.tunnelProtocol : routing,
    autoDirectNodeRoutes: routingMode === 'native' && (variant.autoDirectNodeRoutes ?? usualDirect),
    datapath: datapath ?? cilium.datapath,
    endpointRoutes: endpointRoutes ?? cilium.endpointRoutes,
    hostRouting: hostRouting ?? cilium.hostRouting,
    socketLB: socketLB ?? cilium.socketLB,
    bpfMasquerade: bpfMasquerade ?? cilium.bpfMasquerade,
    monitorAggregation: monitorAggregation ?? cilium.monitorAggregation,
  };
}

function routerWith(lab: LabFile, variant: RouterVariant): LabRouter | null {
  const { router } = lab;
  if (router === null || variant.kind === 'lab') return router;
  if (variant.kind === 'no-default') return { ...router, defaultRoute: false };
  if (variant.kind === 'custom') {
    const { routes, defaultRoute } = variant;
    return { ...router, defaultRoute, staticRoutes: [...router.staticRoutes, ...routes] };
  }
  return { ...router, staticRoutes: [...router.staticRoutes, ...podRoutesOf(lab, router, variant.prefixes)] };
}

/** 'PODCIDR via NODE' for the chosen podCIDRs that the router has no route of its own to. */
function podRoutesOf(lab: LabFile, router: LabRouter, prefixes: 'all' | readonly Cidr[]): readonly string[] {
  return lab.nodes
    .filter(({ podCIDR }) => prefixes === 'all' || prefixes.some((prefix) => prefix === podCIDR))
    .filter(({ podCIDR }) => !router.staticRoutes.some((spec) => spec.trim().split(/\s+/).includes(podCIDR)))
    .map(({ podCIDR, ip }) => `${podCIDR} via ${ip}`);
}
