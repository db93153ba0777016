import type { Device, Settings, World } from '../../lab/world.ts';
import type { Datapath, Program } from '../datapath.ts';
import { fromContainer } from './from-container.ts';
import { fromHost, toHost } from './host-device.ts';
import { lxcPolicy, toContainer } from './lxc-policy.ts';
import { fromNetdev, toNetdev } from './netdev.ts';
import { fromOverlay, toOverlay } from './overlay.ts';
import { socketPrograms } from './socket.ts';

/** Which program sits on which device of a node (pkg/datapath/loader/loader.go). */
function attached(device: Device, direction: 'ingress' | 'egress', settings: Settings, world: World): Program | null {
  const ingress = direction === 'ingress';
  switch (device.kind) {
    case 'nic':
      return ingress ? fromNetdev : toNetdev;
    case 'tunnel':
      return ingress ? fromOverlay : toOverlay;
    case 'veth': {
      const peer = world.devices.get(device.peer);
      // cilium_host and cilium_net are each other's peers, on one node.
      if (peer?.netns === device.netns) return ingress ? toHost : device.addresses.length > 0 ? fromHost : null;
      if (ingress) return fromContainer;
      return settings.endpointRoutes ? toContainer : null;
    }
    case 'loopback':
    case 'dummy':
      return null;
  }
}

/** Cilium 1.18: programs on tc (TCX) of every device of a node, socket programs on its cgroup root. */
export const ciliumDatapath: Datapath = {
  name: 'cilium',
  attached,
  policy: lxcPolicy,
  socket: socketPrograms,
};
