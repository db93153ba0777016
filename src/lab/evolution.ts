import { must } from '../base/assert.ts';
import { deriveWorld } from './derive.ts';
import type { Given } from './draws.ts';
import type { LabCilium, LabFile, LabPod, LabService } from './file.ts';
import type { DeviceId, NetnsName } from './names.ts';
import { emptyTables, type Tables } from './tables.ts';
import type { Device, Netns, World } from './world.ts';

/**
 * A lab whose cluster changes while it runs. Each node sees the world as its own agent's configuration makes it (`viewOf`);
 * `current` is put together of what each node has, and `union` holds whatever has ever existed, so that every event
 * of a run finds its place in it. What comes later has empty tables there: its rows come by deltas.
 */
export class Evolution {
  /** What exists now. Its settings are those of the (first) control-plane node. */
  current: World;
  /** All that has existed so far, with the services and settings of now. `file` is the lab file of the start. */
  union: World;
  readonly #start: World;
  /** Made when something changes for the first time. */
  #views: Map<NetnsName, World> | null = null;
  readonly #given: Given = new Map();
  /** Worlds of the cluster as it is, by configuration: nodes that agree share one. */
  readonly #derived = new Map<string, World>();
  readonly #cilium = new Map<string, LabCilium>();
  #file: LabFile;

  constructor(start: World) {
    this.#start = start;
    this.#file = start.file;
    this.current = start;
    this.union = start;
  }

  /** The world as the agent of this node has it: its own tables and those of its pods are right in it. */
  viewOf(node: NetnsName | null): World {
    return (node === null ? undefined : this.#views?.get(node)) ?? this.#start;
  }

  /** The agent of a node starts with a configuration. Which datapath it is cannot change. */
  agent(node: NetnsName, cilium: LabCilium): void {
    this.#begin();
    this.#cilium.set(node, { ...cilium, datapath: this.#start.file.cilium.datapath });
    this.#change();
  }

  /** The pods and services of the cluster are these from now on. */
  cluster(pods: readonly LabPod[], services: readonly LabService[]): void {
    this.#begin();
    this.#file = { ...this.#file, pods, services };
    this.#derived.clear();
    this.#change();
  }

  #begin(): void {
    if (this.#views !== null) return;
    this.#views = new Map();
    const { file, nodes } = this.#start;
    deriveWorld(file, this.#given);
    this.#derived.set(JSON.stringify(file.cilium), this.#start);
    // Drawn beside the pods' addresses, so a pod that comes must not move it.
    const hosts = new Map<string, string>(nodes.map((node) => [node.name, node.ciliumHost]));
    this.#file = { ...file, nodes: file.nodes.map((n) => ({ ...n, ciliumHost: hosts.get(n.name) ?? n.ciliumHost })) };
  }

  #change(): void {
    const views = must(this.#views, 'views');
    for (const { name } of this.#start.nodes)
      views.set(name, this.#derive(this.#cilium.get(name) ?? this.#file.cilium));
    this.current = this.#assembled();
    this.union = united(this.union, this.current);
  }

  #derive(cilium: LabCilium): World {
    const key = JSON.stringify(cilium);
    let world = this.#derived.get(key);
    if (world === undefined) this.#derived.set(key, (world = deriveWorld({ ...this.#file, cilium }, this.#given)));
    return world;
  }

  #assembled(): World {
    const { nodes } = this.#start;
    const lead = this.viewOf((nodes.find((node) => node.controlPlane) ?? nodes[0])?.name ?? null);
    const netns = new Map<NetnsName, Netns>();
    const devices = new Map<DeviceId, Device>();
    for (const [name, { kind, on }] of lead.netns) {
      const view = kind === 'node' ? this.viewOf(name) : kind === 'router' ? lead : this.viewOf(on);
      const own = must((view.netns.has(name) ? view : lead).netns.get(name), name);
      netns.set(name, own);
      for (const id of own.devices) devices.set(id, must(view.devices.get(id) ?? lead.devices.get(id), id));
    }
    return { ...lead, netns, devices };
  }
}

function united(before: World, now: World): World {
  const netns = new Map(before.netns);
  const devices = new Map([...before.devices, ...now.devices]);
  for (const [name, own] of now.netns) {
    const old = before.netns.get(name);
    const ids = [...new Set([...(old?.devices ?? []), ...own.devices])];
    ids.sort((a, b) => must(devices.get(a), a).ifindex - must(devices.get(b), b).ifindex);
    netns.set(
      name,
      withTables(own, ids, () => old?.tables ?? NONE),
    );
  }
  return { ...now, file: before.file, netns, devices, pods: new Map([...before.pods, ...now.pods]) };
}

const NONE: Tables = emptyTables();

/** Tables of a thousand namespaces are worked out when somebody looks, also behind a new face. */
function withTables({ name, kind, sysctls, on }: Netns, devices: readonly DeviceId[], tables: () => Tables): Netns {
  return {
    name,
    kind,
    sysctls,
    on,
    devices,
    get tables() {
      return tables();
    },
  };
}
