import type { Prng } from '../base/prng.ts';
import type { Blueprint, NodePlan, RouterPlan, Uplink } from './blueprint.ts';
import type { Given } from './draws.ts';
import { lxcMap, openPolicy, policyMap } from './endpoint-maps.ts';
import { ipcacheOf } from './ipcache.ts';
import { lbMapsOf } from './lb-maps.ts';
import { linuxNodeRoutes } from './linux-overlay.ts';
import { localRoutes } from './local-routes.ts';
import { connectedRoute } from './machine-routes.ts';
import type { NetnsName } from './names.ts';
import { nodeNeighbours, outsideNeighbours, podNeighbours, routerNeighbours } from './neighbours.ts';
import { ciliumNodeRoutes } from './node-routes.ts';
import { podRoutes, routerRoutes } from './pod-routes.ts';
import { routeTable } from './route-rows.ts';
import { kernelRules, nodeRules } from './rules.ts';
import { gatewayDevice } from './segments.ts';
import { emptyTables, type Neigh, type Route, type Rule, type Tables } from './tables.ts';
import type { Device, Netns, Pod } from './world.ts';

/**
 * A namespace whose tables are worked out when somebody looks: in a lab of a thousand nodes a packet sees a handful of
 * them, and each holds rows for all the others. `build` depends on the blueprint alone, so when it runs makes no difference.
 */
function namespace(
  facts: Omit<Netns, 'tables' | 'devices'> & { readonly devices: readonly Device[] },
  build: (devices: readonly Device[]) => Tables,
): Netns {
  const { name, kind, sysctls, on, devices } = facts;
  let built: Tables | null = null;
  return {
    name,
    kind,
    sysctls,
    on,
    devices: devices.map((device) => device.id),
    get tables() {
      return (built ??= build(devices));
    },
  };
}

function kernelTables(
  routes: readonly Route[],
  devices: readonly Device[],
  rules: ReadonlyMap<string, Rule>,
  neigh: ReadonlyMap<string, Neigh>,
): Tables {
  return { ...emptyTables(), routes: routeTable([...routes, ...localRoutes(devices)]), rules, neigh };
}

/** Makes the namespaces of one blueprint. `revNatOf` is the one that numbered its services. */
export class Namespaces {
  readonly #blueprint: Blueprint;
  readonly #ipcache: ReturnType<typeof ipcacheOf>;
  readonly #lb: ReturnType<typeof lbMapsOf>;

  constructor(blueprint: Blueprint, rng: Prng, revNatOf: (name: string) => number, given: Given) {
    this.#blueprint = blueprint;
    this.#ipcache = ipcacheOf(blueprint);
    this.#lb = lbMapsOf(blueprint, rng, revNatOf, given);
  }

  node(plan: NodePlan, devices: readonly Device[]): Netns {
    const sysctls = { ipForward: true, rpFilter: plan.rpFilter };
    return namespace({ name: plan.node.name, kind: 'node', sysctls, on: null, devices }, () =>
      this.#nodeTables(plan, devices),
    );
  }

  #nodeTables(plan: NodePlan, devices: readonly Device[]): Tables {
    const blueprint = this.#blueprint;
    const cilium = blueprint.settings.datapath === 'cilium';
    const routes = cilium ? ciliumNodeRoutes(plan, blueprint) : linuxNodeRoutes(plan, blueprint);
    const kernel = kernelTables(routes, devices, nodeRules(plan, blueprint), nodeNeighbours(plan, blueprint));
    if (!cilium) return kernel;
    const lb = this.#lb(plan);
    return {
      ...kernel,
      cilium_lxc: lxcMap(plan, blueprint),
      cilium_ipcache_v2: this.#ipcache(plan),
      cilium_policy_v2: policyMap(plan, blueprint, openPolicy),
      cilium_lb4_services_v2: lb.services,
      cilium_lb4_backends_v3: lb.backends,
      cilium_lb4_reverse_nat: lb.reverseNat,
    };
  }

  router(plan: RouterPlan, devices: readonly Device[]): Netns {
    const sysctls = { ipForward: true, rpFilter: plan.rpFilter };
    return namespace({ name: plan.name, kind: 'router', sysctls, on: null, devices }, () =>
      kernelTables(
        routerRoutes(plan),
        devices,
        kernelRules(),
        routerNeighbours(plan.ports, plan.uplink, this.#blueprint),
      ),
    );
  }

  pod(pod: Pod, plan: NodePlan, devices: readonly Device[]): Netns {
    const blueprint = this.#blueprint;
    const sysctls = { ipForward: false, rpFilter: 0 } as const;
    return namespace({ name: pod.name, kind: 'pod', sysctls, on: plan.node.name, devices }, () =>
      kernelTables(
        podRoutes(pod, plan, blueprint.settings),
        devices,
        kernelRules(),
        podNeighbours(pod, plan, blueprint),
      ),
    );
  }

  /** What lies behind a first NIC: it answers for the gateway's address and forwards nothing. */
  outside(machine: NetnsName, uplink: Uplink, devices: readonly Device[]): Netns {
    const port = { dev: gatewayDevice(uplink), ip: uplink.gateway, subnet: uplink.subnet, mac: uplink.mac };
    const sysctls = { ipForward: false, rpFilter: 0 } as const;
    return namespace({ name: uplink.outside, kind: 'outside', sysctls, on: machine, devices }, () =>
      kernelTables([connectedRoute(port)], devices, kernelRules(), outsideNeighbours(uplink, this.#blueprint)),
    );
  }
}
