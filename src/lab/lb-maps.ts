import type { Prng } from '../base/prng.ts';
import { ANY_ADDR, type Ipv4Addr } from '../wire/address.ts';
import type { Blueprint, NodePlan } from './blueprint.ts';
import type { Given } from './draws.ts';
import { extraFrontends, lbIds, type ExtraFrontend } from './services.ts';
import { ROW_KEY, type LbBackendRow, type LbReverseNatRow, type LbServiceRow } from './tables.ts';
import type { Service } from './world.ts';

export interface LbMaps {
  readonly services: ReadonlyMap<string, LbServiceRow>;
  readonly backends: ReadonlyMap<string, LbBackendRow>;
  readonly reverseNat: ReadonlyMap<string, LbReverseNatRow>;
}

interface Frontend {
  readonly service: Service;
  readonly type: LbServiceRow['type'];
  readonly address: Ipv4Addr;
  readonly port: number;
  readonly revNat: number;
}

/** One backend for all services that lead to it: they are told apart by address, port and protocol (pkg/loadbalancer L3n4Addr). */
function backendKey(service: Service, backend: Service['backends'][number]): string {
  return `${backend.address}:${backend.port}/${service.protocol}`;
}

function backendIds(services: readonly Service[], rng: Prng, given: Given): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const idOf = lbIds(rng, 'backend', given);
  for (const service of services) {
    for (const backend of service.backends) {
      const key = backendKey(service, backend);
      if (!ids.has(key)) ids.set(key, idOf(key));
    }
  }
  return ids;
}

/** Slot 0 holds the number of backends, slot n the n-th (pkg/maps/lbmap UpsertService). */
function serviceRows(frontend: Frontend, ids: ReadonlyMap<string, number>): readonly LbServiceRow[] {
  const { service, type, address, port, revNat } = frontend;
  const common = { address, port, proto: service.protocol, revNat, type };
  const master: LbServiceRow = { ...common, slot: 0, count: service.backends.length, backendId: 0 };
  return [
    master,
    ...service.backends.map((backend, i): LbServiceRow => ({
      ...common,
      slot: i + 1,
      count: 0,
      backendId: ids.get(backendKey(service, backend))!,
    })),
  ];
}

function clusterFrontend(service: Service): Frontend {
  return { service, type: 'ClusterIP', address: service.clusterIP, port: service.port, revNat: service.revNat };
}

/**
 * The load balancer's maps. Cluster IPs and external addresses are the same on every node; node ports stand for the node's
 * own addresses and for the wildcard, so a lab with node ports has them per node. `revNatOf` is the one that numbered the services.
 */
export function lbMapsOf(
  { lab, services }: Blueprint,
  rng: Prng,
  revNatOf: (name: string) => number,
  given: Given,
): (plan: NodePlan) => LbMaps {
  const ids = backendIds(services, rng, given);
  const extra = extraFrontends(lab, services);
  const revNats = new Map(
    extra.map(
      (frontend) => [frontend, revNatOf(`${frontend.service.name} ${frontend.type} ${frontend.place.kind}`)] as const,
    ),
  );
  const backends = new Map<string, LbBackendRow>();
  for (const service of services) {
    for (const backend of service.backends) {
      const row: LbBackendRow = {
        id: ids.get(backendKey(service, backend))!,
        address: backend.address,
        port: backend.port,
        proto: service.protocol,
      };
      backends.set(ROW_KEY.cilium_lb4_backends_v3(row), row);
    }
  }
  const mapsFor = (plan: NodePlan | null): LbMaps => {
    const frontends = services.map(clusterFrontend);
    for (const frontend of extra) {
      const address = addressAt(frontend, plan);
      if (address !== null) frontends.push({ ...frontend, address, revNat: revNats.get(frontend)! });
    }
    const rows = frontends.flatMap((frontend) => serviceRows(frontend, ids));
    return {
      services: new Map(rows.map((row) => [ROW_KEY.cilium_lb4_services_v2(row), row])),
      backends,
      reverseNat: new Map(frontends.map(({ revNat, address, port }) => [`${revNat}`, { revNat, address, port }])),
    };
  };
  if (extra.some((frontend) => frontend.type === 'NodePort')) return mapsFor;
  let shared: LbMaps | null = null;
  return () => (shared ??= mapsFor(null));
}

/** Null for a frontend that the node has no address for. */
function addressAt({ place }: ExtraFrontend, plan: NodePlan | null): Ipv4Addr | null {
  if (place.kind === 'address') return place.address;
  if (place.kind === 'wildcard') return ANY_ADDR;
  return (place.kind === 'uplink' ? plan?.uplink?.ip : plan?.node.ip) ?? null;
}
