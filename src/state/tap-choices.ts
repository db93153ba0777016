import type { TapPoint } from '../capture/tap.ts';
import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import { castOf } from '../scene/layout.ts';
import type { Trace } from '../trace/trace.ts';

/** A place at which this run is worth a capture, and what makes it so. */
export interface SuggestedTap {
  readonly why: 'router' | 'sender-nic' | 'receiver-lxc' | 'signpost';
  readonly point: TapPoint;
}

/** Hosts that a capture can listen on: all but what lies outside of the lab. Nodes and router first. */
export function tapHosts(world: World): readonly NetnsName[] {
  const all = [...world.netns.values()];
  const machines = all.filter(({ kind }) => kind === 'node' || kind === 'router');
  return [...machines, ...all.filter(({ kind }) => kind === 'pod')].map(({ name }) => name);
}

/** The devices of a host in the order of `ip link`. */
export function tapDevices(world: World, netns: NetnsName): readonly DeviceId[] {
  return world.netns.get(netns)?.devices ?? [];
}

/** Where the run of this trace says most: the whole router, the sender's NIC, the receiver's lxc, a road not taken. */
export function suggestedTaps(trace: Trace): readonly SuggestedTap[] {
  const { world } = trace;
  const from = trace.stimuli.flatMap((stimulus) => ('from' in stimulus ? [stimulus.from] : []))[0];
  const home = from === undefined ? undefined : (world.pods.get(from)?.node ?? from);
  const nic = world.nodes.find(({ name }) => name === home)?.dev;
  const lxc = world.pods.get(receiverOf(trace, from) ?? ('' as NetnsName))?.lxc;
  const signpost = signpostOf(trace);
  const at = (why: SuggestedTap['why'], device: DeviceId | undefined): readonly SuggestedTap[] => {
    const netns = device === undefined ? undefined : world.devices.get(device)?.netns;
    return device === undefined || netns === undefined ? [] : [{ why, point: { netns, device } }];
  };
  const router = world.router;
  const passed = router !== null && castOf(trace).has(router);
  return [
    ...(passed ? [{ why: 'router' as const, point: { netns: router, device: 'any' as const } }] : []),
    ...at('sender-nic', nic),
    ...at('receiver-lxc', lxc),
    ...at('signpost', signpost),
  ];
}

/** The pod that the run is for: by its address, else the first that something was delivered to. */
function receiverOf({ world, stimuli, packets }: Trace, from: NetnsName | undefined): NetnsName | null {
  const pods = [...world.pods.values()];
  for (const stimulus of stimuli) {
    const address = 'target' in stimulus && stimulus.target.kind === 'address' ? stimulus.target.address : null;
    const pod = pods.find(({ ip }) => ip === address);
    if (pod !== undefined) return pod.name;
  }
  for (const { outcome } of packets) {
    if (outcome.kind === 'delivered' && outcome.to !== from && world.pods.has(outcome.to)) return outcome.to;
  }
  return null;
}

function signpostOf(trace: Trace): DeviceId | undefined {
  for (const event of trace.events) {
    if (event.kind !== 'hook') continue;
    for (const note of event.notes) if (note.kind === 'road-not-taken') return note.dev;
  }
  return undefined;
}
