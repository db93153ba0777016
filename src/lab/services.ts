import type { Prng } from '../base/prng.ts';
import { ipv4, ipv4Number, type Ipv4Addr } from '../wire/address.ts';
import { between, drawFree, drawsOf, givenOf, widening, type Given } from './draws.ts';
import type { LabFile, LabService } from './file.ts';
import type { NetnsName } from './names.ts';
import { splitName } from './names-in-file.ts';
import { isApiServer, type Selected } from './selectors.ts';
import type { Service } from './world.ts';

const MOST_IDS = 65535;

/** Hands out the ids of one load balancer map: small at first, as the agent counts them from 1. */
export function lbIds(rng: Prng, kind: string, given: Given): (name: string) => number {
  const draw = drawsOf(rng, kind);
  const { known, taken } = givenOf(given, kind);
  return (name) => {
    const old = known.get(name);
    if (old !== undefined) return old;
    const id = drawFree(taken, (attempt) => between(draw(name, attempt), 1, widening(32, MOST_IDS, attempt)));
    taken.add(id);
    known.set(name, id);
    return id;
  };
}

/** Services with their backends in the order of the maps' slots: by address. */
export function servicesOf(lab: LabFile, selected: Selected, revNatOf: (name: string) => number): readonly Service[] {
  return lab.services.map((service) => {
    const [namespace, shortName] = splitName(service.name);
    const { name, port, targetPort, protocol } = service;
    const backends = isApiServer(service)
      ? lab.nodes
          .filter((node) => node.controlPlane)
          .map((node) => ({ address: ipv4(node.ip), port: targetPort, pod: null }))
      : selected.get(name)!.map((pod) => ({ address: ipv4(pod.ip), port: targetPort, pod: pod.name as NetnsName }));
    backends.sort((a, b) => ipv4Number(a.address) - ipv4Number(b.address));
    return {
      name,
      namespace,
      shortName,
      clusterIP: ipv4(service.clusterIP),
      port,
      targetPort,
      protocol,
      revNat: revNatOf(name),
      backends,
    };
  });
}

/** Where a frontend besides the cluster IP listens: a given address, or one that each node has of its own. */
export type FrontendPlace =
  | { readonly kind: 'address'; readonly address: Ipv4Addr }
  | { readonly kind: 'wildcard' | 'uplink' | 'node' };

/** A way into a service besides its cluster IP. Each has its own reverse NAT id, as each is a service of its own in the maps. */
export interface ExtraFrontend {
  readonly service: Service;
  readonly type: 'NodePort' | 'LoadBalancer';
  readonly place: FrontendPlace;
  readonly port: number;
}

export function extraFrontends(lab: LabFile, services: readonly Service[]): readonly ExtraFrontend[] {
  const specOf = new Map(lab.services.map((spec) => [spec.name, spec] as const));
  return services.flatMap((service) => frontendsOf(service, specOf.get(service.name)!));
}

function frontendsOf(service: Service, spec: LabService): readonly ExtraFrontend[] {
  const extra: ExtraFrontend[] = [];
  if (spec.type !== 'ClusterIP' && spec.nodePort !== null) {
    for (const kind of ['wildcard', 'uplink', 'node'] as const)
      extra.push({ service, type: 'NodePort', place: { kind }, port: spec.nodePort });
  }
  if (spec.type === 'LoadBalancer' && spec.externalIP !== null) {
    extra.push({
      service,
      type: 'LoadBalancer',
      place: { kind: 'address', address: ipv4(spec.externalIP) },
      port: spec.port,
    });
  }
  return extra;
}
