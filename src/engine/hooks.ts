import { must } from '../base/assert.ts';
import type { DeviceId, EndpointId, Nanos } from '../lab/names.ts';
import { ROW_KEY } from '../lab/tables.ts';
import type { Device, Pod, Settings, World } from '../lab/world.ts';
import { linux, measured } from '../trace/cite.ts';
import type { AttachPoint } from '../trace/events.ts';
import { encodedLength } from '../wire/encode.ts';
import { outermost } from '../wire/layers.ts';
import type { Packet } from '../wire/layers.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import type { Decision, FibAnswer, HookContext, Program } from './datapath.ts';
import type { Lab } from './host.ts';
import { fibLookup } from './linux/fib.ts';
import { receive, transmit } from './linux/device.ts';
import { wayOf } from './linux/ip-output.ts';
import { knownMac, neighOutput } from './linux/neigh.ts';
import { MapReader } from './map-reader.ts';
import type { Skb, TunnelKey } from './skb.ts';
import { TIMING } from './timing.ts';

const PEER = [
  linux('net/core/filter.c', 'bpf_redirect_peer'),
  measured('the device that is redirected past shows nothing'),
];

/** Ethernet's header and room for a VLAN tag. */
const HARD_HEADER = 14 + 4;

/** A program's view of its hook: what it may read, and where its wishes are written down. */
export class Hook extends MapReader implements HookContext {
  readonly world: World;
  readonly settings: Settings;
  readonly device: Device;
  readonly attach: AttachPoint;
  readonly now: Nanos;
  readonly mark: number;
  readonly tunnelKey: TunnelKey | null;
  readonly hasIngress: boolean;
  readonly #lab: Lab;
  readonly #frame: Packet;

  constructor(lab: Lab, device: Device, attach: AttachPoint, skb: Skb) {
    super(lab.sim, device.netns);
    this.#lab = lab;
    this.#frame = skb.packet;
    this.world = lab.sim.world;
    this.settings = lab.sim.settingsOf(device.netns);
    this.device = device;
    this.attach = attach;
    this.now = lab.sim.now;
    this.mark = skb.mark;
    this.tunnelKey = skb.tunnelKey;
    this.hasIngress = skb.ingress !== null;
  }

