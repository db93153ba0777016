import type { At } from './at.ts';
import type { Story } from './story.ts';

/** What is worth knowing about a capture on this device. */
export type TapTrap =
  | 'none'
  /** A pod's lxc, In: it shows what the pod sends and nothing else. */
  | 'lxc-one-way'
  /** The tunnel device, Out: before the outer headers. */
  | 'tunnel-inner'
  /** A NIC, with the pods' packet inside UDP. */
  | 'inside-udp'
  /** The tunnel device, P: for another host's MAC. */
  | 'otherhost'
  /** Any other device, P. */
  | 'wrong-mac'
  /** The router's second sight of a packet. */
  | 'twice'
  /** A NIC with a pod's address in native mode. */
  | 'pod-on-wire';

const TRAP: Readonly<Record<TapTrap, string | null>> = {
  none: null,
  'lxc-one-way':
    'With BPF host routing an lxc shows only what its own pod sends; what other pods send to it skips this device.',
  'tunnel-inner': 'Here the inner packet is still bare. The same packet inside UDP shows on the NIC.',
  'inside-udp': 'A filter for icmp or tcp port 80 on this NIC finds nothing: all of it is inside UDP.',
  otherhost: "With -i any this line says P, not In: the inner MAC is still the one of the sender's lxc.",
  'wrong-mac': 'With -i any this line says P, not In: the frame is for another MAC.',
  twice:
    'With -i any the router shows every forwarded packet twice, In and Out; of TCP, tshark calls the second a retransmission.',
  'pod-on-wire': 'Pod addresses on the wire, MACs of nodes: native routing neither wraps nor translates.',
};

/** AF_PACKET taps: what tcpdump on this device prints. */
export const tapEn = {
  out: (at: At, x: { trap: TapTrap }): Story => ({
    title: `${at.who} ${at.dev} · Out`,
    sentence: `Out on ${at.dev}, visible to a capture: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  in: (at: At, x: { trap: TapTrap; tap: string }): Story => ({
    title: `${at.who} ${at.dev} · ${x.tap === 'In' ? 'In' : `In (${x.tap})`}`,
    sentence: `In on ${at.dev}, visible to a capture as it arrived: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  outerOut: (at: At, x: { src: string; dst: string; port: number; ttl: number; trap: TapTrap }): Story => ({
    title: `${at.who} ${at.dev} · Out`,
    sentence: `Out on ${at.dev}: ${x.src} → ${x.dst} UDP ${x.port}, TTL ${x.ttl}; inside ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  outerIn: (at: At, x: { src: string; dst: string; port: number; ttl: number; trap: TapTrap }): Story => ({
    title: `${at.who} ${at.dev} · In`,
    sentence: `In on ${at.dev}: ${x.src} → ${x.dst} UDP ${x.port}, TTL ${x.ttl}; inside ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: TRAP[x.trap],
  }),
  podOut: (at: At): Story => ({
    title: `${at.who} eth0 · Out`,
    sentence: `${at.host} sends ${at.label}: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: 'Whatever the IP destination is, the frame goes to the MAC of the lxc.',
  }),
  podIn: (at: At, x: { peer: boolean }): Story => ({
    title: `${at.who} eth0 · In`,
    sentence: `${at.host} receives ${at.label}: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: x.peer ? 'Inside the pod a capture shows both directions; on its lxc it shows one.' : null,
  }),
  lxcOut: (at: At, x: { redirected: boolean }): Story => ({
    title: `${at.who} lxc · Out`,
    sentence: `Out on ${at.dev}, into the pod, visible to a capture: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: x.redirected
      ? 'bpf_redirect goes through the device, so the tap sees it; bpf_redirect_peer would not.'
      : null,
  }),
  leaves: (at: At): Story => ({
    title: `${at.who}: leaves by ${at.dev}`,
    sentence: `Out on ${at.dev}: ${at.src} → ${at.dst}, TTL ${at.ttl}, source unchanged, towards a NAT that knows no pods.`,
    detail: 'In by one NIC and out by eth0: these two lines of a capture are the whole failure. Never a third.',
  }),
  outside: (at: At): Story => ({
    title: 'outside: In',
    sentence: `${at.src} → ${at.dst} arrives at the NAT behind eth0, outside of the lab.`,
    detail: 'What the NAT of VirtualBox does with it is not known; only that no answer comes is.',
  }),
  arpOut: (at: At, x: { request: boolean; mac: string }): Story => ({
    title: `${at.who} ${at.dev} · ARP Out`,
    sentence: x.request
      ? `${at.dev} Out, ARP: who has ${at.dst}? Tell ${at.src}.`
      : `${at.dev} Out, ARP: ${at.src} is at ${x.mac}.`,
    detail: null,
  }),
  arpIn: (at: At, x: { request: boolean; mac: string; tap: string }): Story => ({
    title: `${at.who} ${at.dev} · ARP ${x.tap}`,
    sentence: x.request
      ? `${at.dev} ${x.tap}, ARP: who has ${at.dst}? Tell ${at.src}.`
      : `${at.dev} ${x.tap}, ARP: ${at.src} is at ${x.mac}.`,
    detail: x.tap === 'B' ? 'B stands for broadcast: the question is for everybody on the segment.' : null,
  }),
  peer: (x: { skipped: string; pod: string }): Story => ({
    title: 'bpf_redirect_peer',
    sentence: `bpf_redirect_peer puts the packet into ${x.pod} directly: ${x.skipped} is skipped.`,
    detail: "A capture on the destination's lxc shows nothing: its tap lies on the part of the way that is skipped.",
  }),
};
