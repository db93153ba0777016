import type { NetnsName } from '../../../lab/names.ts';
import { ipv4Of } from '../../../wire/address.ts';
import type { Machine } from '../../machine.ts';

export interface Table {
  readonly name: 'filter' | 'nat' | 'mangle' | 'raw';
  /** The kernel's chains, which have a policy. */
  readonly chains: readonly string[];
  readonly own: readonly string[];
  /** As `iptables -S` prints them, without '-A '. */
  readonly rules: readonly string[];
}

const BUILT_IN = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
} as const;

function feeder(from: string, to: string): string {
  return `${from} -m comment --comment "cilium-feeder: ${to}" -j ${to}`;
}

function accept(match: string, comment: string): string {
  return `CILIUM_FORWARD ${match} -m comment --comment "cilium: ${comment}" -j ACCEPT`;
}

/** What host traffic is not marked with: the marks that say where else a packet comes from (bpf/lib/common.h MARK_MAGIC_*). */
const OTHER_MARKS = ['0xe00/0xf00', '0xd00/0xf00', '0x400/0xf00', '0xa00/0xe00', '0x800/0xe00', '0xf00/0xf00'];

/**
 * The chains that Cilium and the kubelet make on a node (pkg/datapath/iptables/iptables.go). With BPF masquerading and
 * kube-proxy's work done by Cilium the nat table holds no rule of its own. unverified: the order within CILIUM_FORWARD, and
 * raw and mangle, whose rules for transparent proxies are left out.
 */
export function tablesOf(machine: Machine, node: NetnsName): readonly Table[] {
  const { lab, world } = machine;
  const cilium = lab.ciliumOf(node);
  const isNode = world.nodes.find(({ name }) => name === node);
  const isCilium = isNode !== undefined && cilium.datapath === 'cilium';
  const kubelet = isNode === undefined ? [] : ['KUBE-KUBELET-CANARY'];
  const loopback = `${ipv4Of(0x7f00_0000)}/8`;
  const firewall = isNode === undefined ? [] : ['KUBE-FIREWALL'];
  const filter: Table = {
    name: 'filter',
    chains: BUILT_IN.filter,
    own: [...(isCilium ? ['CILIUM_FORWARD', 'CILIUM_INPUT', 'CILIUM_OUTPUT'] : []), ...firewall, ...kubelet],
    rules: [
      ...(isCilium ? [feeder('INPUT', 'CILIUM_INPUT')] : []),
      ...firewall.map((chain) => `INPUT -j ${chain}`),
      ...(isCilium ? [feeder('FORWARD', 'CILIUM_FORWARD'), feeder('OUTPUT', 'CILIUM_OUTPUT')] : []),
      ...firewall.map((chain) => `OUTPUT -j ${chain}`),
      ...(isCilium ? ciliumFilter() : []),
      ...firewall.map(
        (chain) =>
          `${chain} ! -s ${loopback} -d ${loopback} -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP`,
      ),
    ],
  };
  const nat: Table = {
    name: 'nat',
    chains: BUILT_IN.nat,
    own: [...(isCilium ? ['CILIUM_OUTPUT_nat', 'CILIUM_POST_nat', 'CILIUM_PRE_nat'] : []), ...kubelet],
    rules: isCilium
      ? [
          feeder('PREROUTING', 'CILIUM_PRE_nat'),
          feeder('OUTPUT', 'CILIUM_OUTPUT_nat'),
          feeder('POSTROUTING', 'CILIUM_POST_nat'),
          ...(cilium.bpfMasquerade
            ? []
            : [
                `CILIUM_POST_nat -s ${isNode.podCIDR} ! -d ${cilium.ipv4NativeRoutingCIDR} ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE`,
              ]),
        ]
      : [],
  };
  const mangle: Table = {
    name: 'mangle',
    chains: BUILT_IN.mangle,
    own: [...(isCilium ? ['CILIUM_POST_mangle', 'CILIUM_PRE_mangle'] : []), ...kubelet],
    rules: isCilium ? [feeder('PREROUTING', 'CILIUM_PRE_mangle'), feeder('POSTROUTING', 'CILIUM_POST_mangle')] : [],
  };
  const raw: Table = {
    name: 'raw',
    chains: BUILT_IN.raw,
    own: isCilium ? ['CILIUM_OUTPUT_raw', 'CILIUM_PRE_raw'] : [],
    rules: isCilium ? [feeder('PREROUTING', 'CILIUM_PRE_raw'), feeder('OUTPUT', 'CILIUM_OUTPUT_raw')] : [],
  };
  return [mangle, raw, filter, nat];
}

function ciliumFilter(): readonly string[] {
  return [
    accept('-o cilium_host', 'any->cluster on cilium_host forward accept'),
    accept('-i cilium_host', 'cluster->any on cilium_host forward accept (nodeport)'),
    accept('-i lxc+', 'cluster->any on lxc+ forward accept'),
    accept('-i cilium_net', 'cluster->any on cilium_net forward accept (nodeport)'),
    accept('-o lxc+', 'any->cluster on lxc+ forward accept'),
    accept('-i lxc+', 'cluster->any on lxc+ forward accept (nodeport)'),
    'CILIUM_INPUT -m mark --mark 0x200/0xf00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT',
    'CILIUM_OUTPUT -m mark --mark 0xa00/0xe00 -m comment --comment "cilium: ACCEPT for proxy traffic" -j ACCEPT',
    'CILIUM_OUTPUT -m mark --mark 0x800/0xe00 -m comment --comment "cilium: ACCEPT for l7 proxy upstream traffic" -j ACCEPT',
    `CILIUM_OUTPUT ${OTHER_MARKS.map((mark) => `-m mark ! --mark ${mark}`).join(' ')} -m comment --comment "cilium: host->any mark as from host" -j MARK --set-xmark 0xc00/0xf00`,
  ];
}