  /** bpf_fib_lookup (net/core/filter.c bpf_ipv4_fib_lookup): the kernel's routing table and neighbours, nothing of its stack. */
  fib(dst: Ipv4Addr, src: Ipv4Addr): FibAnswer {
    const found = fibLookup(this.#lab.sim, this.netns, { dst, src, mark: 0 });
    this.reads.push(...found.reads);
    if (found.kind !== 'route') return { kind: 'not-fwded', ext: 4 };
    const { type } = found.route;
    if (type === 'blackhole') return { kind: 'blackhole', ext: 1 };
    if (type === 'unreachable') return { kind: 'unreachable', ext: 2 };
    if (type === 'prohibit') return { kind: 'prohibit', ext: 3 };
    const way = wayOf(this.#lab, found.route);
    const nexthop = way.via ?? dst;
    const dmac = knownMac(this.#lab, way.device, nexthop);
    const key = `${nexthop} ${way.device.id}`;
    const neighbour = this.#lab.sim.state.row(this.netns, 'neigh', key) ? key : null;
    this.reads.push({ netns: this.netns, table: 'neigh', query: nexthop, found: neighbour, losers: [] });
    // Without a length from the program the frame is held against the device, not against the route (is_skb_forwardable).
    if (dmac && encodedLength(this.#frame) > way.device.mtu + HARD_HEADER) return { kind: 'frag-needed', ext: 8 };
    const kind = dmac ? 'success' : 'no-neigh';
    return { kind, dev: way.device, nexthop, smac: way.device.mac, dmac, isDefault: way.isDefault };
  }

  expectedRoute(dst: Ipv4Addr): { readonly key: string; readonly dev: DeviceId } | null {
    const found = fibLookup(this.#lab.sim, this.netns, { dst, src: null, mark: 0 });
    if (found.kind !== 'route' || !found.route.dev) return null;
    return { key: ROW_KEY.routes(found.route), dev: found.route.dev };
  }

  podByEndpoint(endpoint: EndpointId): Pod {
    for (const pod of this.world.pods.values()) if (pod.node === this.netns && pod.endpoint === endpoint) return pod;
    throw new Error(`invariant broken: no endpoint ${endpoint} on ${this.netns}`);
  }

  podByDevice(device: DeviceId): Pod | null {
    const known = this.world.devices.get(device);
    return known?.kind === 'veth'
      ? (this.world.pods.get(must(this.world.devices.get(known.peer), 'peer').netns) ?? null)
      : null;
  }

  deviceByIfindex(ifindex: number): Device {
    for (const id of must(this.world.netns.get(this.netns), 'namespace').devices) {
      const device = must(this.world.devices.get(id), id);
      if (device.ifindex === ifindex) return device;
    }
    throw new Error(`invariant broken: no ifindex ${ifindex} on ${this.netns}`);
  }

  deviceByName(name: string): Device | null {
    return this.world.devices.get(`${this.netns}:${name}` as DeviceId) ?? null;
  }
}

/** Runs a program, records what it saw and decided, and carries the decision out. `pass` is what the kernel does next. */
export function runHook(
  lab: Lab,
  program: Program,
  device: Device,
  attach: AttachPoint,
  skb: Skb,
  pass: () => void,
): void {
  const hook = new Hook(lab, device, attach, skb);
  settle(lab, device, attach, skb, program, hook, program.run(hook, skb.packet), pass);
}

function settle(
  lab: Lab,
  device: Device,
  attach: AttachPoint,
  skb: Skb,
  program: Pick<Program, 'name' | 'cites'>,
  hook: Hook,
  decision: Decision,
  pass: () => void,
): void {
  const { sim } = lab;
  skb.packet = decision.packet;
  if (decision.mark !== undefined) skb.mark = decision.mark;
  if (decision.tunnelKey !== undefined) skb.tunnelKey = decision.tunnelKey;
  if (decision.packetType) skb.packetType = decision.packetType;
  const { verdict } = decision;
  const where = { netns: device.netns, device: device.id, skb };
  sim.record(
    { ...where, hop: decision.hop, writes: hook.writes, cites: [...program.cites, ...(decision.cites ?? [])] },
    {
      kind: 'hook',
      attach: program.name === 'cil_lxc_policy' ? 'tail call' : attach,
      program: program.name,
      tails: decision.tails,
      reads: hook.reads,
      verdict,
      observations: hook.observations,
      notes: hook.notes,
    },
  );
  switch (verdict.kind) {
    case 'pass':
      pass();
      return;
    case 'errno':
      throw new Error('invariant broken: a tc program has no caller to return an error to');
    case 'drop':
      sim.end(where, { kind: 'dropped', reason: verdict.reason, netns: device.netns, device: device.id });
      return;
    case 'policy': {
      const policy = must(lab.datapath.policy, 'policy program');
      const next = new Hook(lab, device, attach, skb);
      const pod = must(sim.world.pods.get(verdict.pod), 'pod');
      const answer = policy.run(next, skb.packet, pod, must(decision.delivery, 'what the delivery knew'));
      settle(lab, device, attach, skb, policy, next, answer, pass);
      return;
    }
    case 'redirect':
      redirect(lab, device, sim.device(verdict.to), verdict.helper, skb);
  }
}

function redirect(
  lab: Lab,
  from: Device,
  to: Device,
  helper: 'redirect' | 'redirect_peer' | 'redirect_neigh',
  skb: Skb,
): void {
  const { sim } = lab;
  if (helper === 'redirect') {
    sim.after(TIMING.bpf, () => transmit(lab, to, skb));
    return;
  }
  if (helper === 'redirect_neigh') {
    const ip = must(outermost(skb.packet, 'ipv4'), 'IPv4 header');
    const found = fibLookup(sim, from.netns, { dst: ip.dst, src: ip.src, mark: 0, oif: to.id });
    const via = found.kind === 'route' ? found.route.via : null;
    skb.unrouted = true;
    neighOutput(lab, to, via ?? ip.dst, skb);
    return;
  }
  if (to.kind !== 'veth') throw new Error('invariant broken: redirect_peer to a device without a peer');
  const inside = sim.device(to.peer);
  // Not queued again: the pod's tap has the timestamp of the tap before it.
  const crossing: Skb = { ...skb, mark: 0, tunnelKey: null };
  sim.record(
    { netns: inside.netns, device: inside.id, skb: crossing, hop: 'PEER', cites: PEER },
    { kind: 'peer', skipped: to.id },
  );
  receive(lab, inside, crossing);
}
