import type { NetnsName } from '../../../lab/names.ts';
import type { Device } from '../../../lab/world.ts';
import type { ProgramName } from '../../../trace/events.ts';
import type { Machine } from '../../machine.ts';

export interface Attachment {
  readonly device: Device;
  readonly hook: 'ingress' | 'egress';
  readonly program: ProgramName;
  readonly programId: number;
  readonly linkId: number;
}

/** tcx came with Linux 6.6; Cilium 1.16 and later take it where it is (pkg/datapath/loader/tcx.go). */
export function hasTcx(kernel: string): boolean {
  const [major = 0, minor = 0] = kernel.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 6);
}

/**
 * Which of Cilium's programs are at which devices of a node (pkg/datapath/loader/loader.go), by ifindex as bpftool lists them.
 * Numbers of programs and links are not modelled: they are drawn from the lab's seed and go on with every start of the agent.
 */
export function attachmentsOf(machine: Machine, node: NetnsName): readonly Attachment[] {
  const { world, lab } = machine;
  const cilium = lab.ciliumOf(node);
  if (cilium.datapath !== 'cilium') return [];
  const devices = (world.netns.get(node)?.devices ?? []).map((id) => world.devices.get(id)!);
  const starts = lab.trace.stimuli.filter(
    ({ kind, from, at }) => kind === 'agent' && from === node && at <= lab.now,
  ).length;
  const draw = machine.random(`bpf ${node}`);
  let programId = draw.between(600, 1200) + starts * 300;
  let linkId = draw.between(10, 20) + starts * 30;
  return devices
    .flatMap((device) => programsOf(device, cilium.endpointRoutes).map((one) => ({ device, ...one })))
    .map((one): Attachment => {
      // Those that it reaches by tail calls are loaded just before a program.
      programId += draw.between(4, 14);
      linkId += 1;
      return { ...one, programId, linkId };
    });
}

type Hooked = Pick<Attachment, 'hook' | 'program'>;

function programsOf({ kind, name }: Device, endpointRoutes: boolean): readonly Hooked[] {
  if (name === 'cilium_net') return [{ hook: 'ingress', program: 'cil_to_host' }];
  if (name === 'cilium_host') {
    return [
      { hook: 'ingress', program: 'cil_to_host' },
      { hook: 'egress', program: 'cil_from_host' },
    ];
  }
  if (kind === 'nic') {
    return [
      { hook: 'ingress', program: 'cil_from_netdev' },
      { hook: 'egress', program: 'cil_to_netdev' },
    ];
  }
  if (kind === 'tunnel') {
    return [
      { hook: 'ingress', program: 'cil_from_overlay' },
      { hook: 'egress', program: 'cil_to_overlay' },
    ];
  }
  if (kind !== 'veth') return [];
  const from: Hooked = { hook: 'ingress', program: 'cil_from_container' };
  return endpointRoutes ? [from, { hook: 'egress', program: 'cil_to_container' }] : [from];
}

/** The array of tail calls of a device's programs (pkg/maps/callsmap, pkg/datapath/loader/loader.go). */
export function callsMapOf(machine: Machine, { device }: Pick<Attachment, 'device'>): string {
  if (device.kind === 'tunnel') return 'cilium_calls_overlay_2';
  if (device.kind === 'nic') return `cilium_calls_netdev_${`${device.ifindex}`.padStart(5, '0')}`;
  const pod = [...machine.world.pods.values()].find(({ lxc }) => lxc === device.id);
  if (pod !== undefined) return `cilium_calls_${`${pod.endpoint}`.padStart(5, '0')}`;
  return device.name === 'cilium_net'
    ? `cilium_calls_netdev_${`${device.ifindex}`.padStart(5, '0')}`
    : 'cilium_calls_hostns';
}
