import { hash32 } from '../../../base/prng.ts';
import type { NetnsName } from '../../../lab/names.ts';
import type { Machine } from '../../machine.ts';
import { attachmentsOf, callsMapOf } from './attachments.ts';
import { mapsOf } from './maps.ts';

/** A program in the kernel, as `bpftool prog` lists it. */
export interface LoadedProgram {
  readonly id: number;
  readonly type: 'sched_cls' | 'cgroup_sock_addr' | 'cgroup_sock';
  readonly name: string;
  readonly tag: string;
  /** Bytes of instructions, as the kernel keeps them and as the machine's own. */
  readonly xlated: number;
  readonly jited: number;
  readonly maps: readonly number[];
  readonly btf: number;
}

/** A program at the root of the control groups, which sees sockets. */
export interface SocketProgram {
  readonly id: number;
  readonly name: string;
  readonly attach: string;
}

/**
 * What is attached to sockets where Cilium balances services there (bpf/bpf_sock.c), by the kernel's number of the hook
 * (enum bpf_attach_type), as bpftool walks them. IPv6 has programs of its own where it is on: the labs have it off.
 */
const SOCKET_PROGRAMS = [
  ['cil_sock4_connect', 'cgroup_inet4_connect'],
  ['cil_sock4_post_bind', 'cgroup_inet4_post_bind'],
  ['cil_sock4_sendmsg', 'cgroup_udp4_sendmsg'],
  ['cil_sock4_recvmsg', 'cgroup_udp4_recvmsg'],
  ['cil_sock4_getpeername', 'cgroup_inet4_getpeername'],
  ['cil_sock_release', 'cgroup_inet_sock_release'],
] as const;

/** Programs that are reached by a tail call and loaded with the one at the hook (bpf/lib/tailcall.h), as far as the lab takes them. */
const TAILS: Readonly<Record<string, readonly string[]>> = {
  cil_from_container: ['tail_handle_ipv4', 'tail_handle_arp', 'cil_lxc_policy'],
  cil_from_netdev: ['tail_handle_ipv4_from_netdev', 'tail_nodeport_nat_ingress_ipv4'],
  cil_to_netdev: ['tail_handle_snat_fwd_ipv4'],
  cil_from_overlay: ['tail_handle_ipv4', 'tail_nodeport_nat_ingress_ipv4'],
  cil_to_overlay: ['tail_handle_snat_fwd_ipv4'],
  cil_from_host: ['tail_handle_ipv4_from_host'],
};

/** Maps that a program reads or writes; its own array of tail calls comes with them. */
const ALWAYS = ['cilium_metrics', 'cilium_events'] as const;
const READS: readonly (readonly [program: RegExp, maps: readonly string[]])[] = [
  [/^cil_sock/, ['cilium_lb4_services_v2', 'cilium_lb4_backends_v3', 'cilium_lb4_reverse_sk']],
  [/^cil_lxc_policy$/, ['cilium_ct4_global', 'cilium_ct_any4_global', 'cilium_policystats']],
  [/from_container|^tail_handle_ipv4$|from_host|from_netdev|from_overlay/, ['cilium_lxc', 'cilium_ipcache_v2']],
  [/snat|nat_ingress/, ['cilium_snat_v4_external', 'cilium_ct4_global', 'cilium_ct_any4_global']],
];

export function socketProgramsOf(machine: Machine, node: NetnsName): readonly SocketProgram[] {
  const { datapath, socketLB, kubeProxyReplacement } = machine.lab.ciliumOf(node);
  if (datapath !== 'cilium' || !(socketLB || kubeProxyReplacement)) return [];
  const draw = machine.random(`bpf sockets ${node}`);
  let id = draw.between(500, 560);
  return SOCKET_PROGRAMS.map(([name, attach]) => ({ id: (id += draw.between(1, 3)), name, attach }));
}

/**
 * Cilium's programs on a node, by their numbers. unverified: numbers, tags and sizes, which come with a build: drawn from
 * names. Tail calls that no packet of the lab takes, and the programs of systemd, are left out.
 */
export function programsOf(machine: Machine, node: NetnsName): readonly LoadedProgram[] {
  const known = new Map(mapsOf(machine, node).map(({ name, id }) => [name, id]));
  const make = (id: number, type: LoadedProgram['type'], name: string, calls: string | null): LoadedProgram => {
    const cilium = machine.lab.ciliumOf(node);
    // The same source and the same configuration give the same instructions, on every node.
    const draw = hash32(`${name} ${machine.world.file.versions.cilium} ${JSON.stringify(cilium)}`);
    const xlated = 8 * (40 + (draw % 900));
    const reads = READS.find(([program]) => program.test(name))?.[1] ?? [];
    return {
      id,
      type,
      name,
      tag: draw.toString(16).padStart(8, '0') + hash32(`${draw}`).toString(16).padStart(8, '0'),
      xlated,
      jited: Math.round(xlated * 0.62),
      maps: [...reads, ...ALWAYS, ...(calls === null ? [] : [calls])].flatMap((map) => known.get(map) ?? []),
      btf: id - 3,
    };
  };
  const sockets = socketProgramsOf(machine, node).map(({ id, name }) =>
    make(
      id,
      name === 'cil_sock_release' || name.endsWith('post_bind') ? 'cgroup_sock' : 'cgroup_sock_addr',
      name,
      null,
    ),
  );
  const attached = attachmentsOf(machine, node).flatMap((one) => {
    const calls = callsMapOf(machine, one);
    const tails = (TAILS[one.program] ?? []).map((name, i, all) =>
      make(one.programId - all.length + i, 'sched_cls', name, calls),
    );
    return [...tails, make(one.programId, 'sched_cls', one.program, calls)];
  });
  return [...sockets, ...attached].toSorted((a, b) => a.id - b.id);
}
