import type { LabFile, LabNode, LabPod, LabRouter, LabService } from './file.ts';

/** A value as JSON holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** User-named keys go through fromEntries, which defines '__proto__' as a key like any other. */
function named<T extends { readonly name: string }>(items: readonly T[], source: (item: T) => Json): Json {
  return Object.fromEntries(items.map((item) => [item.name, source(item)]));
}

/** Only what has a value: null stands for 'derived' or 'none given' in all of these. */
function present(value: { readonly [key: string]: Json }): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}

function nodeSource(node: LabNode): Json {
  const { ip, prefix, dev, podCIDR, controlPlane, mtu } = node;
  return {
    ...present({ ip, prefix, dev, podCIDR, cilium_host: node.ciliumHost, controlPlane, mtu, rp_filter: node.rpFilter }),
    uplink: node.uplink === null ? null : { ...node.uplink },
    static_routes: node.staticRoutes,
  };
}

function routerSource(router: LabRouter | null): Json {
  if (router === null) return null;
  const { name, eth0, gateway, dns, eth1, eth2, staticRoutes, defaultRoute, rpFilter, mtu } = router;
  const loops = Object.fromEntries(router.loops.map((loop) => [loop.name, loop.address]));
  const uplink = eth0 === null ? { eth0 } : present({ eth0, gateway, dns });
  const rest = { static_routes: staticRoutes, default_route: defaultRoute, rp_filter: rpFilter, mtu: { ...mtu } };
  return { name, ...uplink, eth1, eth2, ...loops, ...rest };
}

function podSource(pod: LabPod): Json {
  const { ip, node, identity, endpoint, lxc, image, ports } = pod;
  return present({ ip, node, identity, endpoint, lxc, labels: Object.fromEntries(pod.labels), image, ports });
}

function serviceSource(service: LabService): Json {
  const { clusterIP, port, targetPort, protocol, type, nodePort, externalIP } = service;
  const selector = service.selector === null ? null : Object.fromEntries(service.selector);
  return present({ clusterIP, port, targetPort, protocol, selector, type, nodePort, externalIP });
}

/**
 * The lab as the file that parseLab reads it back from, every default spelt out. Keys that look like whole numbers come
 * first when the value is read again, as JavaScript orders them; nothing else moves.
 */
export function labSource(lab: LabFile): Json {
  const { flowPorts, icmpId, curlSourcePort, backend, macs, neighbours } = lab.recorded;
  const ports = Object.fromEntries(flowPorts.map(([flow, both]) => [flow, { ...both }]));
  return {
    format: lab.format,
    title: lab.title,
    clock: lab.clock,
    seed: lab.seed,
    versions: { ...lab.versions },
    cilium: { ...lab.cilium },
    nodes: named(lab.nodes, nodeSource),
    router: routerSource(lab.router),
    pods: named(lab.pods, podSource),
    services: named(lab.services, serviceSource),
    policies: lab.policies as readonly Json[],
    recorded: present({
      flowPorts: ports,
      icmpId,
      curlSourcePort,
      backend,
      macs: Object.fromEntries(macs),
      neighbours,
    }),
  };
}
