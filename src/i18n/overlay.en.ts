import type { At } from './at.ts';
import type { Story } from './story.ts';

/** What is worth saying about the outer header of this packet. */
export type EncapTrap =
  /** The other direction had another VNI. */
  | { readonly kind: 'reply'; readonly requestVni: number }
  | { readonly kind: 'node' }
  /** Plain Linux: the route carries the VNI (`encap ip id`), no program sets it. */
  | { readonly kind: 'route' }
  | { readonly kind: 'request' };

/** The tunnel device, cilium_host and cilium_net. */
export const overlayEn = {
  toOverlay: (at: At, x: { identity: number }): Story => ({
    title: `${at.dev} · cil_to_overlay`,
    sentence: `The tunnel key is read back and identity ${x.identity} goes into the mark: no NAT here, none at the NIC.`,
    detail: 'The packet is still the inner one: the kernel puts the outer headers on behind this hook.',
  }),
  encap: (
    at: At,
    x: { protocol: string; src: string; dst: string; port: number; vni: number; ttl: number; trap: EncapTrap },
  ): Story => ({
    title: `${at.who} · ${x.protocol} encap`,
    sentence: `The kernel wraps it in ${x.src} → ${x.dst}, UDP ${x.port}, TTL ${x.ttl}, VNI ${x.vni}: ${vniMeaning(x.trap)}.`,
    detail: encapDetail(x.trap),
  }),
  decap: (at: At, x: { protocol: string; port: number; vni: number }): Story => ({
    title: `${at.who} · ${x.protocol} decap`,
    sentence: `The kernel's UDP ${x.port} socket takes the outer headers off; VNI ${x.vni} stays on as the tunnel key.`,
    detail: 'Decapsulation is done before cil_from_overlay runs, and not by a BPF program.',
  }),
  fromOverlay: (at: At, x: { vni: number; pod: string }): Story => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: `VNI ${x.vni} is the sender's identity. ${at.dst} is ${x.pod}: TTL ${at.before}→${at.ttl}, then its policy.`,
    detail: 'The only decrement of the inner TTL on the whole way: neither encapsulation nor the router touched it.',
  }),
  fromOverlayNode: (at: At, x: { vni: number; identity: number; pod: string }): Story => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: `VNI ${x.vni} (remote-node): ipcache names the source ${x.identity}; ${at.dst} is ${x.pod}, TTL ${at.before}→${at.ttl}.`,
    detail: 'VNI 6 is the one case where ipcache may overrule the VNI.',
  }),
  toRouterIp: (at: At, x: { own: boolean }): Story => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: x.own
      ? `${at.dst} is this node's cilium_host address: TTL ${at.before}→${at.ttl}, bpf_redirect to cilium_net.`
      : `No endpoint here has ${at.dst}: TTL ${at.before}→${at.ttl}, bpf_redirect to cilium_net, for the host to judge.`,
    detail: 'Here a capture on cilium_host does print something: In, behind cilium_net Out.',
  }),
  overlayDrop: (at: At, x: { reason: string }): Story => ({
    title: `${at.dev} · cil_from_overlay`,
    sentence: `The packet for ${at.dst} ends here: ${x.reason}.`,
    detail: 'Silent for the sender: Cilium sends no ICMP for it.',
  }),
  overlayPass: (at: At, x: { program: string }): Story => ({
    title: `${at.dev} · ${x.program}`,
    sentence: `The program lets ${at.src} → ${at.dst} go on to the kernel.`,
    detail: null,
  }),
  hostToPod: (at: At, x: { pod: string; forwarded: boolean }): Story => ({
    title: 'cilium_host · cil_from_host',
    sentence: x.forwarded
      ? `The kernel routed ${at.dst} to cilium_host: TTL ${at.before}→${at.ttl}, then policy and lxc of ${x.pod}.`
      : `The node itself talks to ${x.pod}: TTL ${at.before}→${at.ttl}, then its policy (from identity 1, host) and its lxc.`,
    detail: 'Here cilium_host is on the way, yet a capture on it stays empty: the redirect comes before its Out tap.',
  }),
  hostToOverlay: (at: At, x: { vni: number; remote: string; tunnel: string }): Story => ({
    title: 'cilium_host · cil_from_host',
    sentence: `The node's own packet for ${at.dst}: tunnel key VNI ${x.vni} to ${x.remote}, bpf_redirect to ${x.tunnel}.`,
    detail: 'A node is never sent as 1 (host): it travels as 6, remote-node. Its source is the address of cilium_host.',
  }),
  fromHostPass: (at: At): Story => ({
    title: 'cilium_host · cil_from_host',
    sentence: `${at.dst} is no pod and behind no tunnel: the program lets it pass.`,
    detail: null,
  }),
  hostDrop: (at: At, x: { program: string; reason: string }): Story => ({
    title: `${at.dev} · ${x.program}`,
    sentence: `The program drops ${at.src} → ${at.dst}: ${x.reason}.`,
    detail: null,
  }),
  toHost: (at: At, x: { own: boolean }): Story => ({
    title: `${at.dev} · cil_to_host`,
    sentence: x.own
      ? `${at.dst} is the node itself: the program lets the packet up to the kernel.`
      : `The program lets ${at.src} → ${at.dst} up to the kernel, whoever it is for.`,
    detail: null,
  }),
};

function vniMeaning(trap: EncapTrap): string {
  if (trap.kind === 'route') return 'the id of the route';
  return trap.kind === 'node' ? 'remote-node' : "the sender's identity";
}

function encapDetail(trap: EncapTrap): string {
  switch (trap.kind) {
    case 'reply':
      return `What it answers came with VNI ${trap.requestVni}: a VNI is the identity of whoever sends, not the number of a network.`;
    case 'node':
      return 'Outer DF is clear and the UDP checksum 0. What a node itself sends travels as identity 6, never as 1.';
    case 'route':
      return 'Plain Linux: the route itself says `encap ip id`, and the kernel has already taken one from the inner TTL.';
    case 'request':
      return 'Outer DF is clear and the UDP checksum 0. The 50 bytes are IP 20, UDP 8, tunnel 8 and the inner Ethernet 14.';
  }
}
