import type { SnatReason } from '../trace/events.ts';
import type { At } from './at.ts';
import type { Story } from './story.ts';

const SNAT: Readonly<Record<SnatReason, string>> = {
  masqueraded: 'masqueraded',
  'masquerading off': 'masquerading is off',
  'overlay mark': 'the overlay mark says so',
  'snat done': 'another device did it already',
  reply: 'it is a reply',
  'native routing CIDR': 'its destination is inside ipv4NativeRoutingCIDR',
  'host traffic': "it is the node's own",
  'remote node': 'its destination is another node of the cluster',
  'no local endpoint': 'no rule of masquerading applies to it',
};

/** What Cilium will never know about this packet. */
export type NatTrap =
  /** It gets lost behind this device. */
  | 'lost-later'
  /** The remote node answers to a pod address. */
  | 'remote-node'
  | 'none';

/** cil_to_netdev and cil_from_netdev on eth0 and eth1. */
export const netdevEn = {
  noSnat: (at: At, x: { why: SnatReason; trap: NatTrap }): Story => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `No SNAT for ${at.src} → ${at.dst}, because ${SNAT[x.why]}.`,
    detail: NAT_TRAP[x.trap],
  }),
  snat: (at: At, x: { from: string; to: string }): Story => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `Masquerade: source ${x.from} becomes ${x.to}, since ${at.dst} is outside ipv4NativeRoutingCIDR.`,
    detail: `A capture on ${at.dev} already shows ${x.to}: its Out tap comes after this program.`,
  }),
  overlayMark: (at: At, x: { src: string; dst: string }): Story => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `The outer packet ${x.src} → ${x.dst} carries the overlay mark: no NAT.`,
    detail: null,
  }),
  hostOut: (at: At): Story => ({
    title: `${at.dev} egress · cil_to_netdev`,
    sentence: `The node's own packet ${at.src} → ${at.dst} leaves: no SNAT, only its port or id is noted.`,
    detail: null,
  }),
  toPod: (at: At, x: { pod: string; identity: number | null }): Story => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence: `${at.dst} is ${x.pod} on this node: TTL ${at.before}→${at.ttl}, new MACs, tail call to its policy.`,
    detail:
      x.identity === null
        ? null
        : `Nothing on a native wire tells who sent it: identity ${x.identity} is what this node's ipcache has for ${at.src}.`,
  }),
  revSnat: (at: At, x: { from: string }): Story => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence: `The NAT map knows this answer: destination ${x.from} becomes ${at.dst}; TTL ${at.before}→${at.ttl}, on to its policy.`,
    detail: `The In tap came first, so a capture on ${at.dev} shows ${x.from}.`,
  }),
  toHost: (at: At, x: { port: number | null }): Story => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence:
      x.port === null
        ? `${at.dst} is this node's own address: the program leaves it to the kernel.`
        : `The outer packet is for this node, UDP ${x.port}: the program leaves it to the kernel, which will decapsulate.`,
    detail: null,
  }),
  toStack: (at: At, x: { legacy: boolean }): Story => ({
    title: `${at.dev} ingress · cil_from_netdev`,
    sentence: x.legacy
      ? `Legacy host routing: whoever ${at.dst} is, the kernel is to route it.`
      : `No endpoint of this node has ${at.dst}: the program leaves it to the kernel.`,
    detail: x.legacy
      ? 'The kernel will take one from the TTL and, without endpointRoutes, send it into cilium_host.'
      : null,
  }),
  arp: (at: At, x: { program: string; out: boolean }): Story => ({
    title: `${at.dev} ${x.out ? 'egress' : 'ingress'} · ${x.program}`,
    sentence: `ARP about ${at.dst}: the program lets it pass untouched.`,
    detail: null,
  }),
  snatReason: SNAT,
  passed: (at: At, x: { program: string; out: boolean }): Story => ({
    title: `${at.dev} ${x.out ? 'egress' : 'ingress'} · ${x.program}`,
    sentence: `Nothing to do for ${at.src} → ${at.dst}: the program lets it pass.`,
    detail: null,
  }),
  dropped: (at: At, x: { program: string; out: boolean; reason: string }): Story => ({
    title: `${at.dev} ${x.out ? 'egress' : 'ingress'} · ${x.program}`,
    sentence: `The program drops ${at.src} → ${at.dst}: ${x.reason}.`,
    detail: null,
  }),
};

const NAT_TRAP: Readonly<Record<NatTrap, string | null>> = {
  'lost-later':
    'For Cilium this is to-network FORWARDED: it sees no further than this device, and the packet is lost after it.',
  'remote-node': 'In native mode pods are not masqueraded towards nodes, so the answer goes to a pod address.',
  none: null,
};
